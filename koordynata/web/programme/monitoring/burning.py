"""Money beside time: by source and by year."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.queries.burning import Burn, Burning, burning_of

from ...access import access
from ...downloads import send_table, wanted_format
from .looking import frame, look

COLUMNS: list[Column[Burn]] = [
    Column(gettext_lazy("Source of money or year"), Kind.TEXT, gettext_lazy("What the row is about"),
           lambda row: row.name or _("all together")),
    Column(gettext_lazy("Planned"), Kind.NUMBER, gettext_lazy("zł, by the version"), lambda row: row.planned),
    Column(gettext_lazy("Contracted"), Kind.NUMBER, gettext_lazy("zł, up to today"), lambda row: row.contracted),
    Column(gettext_lazy("Spent"), Kind.NUMBER, gettext_lazy("zł, up to today"), lambda row: row.spent),
    Column(gettext_lazy("Share contracted"), Kind.NUMBER, gettext_lazy("Of what is planned; 1: all of it"),
           lambda row: _rounded(row.contracted_share)),
    Column(gettext_lazy("Share spent"), Kind.NUMBER, gettext_lazy("Of what is planned; 1: all of it"),
           lambda row: _rounded(row.spent_share)),
    Column(gettext_lazy("Time gone"), Kind.NUMBER, gettext_lazy("Share of its days; 1: all of them"),
           lambda row: _rounded(row.time)),
    Column(gettext_lazy("Last day of the source"), Kind.DATE, gettext_lazy("Empty: no such day is known"),
           lambda row: row.ends),
]  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def burning(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How much of the budget is contracted and spent beside how much of the time has gone."""
    shown = look(request, pk)
    found = burning_of(shown)
    if wanted_format(request):
        return send_table(request, f"{_('Money and time')} {shown.programme.short_name}", COLUMNS, _rows(found))
    context = {
        **frame(request, shown, "burning"), "found": found,
        "tables": [(_("By source of money"), [found.whole, *(row for _key, row in found.sources)]),
                   (_("By year"), [row for _key, row in found.years])],
    }  # fmt: skip
    return render(request, "programme/monitoring/burning.html", context)


def _rows(found: Burning) -> list[Burn]:
    return [found.whole, *(row for _key, row in found.sources), *(row for _key, row in found.years)]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
