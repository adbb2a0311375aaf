"""Windows of intake: for whom, and how many applications came in for each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from koordynata.accounts.roles import Permission
from koordynata.coordination.enums import MeetingState
from koordynata.coordination.models import Meeting
from koordynata.foundation.working_days import local_day
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.scopes import scope_of

from ..models import IntakeWindow, OpinionRequest


def visible_windows(user: Any) -> QuerySet[IntakeWindow]:
    """Windows of the regions whose opinions the user reads, the latest first."""
    scope = scope_of(user, Permission.VIEW_OPINIONS)
    mine = Q() if scope.country else Q(region__code__in={code[:2] for code in scope.codes})
    rows = IntakeWindow.objects.filter(mine).select_related("region", "meeting__term__body")
    return rows.order_by("-opens", "region", "pk")


def regions_kept_by(user: Any) -> QuerySet[Territory]:
    """Regions whose windows the user announces."""
    scope = scope_of(user, Permission.HANDLE_OPINIONS)
    return Territory.objects.filter(scope.query("path"), kind=TerritoryKind.VOIVODESHIP).order_by("name")


def coming_meetings(regions: QuerySet[Territory]) -> QuerySet[Meeting]:
    """Meetings of the regions' bodies that have not begun, soonest first."""
    rows = Meeting.objects.filter(term__body__territory__in=regions.order_by().values("pk"))
    coming = rows.filter(state__in=[MeetingState.PLANNED, MeetingState.CALLED])
    return coming.select_related("term__body").order_by("starts", "pk")


@dataclass(frozen=True)
class Window:
    """A window as of a day, with how many applications belong to it."""

    window: IntakeWindow
    state: str  # "coming", "open", "over"
    applications: int


def windows_as_of(user: Any, day: date) -> list[Window]:
    """All of them. Applications that came in between two windows belong to the later one. Three queries."""
    rows = list(visible_windows(user))
    counts: Counter[int] = Counter()
    sent = OpinionRequest.objects.visible_to(user).exclude(submitted_at=None).order_by("pk")
    for region, at in sent.values_list("region", "submitted_at"):
        received = local_day(at) if at else day
        later = [one for one in rows if one.region_id == region and one.closes >= received]
        if later:
            counts[later[-1].pk] += 1
    return [Window(one, state_of(one, day), counts[one.pk]) for one in rows]


def state_of(window: IntakeWindow, day: date) -> str:
    """Where a day lies."""
    return "coming" if day < window.opens else "over" if day > window.closes else "open"


def received_for(window: IntakeWindow) -> Q:
    """The filter on applications that belong to a window."""
    earlier = IntakeWindow.objects.filter(region=window.region, closes__lt=window.opens).order_by("-closes").first()
    belongs = Q(region=window.region, submitted_at__date__lte=window.closes)
    return belongs & Q(submitted_at__date__gt=earlier.closes) if earlier else belongs
