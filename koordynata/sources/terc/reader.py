"""TERC: `WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA`. Rows of RODZ 4, 5, 8 and 9 are parts of a gmina."""

from dataclasses import replace
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from ..enums import Severity
from ..reading import Problem, Reading
from ..tabular import Column, Date, Layout, Pattern, Text, read_table

TWO = Pattern("[0-9]{2}", "02")
PARTS = ["4", "5", "8", "9"]  # town and rural part of a gmina, districts: inside a gmina that has its own row

LAYOUT = Layout(
    columns=[
        Column("woj", "WOJ", TWO, _("voivodeship"), "02"),
        Column("pow", "POW", TWO, _("powiat; empty in the row of a voivodeship"), "01", filled=False),
        Column("gmi", "GMI", TWO, _("gmina; empty in the row of a powiat"), "01", filled=False),
        Column("rodz", "RODZ", Pattern("[1-589]", "1"), _("kind of gmina"), "1", filled=False),
        Column("name", "NAZWA", Text(120), _("name"), "Bolesławiec"),
        Column("kind_name", "NAZWA_DOD", Text(60), _("kind in words"), "gmina miejska", required=False, filled=False),
        Column("as_of", "STAN_NA", Date(), _("day of the edition"), "2020-01-01"),
    ],
    key=["woj", "pow", "gmi", "rodz"],
)


def read(data: bytes) -> Reading:
    """Rows of code (2, 4 or 6 digits), name, rodz, kind_name, part (of a gmina). Vintage: the one day of STAN_NA."""
    reading = read_table(data, LAYOUT)
    if reading.refused or reading.rows.is_empty():
        return reading
    return _one_edition(reading)


def _one_edition(reading: Reading) -> Reading:
    days = reading.rows["as_of"].unique().sort().to_list()
    if len(days) > 1:
        problem = Problem("terc_two_editions", column="STAN_NA", params={"days": ", ".join(map(str, days))},
                          severity=Severity.FILE)  # fmt: skip
        return replace(reading, rows=reading.rows.clear(), problems=[problem])
    day = days[0]
    assert isinstance(day, date)
    code = pl.concat_str(pl.col("woj"), pl.col("pow").fill_null(""), pl.col("gmi").fill_null("")).alias("code")
    rows = reading.rows.with_columns(
        code,
        pl.col("name").str.strip_chars('"').alias("name"),
        part=pl.col("rodz").is_in(PARTS).fill_null(False),
    )
    return replace(reading, rows=rows, vintage=day)
