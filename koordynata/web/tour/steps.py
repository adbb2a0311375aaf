"""The steps of the tour: on which page, beside what, and what is said there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission

from ..access import Policy

MOST_STEPS = 5


@dataclass(frozen=True)
class Step:
    """One step. `selector` marks the place of which it speaks; `permission` is needed to get there."""

    url_name: str
    selector: str
    title: str | Promise
    text: str | Promise
    permission: Permission | None = None

    @property
    def address(self) -> str:
        """The step's page, with the focus on its card."""
        return f"{reverse(self.url_name)}#tour"


# A person sees the first five of those that their roles open.
STEPS = (
    Step(
        "desk",
        "main .band:not(.work)",
        _("The desk"),
        _("The day begins here: deficits that last, the map of the region, and how fresh the figures are."),
    ),
    Step(
        "intelligence:gaps",
        ".filters",
        _("Where people lack"),
        _(
            "Filters act at once and stay in the address. A set of filters can be saved under a name. "
            "The map and the table hold the same rows."
        ),
        Permission.VIEW_METRICS,
    ),
    Step(
        "intelligence:occupations",
        "table .sourced",
        _("Every number opens"),
        _(
            "A number with a dotted line opens its source, its date and the way it was counted. "
            "What concerns fewer than 10 people is hidden, and says so."
        ),
        Permission.VIEW_METRICS,
    ),
    Step(
        "registry:institutions",
        "main .tools",
        _("Every list can be taken home"),
        _("XLSX, CSV and Print hold what is filtered, with its source and date."),
        Permission.VIEW_REGISTERS,
    ),
    Step(
        "sources:runs",
        ".actions .primary",
        _("Files go in by four steps"),
        _(
            "Upload, report, preview, confirmation. Nothing is written before the last one, "
            "and an import can be undone."
        ),
        Permission.IMPORT_DATA,
    ),
    Step(
        "search",
        ".topbar .find, .menu-small",
        _("The search forgives"),
        _("The key / goes to the search from every page. Polish letters, endings and small mistakes do not matter."),
    ),
    Step(
        "desk",
        ".menu.person",
        _("The menu under the name"),
        _("Saved views, password and two-step sign-in are here, and this tour whenever it is wanted again."),
    ),
)


def steps_for(user: User) -> list[Step]:
    """The steps that this person may take."""
    open_to = [step for step in STEPS if step.permission is None or _admits(step.permission, user)]
    return open_to[:MOST_STEPS]


def _admits(permission: Permission, user: User) -> bool:
    return Policy(permissions=frozenset({permission})).admits(user)
