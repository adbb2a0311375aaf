"""The tabs of a programme."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.programme.models import Programme

from ..tabs import Tab

TABS: dict[str, str | Promise] = {
    "overview": pgettext_lazy("tab", "Overview"),
    "content": pgettext_lazy("programme tab", "Content"),
    "measures": _("Indicators"),
    "periods": _("Reporting"),
    "monitoring": _("Monitoring"),
    "reports": _("Reports"),
    "versions": _("Versions"),
}


def tabs_of(programme: Programme, here: str) -> list[Tab]:
    """All tabs of a programme."""
    return [
        Tab(reverse(f"programme:{name}", args=[programme.pk]), str(label), name == here) for name, label in TABS.items()
    ]
