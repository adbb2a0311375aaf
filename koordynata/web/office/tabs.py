"""The tabs of the office."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .loading import office_regions

NAMES: dict[str, str | Promise] = {
    "queue": _("Work queue"),
    "duties": _("Calendar of duties"),
    "letters": _("Correspondence"),
    "stakeholders": _("Stakeholders"),
    "actions": _("Own actions"),
}


@dataclass(frozen=True)
class Tab:
    """One tab."""

    url: str
    label: str | Promise
    here: bool
    count: int | None = None


def tabs(request: HttpRequest) -> list[Tab]:
    """Those that open to the reader, the present one marked: the calendar of duties is a whole voivodeship's."""
    match, whole = request.resolver_match, bool(office_regions(request))
    here = match.url_name if match else ""
    return [
        Tab(reverse(f"office:{name}"), label, name == here)
        for name, label in NAMES.items()
        if whole or name != "duties"
    ]
