"""The season's list: filters as they stand in the address."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of

from ..enums import CLOSED, EntryState, RequestState
from ..models import BulkEntry, BulkRun, Evidence, OpinionRequest, Proposal
from ..models.request import OpinionRequestQuerySet
from .windows import received_for, visible_windows

SORTS = {
    "due": ("due", "year", "number", "id"),
    "number": ("year", "number", "id"),
    "occupation": ("occupation__name_pl", "school__name", "id"),
    "school": ("school__name", "occupation__name_pl", "id"),
    "territory": ("school__territory__name", "school__name", "id"),
    "state": ("state", "due", "id"),
    "places": ("places", "id"),
    "evidence": ("balance", "due", "id"),
}
NOTHING_KNOWN = -99  # sorts applications without a sheet below all others
DEFAULT_SORT = "due"


@dataclass(frozen=True)
class RequestFilter:
    """What a reader asked for; empty means everything."""

    q: str = ""
    state: str = ""
    occupation: str = ""
    territory: str = ""
    season: str = ""  # the first school year
    window: str = ""  # of the intake
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
    """The applications that the user may see, with what a row shows. One query, with a window two more."""
    related = ("school__territory", "occupation__branch", "school_type", "item__meeting__term__body", "opinion")
    rows = with_evidence(OpinionRequest.objects.visible_to(user), user)
    if asked.window:
        window = visible_windows(user).filter(pk=asked.window).first()
        rows = rows.filter(received_for(window)) if window else rows.none()
    return asked.apply(rows).select_related(*related)


def with_evidence(rows: OpinionRequestQuerySet, user: Any) -> OpinionRequestQuerySet:
    """With how many answers of the newest sheet speak for and against; working sheets are the office's.

    `proposed`: the kind of opinion that the office last proposed, which others read once it is before the body.
    """
    scope = scope_of(user, Permission.HANDLE_OPINIONS)
    office = scope.country or bool(scope.paths)
    sheets = Evidence.objects.filter(request=OuterRef("pk"), **{} if office else {"frozen_at__isnull": False})
    newest = sheets.order_by("-version")
    proposals = Proposal.objects.filter(request=OuterRef("pk"), **{} if office else {"motion__isnull": False})
    return rows.annotate(
        speaks_for=Subquery(newest.values("speaks_for")[:1], output_field=IntegerField()),
        speaks_against=Subquery(newest.values("speaks_against")[:1], output_field=IntegerField()),
        proposed=Subquery(proposals.order_by("-pk").values("kind")[:1]),
    ).annotate(balance=Coalesce(F("speaks_for") - F("speaks_against"), Value(NOTHING_KNOWN)))


def handled_requests(user: Any) -> OpinionRequestQuerySet:
    """Those that the user treats in the office."""
    scope = scope_of(user, Permission.HANDLE_OPINIONS)
    return OpinionRequest.objects.visible_to(user).filter(scope.query("school__territory__path"))


def counts_by_state(user: Any) -> dict[str, int]:
    """How many the user sees in each state, and how many are open."""
    rows = OpinionRequest.objects.visible_to(user).order_by().values_list("state").annotate(n=Count("pk"))
    found = dict(rows)
    return found | {"open": sum(n for state, n in found.items() if state not in CLOSED)}


def runs_under_way(user: Any) -> list[BulkRun]:
    """Work on many applications that this person asked for and that is not over, the newest first. One query."""
    waiting = BulkEntry.objects.filter(run=OuterRef("pk"), state=EntryState.WAITING)
    return list(BulkRun.objects.filter(Exists(waiting), started_by=user).order_by("-pk")[:5])
