"""The pages of one meeting, from its planning to its minutes."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.models import Meeting

from ..tabs import Tab

TABS: dict[str, str | Promise] = {
    "meeting": _("Course of the meeting"),
    "agenda": _("Agenda and papers"),
    "notices": _("Notices"),
}


def tabs_of(meeting: Meeting, here: str) -> list[Tab]:
    """All of them; without a query."""
    return [Tab(reverse(f"coordination:{name}", args=[meeting.pk]), str(label), name == here)
            for name, label in TABS.items()]  # fmt: skip
