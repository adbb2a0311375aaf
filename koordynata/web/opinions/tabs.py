"""The tabs of an application's page."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.opinions.models import OpinionRequest

from ..tabs import Tab

TABS: dict[str, tuple[str, str | Promise]] = {
    "application": ("request", _("Application")),
    "evidence": ("request_evidence", _("Evidence")),
    "positions": ("request_positions", _("Positions")),
    "vote": ("request_vote", _("Agenda and vote")),
    "opinion": ("request_opinion", pgettext_lazy("tab", "Opinion")),
    "following": ("request_following", _("After the opinion")),
}


def tabs_of(shown: OpinionRequest, here: str) -> list[Tab]:
    """All tabs, with how much there is on them."""
    counts = {
        "positions": shown.prior_opinions.count(),
        "following": shown.opinion.follow_ups.count() if hasattr(shown, "opinion") else None,
    }
    return [
        Tab(reverse(f"opinions:{name}", args=[shown.pk]), str(label), tab == here, counts.get(tab))
        for tab, (name, label) in TABS.items()
    ]
