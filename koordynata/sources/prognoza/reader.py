"""The notice is a text: an officer copies it into this template. Names alone will do, for it may print no codes."""

import polars as pl
from django.utils.translation import gettext_lazy as _

from ..reading import Reading
from ..tabular import Column, Integer, Layout, OccupationCode, RowRule, Teryt, Text, read_table

LAYOUT = Layout(
    columns=[
        Column("year", "rok", Integer(2019, 2100), _("year of the notice"), "2026"),
        Column("gazette_item", "pozycja_mp", Text(40), _("item of Monitor Polski"), "M.P. 2026 poz. 120",
               required=False, filled=False),
        Column("occupation", "kod_zawodu", OccupationCode(), _("6-digit code; may be empty"), "311407",
               required=False, filled=False),
        Column("occupation_name", "zawod", Text(200), _("name of the occupation as in the notice"),
               "technik automatyk sterowania ruchem kolejowym", ["nazwa_zawodu"], required=False, filled=False),
        Column("territory", "zakres", Teryt((2,), words=["PL"]), _("PL for the national list, else the voivodeship"),
               "12"),
        Column("level", "poziom", Text(60), _("level of demand as in the notice"), "istotne zapotrzebowanie"),
    ],
    key=["year", "territory", "occupation", "occupation_name"],
    rules=[
        RowRule("occupation_not_said", "occupation",
                pl.col("occupation").is_null() & pl.col("occupation_name").is_null()),
    ],
)  # fmt: skip


def read(data: bytes) -> Reading:
    """Rows of year, gazette_item, occupation and/or occupation_name, territory (`PL` or 2 digits), level."""
    return read_table(data, LAYOUT)
