"""The CSV that the website of BDL gives out: `Kod;Jednostka terytorialna;<dimensions…>;Lata;Jednostka miary;Wartość`.

The dimensions differ from subject to subject. Those that part the year (months, quarters) become the period, the
others name the variable together with the unit: `Wyszczególnienie: stopa bezrobocia rejestrowanego [%]`.
"""

from dataclasses import replace

import polars as pl
from django.utils.translation import gettext_lazy as _

from ..reading import LINE, Reading
from ..tabular import Column, Decimal, Integer, Layout, Pattern, Text
from ..tabular.header import plain, split_header
from ..tabular.read import header_line, read_text
from ..tabular.workbook import text_of
from .units import to_teryt

PERIODS = {"miesiace", "miesiac", "okresy", "okres", "kwartaly", "kwartal", "polrocza"}
IGNORED = {"atrybut", ""}

LAYOUT = Layout(
    columns=[
        Column("code", "Kod", Pattern("[0-9]{1,12}", "0201000"), _("number of the unit; 0 is the country"), "1607000"),
        Column("unit_name", "Jednostka terytorialna", Text(120), _("name of the unit"), "Powiat nyski", ["Nazwa"]),
        Column("year", "Lata", Integer(1990, 2100), _("year"), "2025", ["Rok"]),
        Column("unit", "Jednostka miary", Text(40), _("unit of measure"), "%", filled=False),
        Column("value", "Wartość", Decimal(), _("value; “:” where there is none"), "6,8", filled=False,
               missing=[":", "-", "x", "."]),
    ],
)  # fmt: skip


def read_csv(data: bytes) -> Reading:
    """The file with its own dimensions; raises FileRefused."""
    text = text_of(data, LAYOUT)
    lines = text.split("\n")
    names, _delimiter = split_header(lines[header_line(lines) - 1], LAYOUT)
    dimensions = _dimensions(names)
    key = ["code", "year", *(column.name for column in dimensions)]
    reading = read_text(text, Layout([*LAYOUT.columns, *dimensions], key=key))
    return replace(reading, rows=_observations(reading.rows, dimensions))


def _dimensions(names: list[str]) -> list[Column]:
    known = {plain(name) for column in LAYOUT.columns for name in column.names} | IGNORED
    own = [name for name in names if plain(name) not in known]
    return [Column(f"dimension{n}", name, Text(120), filled=False) for n, name in enumerate(own)]


def _observations(rows: pl.DataFrame, dimensions: list[Column]) -> pl.DataFrame:
    periods = [pl.col(d.name) for d in dimensions if plain(d.header) in PERIODS]
    words = [pl.format("{}: {}", pl.lit(d.header), d.name) for d in dimensions if plain(d.header) not in PERIODS]
    unit = pl.col("unit").fill_null("")
    subject = pl.concat_str(words, separator=" · ", ignore_nulls=True) if words else pl.lit("BDL")
    variable = pl.when(unit == "").then(subject).otherwise(pl.format("{} [{}]", subject, unit))
    period = pl.concat_str(periods, separator=" ", ignore_nulls=True) if periods else pl.lit("")
    return rows.select(
        LINE, "code", "year", "value", unit.alias("unit"),
        territory=to_teryt(pl.col("code")), variable=variable, period=period,
    )  # fmt: skip
