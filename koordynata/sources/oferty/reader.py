"""How many offers and unemployed an occupation had in a powiat in one year."""

from django.utils.translation import gettext_lazy as _

from ..reading import Reading
from ..tabular import Column, Integer, Layout, OccupationCode, Teryt, read_table

LAYOUT = Layout(
    columns=[
        Column("year", "rok", Integer(2010, 2100), _("year"), "2025"),
        Column("territory", "teryt_powiat", Teryt((4,)), _("powiat, 4 digits"), "1607", ["teryt"]),
        Column("occupation", "kod_zawodu", OccupationCode(), _("6-digit code of the occupation"), "311407"),
        Column("vacancies", "oferty", Integer(0, 1_000_000), _("job offers reported in the year"), "12", filled=False),
        Column("unemployed", "bezrobotni", Integer(0, 1_000_000), _("registered unemployed at the year's end"), "3",
               filled=False),
    ],
    key=["year", "territory", "occupation"],
)  # fmt: skip


def read(data: bytes) -> Reading:
    """Rows of year, territory, occupation, vacancies, unemployed (null: not known)."""
    return read_table(data, LAYOUT)
