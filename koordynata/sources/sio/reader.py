"""What a school teaches in which year, and to how many."""

from django.utils.translation import gettext_lazy as _

from ..reading import Reading
from ..tabular import Column, Integer, Layout, OccupationCode, Percent, SchoolYear, read_table

LAYOUT = Layout(
    columns=[
        Column("rspo", "rspo", Integer(1, 9_999_999), _("the school's number in RSPO"), "41234", ["numer rspo"]),
        Column("occupation", "kod_zawodu", OccupationCode(), _("6-digit code of the occupation"), "311407"),
        Column("school_year", "rok_szkolny", SchoolYear(), _("school year"), "2026/2027"),
        Column("grade", "klasa", Integer(1, 5), _("grade"), "1"),
        Column("pupils", "uczniowie", Integer(0, 5000), _("pupils on 30 September; empty: not known"), "28",
               filled=False),
        Column("graduates", "absolwenci", Integer(0, 5000), _("graduates of that year; only in the last grade"), "",
               required=False, filled=False),
        Column("pass_share", "zdawalnosc", Percent(), _("percentage passing the vocational exam"), "87,5",
               required=False, filled=False),
    ],
    key=["rspo", "occupation", "school_year", "grade"],
)  # fmt: skip


def read(data: bytes) -> Reading:
    """Rows of rspo, occupation, school_year (its first year), grade, pupils, graduates, pass_share (0–1)."""
    return read_table(data, LAYOUT)
