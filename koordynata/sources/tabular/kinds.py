"""Kinds of cells. Each turns a column of cleaned text (null where empty) into typed values, or names what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import polars as pl
from django.utils.translation import gettext_lazy as _

BLANK = "[ \u00a0\u202f]"
WHOLE = rf"^[+-]?([0-9]{{1,3}}({BLANK}[0-9]{{3}})+|[0-9]+)$"
NUMBER = rf"^[+-]?([0-9]{{1,3}}({BLANK}[0-9]{{3}})+|[0-9]+)([.,][0-9]+)?$"


@dataclass(frozen=True)
class Fault:
    """One way in which cells can be wrong: `bad` is true there."""

    code: str
    bad: pl.Expr
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of cell."""

    label: ClassVar[Any] = _("text")
    number_format: ClassVar[str] = "@"  # of the cells in a template: text keeps its leading zeros

    @property
    def dtype(self) -> pl.DataType:
        """The type of the parsed column."""
        return pl.String()

    @property
    def dictionary(self) -> str:
        """The name of the list from which such cells are filled, where there is one."""
        return ""

    def choices(self) -> Sequence[str]:
        """What may stand in such a cell beside the entries of its list, where it can be counted up."""
        return ()

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """Typed values; null where the cell is empty or wrong."""
        return cell

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """What can be wrong with a cell; nothing is wrong with an empty one here."""
        return []

    def _unparsed(self, code: str, cell: pl.Expr, **params: Any) -> Fault:
        return Fault(code, cell.is_not_null() & self.parse(cell).is_null(), params)


@dataclass(frozen=True)
class Text(Kind):
    """Text of a limited length that does not begin like a formula."""

    max_length: int = 200

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Too long; a formula."""
        sign = cell.str.starts_with("-") | cell.str.starts_with("+")
        formula = cell.str.starts_with("=") | cell.str.starts_with("@") | (sign & cell.str.contains(r"[!(|]"))
        return [
            Fault("cell_too_long", cell.str.len_chars() > self.max_length, {"limit": self.max_length}),
            Fault("cell_formula", formula),
        ]


@dataclass(frozen=True)
class Pattern(Kind):
    """Text of one form, e.g. a code."""

    regex: str = ""
    example: str = ""

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Another form."""
        return [Fault("cell_pattern", ~cell.str.contains(f"^(?:{self.regex})$"), {"example": self.example})]


@dataclass(frozen=True)
class OccupationCode(Kind):
    """Six digits of KZSB or KZiS; the prefix of the labour offices' dictionary (`RPd057|`) is taken off."""

    label: ClassVar[Any] = _("occupation code")

    @property
    def dictionary(self) -> str:
        """All occupations."""
        return "occupation"

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """The digits."""
        return cell.str.extract(r"^(?:RPd057\|)?([0-9]{6})$")

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Another form."""
        return [self._unparsed("cell_pattern", cell, example="311407")]


@dataclass(frozen=True)
class Integer(Kind):
    """A whole number, thousands may be parted by blanks."""

    label: ClassVar[Any] = _("whole number")
    number_format: ClassVar[str] = "0"
    minimum: int = 0
    maximum: int = 2_000_000_000

    @property
    def dtype(self) -> pl.DataType:
        """64 bits."""
        return pl.Int64()

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """Digits without their blanks."""
        digits = pl.when(cell.str.contains(WHOLE)).then(cell.str.replace_all(BLANK, ""))
        return digits.str.strip_prefix("+").cast(pl.Int64, strict=False)

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Not a number; out of range."""
        return [self._unparsed("cell_not_integer", cell), *_range_faults(self.parse(cell), self.minimum, self.maximum)]


@dataclass(frozen=True)
class Decimal(Kind):
    """A number with a decimal comma or point; thousands may be parted by blanks."""

    label: ClassVar[Any] = _("number")
    number_format: ClassVar[str] = "General"
    minimum: float | None = None
    maximum: float | None = None

    @property
    def dtype(self) -> pl.DataType:
        """A double."""
        return pl.Float64()

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """The number with a point."""
        plain = cell.str.replace_all(BLANK, "").str.replace(",", ".", literal=True)
        return pl.when(cell.str.contains(NUMBER)).then(plain.str.strip_prefix("+")).cast(pl.Float64, strict=False)

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Not a number; out of range."""
        return [self._unparsed("cell_not_decimal", cell), *_range_faults(self.parse(cell), self.minimum, self.maximum)]


def _range_faults(value: pl.Expr, minimum: float | None, maximum: float | None) -> list[Fault]:
    faults = []
    if minimum is not None:
        faults.append(Fault("cell_below", value < minimum, {"limit": minimum}))
    if maximum is not None:
        faults.append(Fault("cell_above", value > maximum, {"limit": maximum}))
    return faults


@dataclass(frozen=True)
class Percent(Kind):
    """A percentage from 0 to 100, with or without its sign → a share from 0 to 1."""

    label: ClassVar[Any] = _("percentage")
    number_format: ClassVar[str] = "General"

    @property
    def dtype(self) -> pl.DataType:
        """A double."""
        return pl.Float64()

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """The hundredth part."""
        value = Decimal().parse(cell.str.strip_suffix("%").str.strip_chars_end())
        return pl.when(value.is_between(0, 100)).then(value / 100)

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Not from 0 to 100; a fraction written for a percentage."""
        share = self.parse(cell)
        return [
            self._unparsed("cell_not_percent", cell),
            Fault("cell_percent_as_fraction", (share > 0) & (share < 0.01)),
        ]


@dataclass(frozen=True)
class Date(Kind):
    """A date, ISO or dd.mm.yyyy."""

    label: ClassVar[Any] = _("date")
    number_format: ClassVar[str] = "yyyy-mm-dd"

    @property
    def dtype(self) -> pl.DataType:
        """A day."""
        return pl.Date()

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """Only dates that exist, of the years 1000–9999."""
        iso = pl.when(cell.str.contains(r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$")).then(cell)
        dotted = pl.when(cell.str.contains(r"^[0-9]{1,2}\.[0-9]{1,2}\.[1-9][0-9]{3}$")).then(cell)
        return pl.coalesce(
            iso.str.to_date("%Y-%m-%d", strict=False),
            dotted.str.to_date("%d.%m.%Y", strict=False),
        )

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """No such day."""
        return [self._unparsed("cell_not_date", cell)]


@dataclass(frozen=True)
class Choice(Kind):
    """A word of a short list → its value; case and blanks do not matter."""

    label: ClassVar[Any] = _("choice")
    values: Mapping[str, Any] = field(default_factory=dict)

    def choices(self) -> Sequence[str]:
        """The words of the list."""
        return list(self.values)

    @property
    def dtype(self) -> pl.DataType:
        """That of the values."""
        return pl.Int64() if all(isinstance(value, int) for value in self.values.values()) else pl.String()

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """The value of the word."""
        words = {word.casefold(): value for word, value in self.values.items()}
        key = cell.str.to_lowercase().str.replace_all(r"\s+", " ")
        return key.replace_strict(words, default=None, return_dtype=self.dtype)

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Not on the list."""
        return [self._unparsed("cell_not_choice", cell, choices=", ".join(self.values))]


@dataclass(frozen=True)
class Teryt(Kind):
    """A TERYT code; one leading zero that a spreadsheet has eaten is put back where the length leaves no doubt."""

    label: ClassVar[Any] = _("TERYT code")
    lengths: Sequence[int] = (4,)
    words: Sequence[str] = ()  # other values that stand for a territory, e.g. PL

    @property
    def dictionary(self) -> str:
        """Powiats or voivodeships, where only one of them is meant."""
        return {"2": "voivodeship", "4": "powiat"}.get(",".join(map(str, self.lengths)), "")

    def choices(self) -> Sequence[str]:
        """The words beside the codes."""
        return self.words if self.dictionary else ()

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """The code with its leading zero."""
        size, code = cell.str.len_bytes(), pl.lit(None, dtype=pl.String)
        digits = cell.str.contains("^[0-9]+$")
        for length in self.lengths:
            code = pl.when(digits & (size == length)).then(cell).otherwise(code)
            if length - 1 not in self.lengths:
                code = pl.when(digits & (size == length - 1)).then(pl.lit("0") + cell).otherwise(code)
        return pl.when(cell.is_in(list(self.words))).then(cell).otherwise(code)

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Another number of digits."""
        return [self._unparsed("cell_not_teryt", cell, lengths=", ".join([*map(str, self.lengths), *self.words]))]


@dataclass(frozen=True)
class SchoolYear(Kind):
    """`2026/2027`, `2026/27` or `2026` → the year in which it starts."""

    label: ClassVar[Any] = _("school year")

    @property
    def dtype(self) -> pl.DataType:
        """A year."""
        return pl.Int64()

    def parse(self, cell: pl.Expr) -> pl.Expr:
        """The first year, when the second follows it."""
        start = cell.str.extract(r"^((?:19|20)[0-9]{2})(?:\s*[/–-]\s*(?:[0-9]{2}|[0-9]{4}))?$").cast(
            pl.Int64, strict=False
        )
        end = cell.str.extract(r"[/–-]\s*(?:[0-9]{2})?([0-9]{2})$").cast(pl.Int64, strict=False)
        century = cell.str.extract(r"[/–-]\s*([0-9]{4})$").cast(pl.Int64, strict=False)
        follows = (end.is_null() | (end == (start + 1) % 100)) & (century.is_null() | (century == start + 1))
        return pl.when(follows).then(start)

    def faults(self, cell: pl.Expr) -> list[Fault]:
        """Not a school year."""
        return [self._unparsed("cell_not_school_year", cell)]
