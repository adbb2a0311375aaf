"""Bodies by scope, with their running terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from koordynata.accounts.roles import Permission

from ..models import Body, Term


@dataclass(frozen=True)
class Summary:
    """One body in a list. Without a running term nothing is counted."""

    body: Body
    term: Term | None
    seats: int
    filled: int

    @property
    def vacant(self) -> int:
        """Voting seats that nobody holds."""
        return self.seats - self.filled


def visible_bodies(user: Any) -> QuerySet[Body]:
    """Bodies in the user's scope, working groups after their bodies."""
    rows = Body.objects.visible_to(user, Permission.VIEW_MEETINGS)
    order = ("territory__code", F("parent").asc(nulls_first=True), "name", "pk")
    return rows.select_related("territory", "parent__parent").order_by(*order)


def summaries(bodies: Iterable[Body], at: datetime | None = None) -> list[Summary]:
    """Two queries, however many bodies."""
    at, bodies = at or timezone.now(), list(bodies)
    running = Term.objects.filter(body__in=bodies, starts__lte=at).exclude(ends__lte=at)
    held = Q(seats__voting=True, seats__mandates__starts__lte=at)
    held &= Q(seats__mandates__ends__isnull=True) | Q(seats__mandates__ends__gt=at)
    counted = running.annotate(
        seats_count=Count("seats", filter=Q(seats__voting=True), distinct=True),
        filled_count=Count("seats", filter=held, distinct=True),
    ).order_by("number")
    terms = {term.body_id: term for term in counted}
    return [_summary(body, terms.get(body.pk)) for body in bodies]


def _summary(body: Body, term: Any) -> Summary:
    return Summary(body, term, term.seats_count, term.filled_count) if term else Summary(body, None, 0, 0)
