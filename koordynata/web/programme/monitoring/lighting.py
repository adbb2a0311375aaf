"""Traffic lights with the rule and the arithmetic behind each."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.lights import lights as lights_in_force
from koordynata.programme.queries.lights import Lit, lights_of

from ...access import access
from ...downloads import send_table, wanted_format
from .looking import frame, look
from .words import LIGHT_NAMES

COLUMNS: list[Column[Lit]] = [
    Column(gettext_lazy("Element"), Kind.TEXT, gettext_lazy("Number and name"), lambda row: str(row.element)),
    Column(gettext_lazy("Indicator"), Kind.TEXT, gettext_lazy("Code and name"), lambda row: str(row.line.measure)),
    Column(gettext_lazy("Unit"), Kind.TEXT, gettext_lazy("Unit of the numbers"), lambda row: row.line.measure.unit),
    Column(gettext_lazy("Period"), Kind.TEXT, gettext_lazy("As of its end"), lambda row: row.period.name),
    Column(gettext_lazy("Start of the way"), Kind.NUMBER, gettext_lazy("Baseline; zero where none was given"),
           lambda row: row.start),
    Column(gettext_lazy("Baseline given"), Kind.TEXT, gettext_lazy("yes or no"),
           lambda row: _("no") if row.assumed or row.start is None else _("yes")),
    Column(gettext_lazy("Achieved"), Kind.NUMBER, gettext_lazy("Approved values"), lambda row: row.value),
    Column(gettext_lazy("Planned by now"), Kind.NUMBER, gettext_lazy("Target of the period"), lambda row: row.target),
    Column(gettext_lazy("Share of the way"), Kind.NUMBER, gettext_lazy("From the start to the plan; 1: reached"),
           lambda row: round(row.share, 4) if row.share is not None else None),
    Column(gettext_lazy("Light"), Kind.TEXT, gettext_lazy("By the thresholds in force"),
           lambda row: row.light.name if row.light else str(LIGHT_NAMES[""])),
    Column(gettext_lazy("Why there is no light"), Kind.TEXT, gettext_lazy("What is missing"),
           lambda row: str(row.dark.label) if row.dark else ""),
]  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def lights(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every line as of the period: start, value, plan, share of the way, light; the thresholds with their source."""
    shown = look(request, pk)
    rows = lights_of(shown)
    if wanted_format(request):
        return send_table(request, f"{_('Lights')} {shown.programme.short_name}", COLUMNS, rows)
    context = {
        **frame(request, shown, "lights"), "rows": rows,
        "thresholds": lights_in_force(shown.today),
    }  # fmt: skip
    return render(request, "programme/monitoring/lights.html", context)
