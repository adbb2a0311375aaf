"""The lists whose filters can be saved: which page, and which names stand in its address."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.registry.models import SavedView

from ..access import policy_of

MOST_CHARACTERS = 1000


@dataclass(frozen=True)
class SavableList:
    """One list. A new one enters here and puts `{% saved_views "id" %}` above its filters."""

    id: str
    url_name: str
    title: str | Promise
    names: tuple[str, ...]

    def cleaned(self, query: str) -> str:
        """Only what this list understands, in its own order, written anew; empty when nothing is left.

        A stored query is only ever put behind the list's own address.
        """
        try:
            pairs = parse_qsl(query[: 4 * MOST_CHARACTERS], max_num_fields=100)
        except ValueError:
            return ""
        kept = [(name, value) for known in self.names for name, value in pairs if name == known]
        text = urlencode([(name, value.strip()) for name, value in kept if value.strip() and "\0" not in value])
        return text if len(text) <= MOST_CHARACTERS else ""

    def opens_to(self, user: User) -> bool:
        """Whether a person may open the list at all."""
        match = resolve(reverse(self.url_name))
        policy = policy_of(match.func, match.url_name)
        return policy is not None and policy.admits(user)

    def address(self, view: SavedView) -> str:
        """Where a view of this list opens."""
        return f"{reverse(self.url_name)}?{self.cleaned(view.query)}"


LISTS = {
    entry.id: entry
    for entry in (
        SavableList(
            "institutions", "registry:institutions", _("Institutions"),
            ("q", "kind", "school_type", "territory", "status", "occupation", "closed", "sort"),
        ),
        SavableList(
            "gaps", "intelligence:gaps", _("Gaps"),
            ("territory", "year", "branch", "occupation", "school_type", "klass", "sort"),
        ),
        SavableList(
            "occupations", "intelligence:occupations", _("Occupations by gap"),
            ("territory", "year", "branch", "school_type", "klass", "sort"),
        ),
        SavableList(
            "audit", "audit", _("Audit log"),
            ("who", "verb", "kind", "name", "since", "until"),
        ),
        SavableList(
            "opinions", "opinions:requests", _("Applications for an opinion"),
            ("q", "state", "occupation", "territory", "season", "window", "sort"),
        ),
        SavableList("opinion_register", "opinions:register", _("Register of opinions"), ("kind",)),
        SavableList("work_queue", "office:queue", _("Work queue"), ("q", "source", "urgency")),
        SavableList("duties", "office:duties", _("Calendar of duties"), ("year", "region", "state")),
        SavableList(
            "letters", "office:letters", _("Correspondence"),
            ("q", "direction", "way", "series", "state", "since", "until", "sort"),
        ),
        SavableList("actions", "office:actions", _("Own actions"), ("q", "kind", "state", "year", "sort")),
    )
}  # fmt: skip
