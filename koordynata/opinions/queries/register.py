"""The register of opinions, and how good past ones were."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from koordynata.accounts.roles import Permission
from koordynata.foundation.periods import SchoolYear
from koordynata.registry.scopes import scope_of

from ..enums import Outcome
from ..kinds import Kind, kinds
from ..models import FollowUp, Opinion


def visible_opinions(user: Any) -> QuerySet[Opinion]:
    """Delivered ones of the reader's territory; the office also sees those not delivered yet."""
    path = "request__school__territory__path"
    delivered = Q(delivered_on__isnull=False) & scope_of(user, Permission.VIEW_OPINIONS).query(path)
    scope = scope_of(user, Permission.HANDLE_OPINIONS).query(path)
    related = ("request__school__territory", "request__occupation", "request__school_type")
    return Opinion.objects.filter(delivered | scope).select_related(*related)


def years_to_follow(opinion: Opinion, day: date) -> list[int]:
    """School years that can say something: this one and the last one, from the first of the application on.

    A negative opinion is followed from the year after it was given.
    """
    this = SchoolYear.of(day).start
    first = opinion.request.start_year if opinion.kind_info.allows else SchoolYear.of(opinion.decided_on).start + 1
    return [year for year in (this - 1, this) if year >= first]


@dataclass(frozen=True)
class Hits:
    """Of one kind of opinions: how many were followed, and how they did."""

    kind: Kind
    given: int
    followed: int
    borne_out: int
    partly: int
    not_borne_out: int

    @property
    def share(self) -> float | None:
        """Borne out, of those followed, 0–1."""
        return self.borne_out / self.followed if self.followed else None


@dataclass(frozen=True)
class Accuracy:
    """The whole page: by kind, and each followed opinion with its newest telling year."""

    hits: list[Hits]
    newest: list[FollowUp]


def accuracy(user: Any) -> Accuracy:
    """How good past opinions were. Two queries."""
    opinions = list(visible_opinions(user).order_by("pk"))
    told = FollowUp.objects.filter(opinion__in=opinions).exclude(outcome=Outcome.UNKNOWN).order_by("year")
    related = ("opinion__request__school__territory", "opinion__request__occupation")
    newest = {one.opinion_id: one for one in told.select_related(*related)}
    rows = sorted(newest.values(), key=lambda one: (-one.year, one.opinion.number))
    return Accuracy([_hits(kind, opinions, newest) for kind in kinds().values()], rows)


def _hits(kind: Kind, opinions: list[Opinion], newest: dict[int, FollowUp]) -> Hits:
    mine = [one.pk for one in opinions if one.kind == kind.code]
    outcomes = Counter(newest[pk].outcome for pk in mine if pk in newest)
    return Hits(
        kind, len(mine), sum(outcomes.values()), outcomes[Outcome.BORNE_OUT], outcomes[Outcome.PARTLY],
        outcomes[Outcome.NOT_BORNE_OUT],
    )  # fmt: skip
