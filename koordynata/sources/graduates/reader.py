"""What graduates of one year did a year later, by the powiat of the school."""

import polars as pl
from django.utils.translation import gettext_lazy as _

from ..reading import Reading
from ..tabular import Column, Decimal, Integer, Layout, OccupationCode, RowRule, Teryt, read_table

PARTS = ["working", "learning", "unemployed", "staying"]


def _part(name: str, header: str, meaning: object, example: str) -> Column:
    return Column(name, header, Integer(0, 100_000), meaning, example, required=False, filled=False)


LAYOUT = Layout(
    columns=[
        Column("year", "rok", Integer(2010, 2100), _("year of graduation"), "2025"),
        Column("territory", "teryt_powiat", Teryt((4,)), _("powiat of the school, 4 digits"), "1607", ["teryt"]),
        Column("occupation", "kod_zawodu", OccupationCode(), _("6-digit code of the occupation"), "311407"),
        Column("graduates", "absolwenci", Integer(0, 100_000), _("graduates"), "54"),
        _part("working", "pracuje", _("of them working"), "31"),
        _part("learning", "uczy_sie", _("of them learning on"), "14"),
        _part("unemployed", "bezrobotni", _("of them registered as unemployed"), "6"),
        _part("staying", "w_wojewodztwie", _("of them working in the same voivodeship"), "27"),
        Column("wage_ratio", "wynagrodzenie_wzgledne", Decimal(0, 20), _("wage; 1 is the mean of the powiat"), "0,83",
               required=False, filled=False),
    ],
    key=["year", "territory", "occupation"],
    rules=[RowRule("part_above_graduates", part, pl.col(part) > pl.col("graduates")) for part in PARTS],
)  # fmt: skip


def read(data: bytes) -> Reading:
    """Rows of year, territory, occupation, graduates, their parts (null: not known), wage_ratio."""
    return read_table(data, LAYOUT)
