"""The season's list: filters as they stand in the address."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..enums import CLOSED, RequestState
from ..models import OpinionRequest
from ..models.request import OpinionRequestQuerySet

SORTS = {
    "due": ("due", "year", "number", "id"),
    "number": ("year", "number", "id"),
    "occupation": ("occupation__name_pl", "school__name", "id"),
    "school": ("school__name", "occupation__name_pl", "id"),
    "territory": ("school__territory__name", "school__name", "id"),
    "state": ("state", "due", "id"),
    "places": ("places", "id"),
}
DEFAULT_SORT = "due"


@dataclass(frozen=True)
class RequestFilter:
    """What a reader asked for; empty means everything."""

    q: str = ""
    state: str = ""
    occupation: str = ""
    territory: str = ""
    season: str = ""  # the first school year
    sort: str = DEFAULT_SORT

    def apply(self, rows: OpinionRequestQuerySet) -> QuerySet[OpinionRequest]:
        """The rows in the order asked for."""
        if self.state == "open":
            rows = rows.open()
        elif self.state in RequestState.values:
            rows = rows.filter(state=self.state)
        plain = {"occupation__code": self.occupation, "start_year": self.season,
                 "school__territory__path__contains": self.territory and f"{self.territory}/"}  # fmt: skip
        rows = rows.filter(**{name: value for name, value in plain.items() if value})
        if self.q.strip():
            rows = rows.filter(school__name__mentions=self.q.strip())
        turned = self.sort.startswith("-")
        order = SORTS.get(self.sort.removeprefix("-"), SORTS[DEFAULT_SORT])
        return rows.order_by(*(f"-{name}" if turned else name for name in order))


def list_requests(user: Any, asked: RequestFilter) -> QuerySet[OpinionRequest]:
    """The applications that the user may see, with what a row shows. One query."""
    related = ("school__territory", "occupation__branch", "school_type", "item__meeting__term__body", "opinion")
    return asked.apply(OpinionRequest.objects.visible_to(user)).select_related(*related)


def counts_by_state(user: Any) -> dict[str, int]:
    """How many the user sees in each state, and how many are open."""
    states = list(OpinionRequest.objects.visible_to(user).order_by("pk").values_list("state", flat=True))
    found = {state: states.count(state) for state in RequestState.values if state in states}
    return found | {"open": sum(state not in CLOSED for state in states)}
