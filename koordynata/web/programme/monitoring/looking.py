"""What every page of monitoring begins with: the version, the period, the area; its sections."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.programme.queries.reading import period_for
from koordynata.programme.queries.watched import Watched, watched
from koordynata.programme.rules import may_check, may_run

from ...requests import person_of
from ...tabs import Tab
from ..loading import first_version, seen
from ..tabs import tabs_of

SECTIONS = {
    "monitoring": _("To decide"),
    "lights": pgettext_lazy("monitoring", "Lights"),
    "curves": _("Course and forecast"),
    "schedule": pgettext_lazy("monitoring", "Schedule"),
    "burning": _("Money and time"),
    "places": _("Areas and powiats"),
    "changed": _("What changed"),
}


def look(request: HttpRequest, pk: int) -> Watched:
    """What the address asks for: `period`, `area`; unknown ones are the last period and the whole."""
    programme, today = seen(request, pk), timezone.localdate()
    version = first_version(request, programme)
    version.programme = programme
    person = person_of(request)
    period = period_for(version, request.GET.get("period", ""), today)
    office = may_check(person, programme) or may_run(person, programme)
    return watched(version, period, _uid(request.GET.get("area", "")), today, office=office)


def frame(request: HttpRequest, shown: Watched, here: str) -> dict[str, Any]:
    """What stands around every page of monitoring."""
    in_force = shown.programme.versions.in_force_on(shown.today).first()
    return {
        "programme": shown.programme, "version": shown.version, "tabs": tabs_of(shown.programme, "monitoring"),
        "today": shown.today, "is_in_force": in_force is not None and in_force.pk == shown.version.pk,
        "period": shown.period, "periods": list(shown.programme.periods.order_by("starts")), "area": shown.area,
        "areas": shown.tops, "sections": _sections(shown, here), "here": SECTIONS[here],
        "runs": may_run(person_of(request), shown.programme),
    }  # fmt: skip


def _sections(shown: Watched, here: str) -> list[Tab]:
    """The sections with what is chosen, so that going from one to the next keeps it."""
    chosen = {"period": shown.period.pk if shown.period else "", "area": shown.area.strand.uid if shown.area else ""}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return [
        Tab(reverse(f"programme:{name}", args=[shown.programme.pk]) + (f"?{query}" if query else ""), str(label),
            name == here)
        for name, label in SECTIONS.items()
    ]  # fmt: skip


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
