"""The tabs of the office."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..tabs import Tab
from .loading import office_regions

NAMES: dict[str, str | Promise] = {
    "queue": _("Work queue"),
    "duties": _("Calendar of duties"),
    "letters": _("Correspondence"),
    "stakeholders": _("Stakeholders"),
    "actions": _("Own actions"),
}


def tabs(request: HttpRequest) -> list[Tab]:
    """Those that open to the reader, the present one marked: the calendar of duties is a whole voivodeship's."""
    match, whole = request.resolver_match, bool(office_regions(request))
    here = match.url_name if match else ""
    return [
        Tab(reverse(f"office:{name}"), str(label), name == here)
        for name, label in NAMES.items()
        if whole or name != "duties"
    ]
