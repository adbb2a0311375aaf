"""Rows of RSPO → institutions, whether they came as a table or from the API."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from django.db.models import Q

from koordynata.reference.models import SchoolType, Territory
from koordynata.sources.columns import fetch
from koordynata.sources.enums import Severity
from koordynata.sources.reading import LINE, Problem, Reading
from koordynata.sources.rspo import DETAILS
from koordynata.sources.staging import Reference, Table

from ..enums import NumberScheme
from ..models import Institution, RegisterNumber
from .rspo_types import UNKNOWN, kinds_by_type

_NUMBERS = {"rspo": pl.Int64, "pk": pl.Int64}
_OUTSIDE = ("gmina_code", LINE)
COMPUTED = ("kind", "school_type_id", "territory_id", "details")


@dataclass(frozen=True)
class Institutions:
    """The table of institutions, what was wrong, and the numbers that lead elsewhere since a merge."""

    table: Table
    problems: list[Problem]
    powiats: frozenset[str]
    set_aside: int
    aliases: pl.DataFrame


def stage_institutions(reading: Reading, headers: Mapping[str, str]) -> Institutions:
    """Look up powiats, types and kept numbers; `headers` say what the file calls its columns."""
    aliases = _aliases()
    rows, aside = _set_aside(reading.rows, aliases, headers)
    rows, unknown = _with_territory(rows, headers)
    rows = _with_kind(rows)
    rows = rows.with_columns(_details(rows), pl.col(pl.String).exclude("details").fill_null(""))
    problems = [*aside, *unknown, *_unknown_types(rows, headers), *_lost_parents(rows, aliases, headers)]
    powiats = frozenset(rows["_powiat"])
    return Institutions(_table(reading, rows, aliases, headers), problems, powiats, len(aside), aliases)


def _table(reading: Reading, rows: pl.DataFrame, aliases: pl.DataFrame, headers: Mapping[str, str]) -> Table:
    fields = {field.attname for field in Institution._meta.concrete_fields}
    written = [name for name in rows.columns if name in fields]
    return Table(
        model=Institution,
        key=("rspo",),
        columns=tuple(written),
        frame=rows,
        label="name",
        scope=_scope(rows),
        found_in=Q(rspo__isnull=False),
        references=_references(rows, aliases),
        mentioned=_mentioned(reading),
        headers=headers,
        noun="schools",
    )


def _scope(rows: pl.DataFrame) -> Q:
    """A register file speaks for the powiats and the types that stand in it, and for nothing else."""
    powiats, types = rows["_powiat"].unique().to_list(), rows["type_name"].unique().to_list()
    return Q(territory__code__in=powiats, type_name__in=types)


def _mentioned(reading: Reading) -> pl.DataFrame | None:
    return reading.rows.select("rspo") if not reading.rejected else reading.mentioned


def _references(rows: pl.DataFrame, aliases: pl.DataFrame) -> tuple[Reference, ...]:
    if "parent_rspo" not in rows.columns:
        return ()
    return (Reference("parent_id", by="parent_rspo", to="rspo", aliases=aliases),)


def _aliases() -> pl.DataFrame:
    """Numbers that were kept by a merge: they lead to the institution that remained."""
    kept = RegisterNumber.objects.filter(scheme=NumberScheme.RSPO).values_list("value", "institution_id")
    rows = [(int(value), pk) for value, pk in kept if value.isdigit()]
    return pl.DataFrame(rows, schema=_NUMBERS, orient="row")


def _set_aside(
    rows: pl.DataFrame, aliases: pl.DataFrame, headers: Mapping[str, str]
) -> tuple[pl.DataFrame, list[Problem]]:
    """A number that somebody noted as a further one of an institution makes no second institution."""
    numbers = aliases["rspo"].to_list()
    own = set(Institution.objects.filter(rspo__in=numbers).values_list("rspo", flat=True)) if numbers else set()
    noted = pl.col("rspo").is_in([number for number in numbers if number not in own])
    problems = [
        Problem("number_kept_elsewhere", line, headers["rspo"], str(number), severity=Severity.REMARK)
        for line, number in rows.filter(noted).select(LINE, "rspo").iter_rows()
    ]
    return (rows.filter(~noted) if problems else rows), problems


def _with_territory(rows: pl.DataFrame, headers: Mapping[str, str]) -> tuple[pl.DataFrame, list[Problem]]:
    powiats = fetch(Territory.objects.filter(kind="powiat").values_list("code", "pk"),
                    {"_powiat": pl.String, "territory_id": pl.Int64})  # fmt: skip
    rows = rows.with_columns(_powiat=pl.col("gmina_code").str.slice(0, 4))
    rows = rows.join(powiats, on="_powiat", how="left", maintain_order="left")
    unknown = pl.col("territory_id").is_null()
    problems = [
        Problem("territory_unknown", line, headers["gmina_code"], code or "")
        for code, line in rows.filter(unknown).select(_OUTSIDE).iter_rows()
    ]
    return rows.filter(~unknown), problems


def _with_kind(rows: pl.DataFrame) -> pl.DataFrame:
    types = fetch(SchoolType.objects.values_list("rspo_name", "pk"),
                  {"type_name": pl.String, "school_type_id": pl.Int64})  # fmt: skip
    kind = pl.col("type_name").replace_strict(kinds_by_type(), default=str(UNKNOWN), return_dtype=pl.String)
    return rows.join(types, on="type_name", how="left", maintain_order="left").with_columns(kind=kind)


def _details(rows: pl.DataFrame) -> pl.Expr:
    """The remaining columns as one JSON object, empty cells left out."""
    if "details" in rows.columns:
        return pl.col("details").fill_null("{}")
    kept = [name for name in DETAILS if name in rows.columns]
    if not kept:
        return pl.lit("{}").alias("details")
    # A key followed by null can only be an empty cell: inside a text every quotation mark has a backslash before it.
    keys = "|".join(kept)
    text = pl.struct(kept).struct.json_encode().str.replace_all(f'"(?:{keys})":null,?', "")
    return text.str.replace(r",\}$", "}").alias("details")


def _unknown_types(rows: pl.DataFrame, headers: Mapping[str, str]) -> list[Problem]:
    unknown = rows.filter(~pl.col("type_name").is_in(list(kinds_by_type())))
    return [
        Problem("type_unknown", line, headers["type_name"], name[:200], severity=Severity.REMARK)
        for line, name in unknown.select(LINE, "type_name").iter_rows()
    ]


def _lost_parents(rows: pl.DataFrame, aliases: pl.DataFrame, headers: Mapping[str, str]) -> list[Problem]:
    """Parents that neither the file nor the register has: the number is kept and linked when its record comes."""
    if "parent_rspo" not in rows.columns:
        return []
    asked = rows.filter(pl.col("parent_rspo").is_not_null()).select(LINE, "parent_rspo")
    known = pl.concat([rows["rspo"], aliases["rspo"]])
    lost = asked.filter(~pl.col("parent_rspo").is_in(known.implode()))
    numbers = lost["parent_rspo"].unique().to_list()
    stored = set(Institution.objects.filter(rspo__in=numbers).values_list("rspo", flat=True))
    return [
        Problem("parent_unknown", line, headers["parent_rspo"], str(number), severity=Severity.REMARK)
        for line, number in lost.iter_rows()
        if number not in stored
    ]
