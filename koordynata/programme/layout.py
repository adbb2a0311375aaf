"""What programmes are made of, as data: kinds and their levels, areas, tags, sources of money, parts of a whole."""

from dataclasses import dataclass
from functools import cache

from koordynata.foundation.dated import Dated, named, rows, spoken

from .enums import LevelRole

_ROOM = "koordynata.programme"


@dataclass(frozen=True)
class Level:
    """One level of a kind of programme. `position` 1 is the highest."""

    kind: str
    position: int
    id: str
    role: LevelRole
    name_pl: str
    name_en: str
    plural_pl: str
    plural_en: str

    @property
    def name(self) -> str:
        """In the reader's language."""
        return spoken(self.name_pl, self.name_en)

    @property
    def plural(self) -> str:
        """In the reader's language."""
        return spoken(self.plural_pl, self.plural_en)


@dataclass(frozen=True)
class Kind(Dated):
    """Rodzaj programu. `scope`: the kind of territory that has one."""

    scope: str
    years_of_durability: int
    levels: tuple[Level, ...]

    def level(self, code: str) -> Level:
        """Raises StopIteration for an unknown one."""
        return next(one for one in self.levels if one.id == code)

    def below(self, level: Level | None) -> list[Level]:
        """Levels that may stand directly under a level; under none: at the top. Divisions may be left out."""
        position = level.position if level else 0
        return [one for one in self.levels if one.position > position]


@dataclass(frozen=True)
class Named:
    """An id with names."""

    id: str
    name_pl: str
    name_en: str

    @property
    def name(self) -> str:
        """In the reader's language."""
        return spoken(self.name_pl, self.name_en)


@dataclass(frozen=True)
class Dimension(Named):
    """By what a whole is divided; its categories do not overlap."""

    categories: tuple[Named, ...]

    def category(self, code: str) -> Named:
        """Raises StopIteration for an unknown one."""
        return next(one for one in self.categories if one.id == code)


@dataclass(frozen=True)
class FactKind(Dated):
    """Rodzaj faktu. `subject`: `person`, counted once whatever it did, or `thing`."""

    subject: str


@cache
def kinds() -> dict[str, Kind]:
    """Kinds of programmes by id."""
    levels = [
        Level(row["kind"], int(row["position"]), row["id"], LevelRole(row["role"]),
              *(row[name] for name in ("name_pl", "name_en", "plural_pl", "plural_en")))
        for row in rows(_ROOM, "levels")
    ]  # fmt: skip
    return {
        row["id"]: Kind(
            **named(row), scope=row["scope"], years_of_durability=int(row["years_of_durability"]),
            levels=tuple(one for one in levels if one.kind == row["id"]),
        )
        for row in rows(_ROOM, "kinds")
    }  # fmt: skip


@cache
def areas() -> tuple[Named, ...]:
    """The eight areas of ZSU 2030 by their number."""
    return tuple(Named(row["number"], row["name_pl"], row["name_en"]) for row in rows(_ROOM, "areas"))


@cache
def tags() -> dict[str, Dated]:
    """Tags of elements by id."""
    return _by_id("tags")


@cache
def money_sources() -> dict[str, Dated]:
    """Sources of money by id."""
    return _by_id("money_sources")


@cache
def fact_kinds() -> dict[str, FactKind]:
    """Kinds of facts by id."""
    return {row["id"]: FactKind(**named(row), subject=row["subject"]) for row in rows(_ROOM, "fact_kinds")}


@cache
def dimensions() -> dict[str, Dimension]:
    """Divisions of a whole by id."""
    table = rows(_ROOM, "dimensions")
    return {
        row["dimension"]: Dimension(
            row["dimension"], row["dimension_pl"], row["dimension_en"],
            tuple(
                Named(one["category"], one["name_pl"], one["name_en"])
                for one in table if one["dimension"] == row["dimension"]
            ),
        )
        for row in table
    }  # fmt: skip


def _by_id(name: str) -> dict[str, Dated]:
    return {row["id"]: Dated(**named(row)) for row in rows(_ROOM, name)}
