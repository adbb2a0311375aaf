"""Two answers of a powiat's panel on a group of occupations, or on one occupation."""

import csv
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _

from ..reading import Reading
from ..tabular import Choice, Column, Integer, Layout, OccupationCode, RowRule, Teryt, Text, read_table


def _steps(scale: str) -> dict[str, int]:
    """The five steps of a scale, by digit and by word."""
    with Path(__file__).with_name("scales.csv").open(encoding="utf-8", newline="") as file:
        words = {row["word"]: int(row["step"]) for row in csv.DictReader(file) if row["scale"] == scale}
    return {str(step): step for step in range(1, 6)} | words


GROUP, OCCUPATION = pl.col("group").is_not_null(), pl.col("occupation").is_not_null()

LAYOUT = Layout(
    columns=[
        Column("year", "rok", Integer(2010, 2100), _("year of the forecast"), "2026"),
        Column("territory", "teryt_powiat", Teryt((4,)), _("powiat, 4 digits"), "1206", ["teryt", "kod_teryt"]),
        Column("group", "grupa_zawodow", Text(200), _("group of occupations: its name or code"), "spawacze",
               ["grupa"], required=False, filled=False, dictionary="barometer_group"),
        Column("occupation", "zawod", OccupationCode(), _("or one occupation: its 6-digit code"), "",
               ["kod_zawodu"], required=False, filled=False),
        Column("demand_change", "zmiana_popytu", Choice(_steps("change")),
               _("change in demand: 1 fast growth … 5 fast fall, or in words"), "2"),
        Column("relation", "relacja", Choice(_steps("relation")),
               _("relation of supply and demand: 1 large deficit … 5 large surplus, or in words"), "duży deficyt"),
        Column("note", "uwagi", Text(500), _("remarks of the panel"), "", required=False, filled=False),
    ],
    key=["year", "territory", "group", "occupation"],
    rules=[
        RowRule("barometr_no_subject", "group", ~GROUP & ~OCCUPATION),
        RowRule("barometr_two_subjects", "occupation", GROUP & OCCUPATION),
    ],
)  # fmt: skip


def read(data: bytes) -> Reading:
    """Rows of year, territory, group or occupation, demand_change and relation (1–5), note."""
    return read_table(data, LAYOUT)
