"""What a reader may open: programmes, their versions, their elements."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of

from ..enums import CommentOutcome, VersionState
from ..models import Commitment, Element, Involvement, Period, Programme, Version

_FOR_THE_OFFICE = (VersionState.DRAFT, VersionState.ABANDONED)


@dataclass(frozen=True)
class Listed:
    """A programme in the list: what is in force, what is being written, the last period that has ended."""

    programme: Programme
    in_force: Version | None
    ahead: Version | None
    period: Period | None


def visible_programmes(user: Any) -> QuerySet[Programme]:
    """Programmes that a person may read."""
    return Programme.objects.visible_to(user).select_related("territory", "coordinator")


def visible_versions(user: Any) -> QuerySet[Version]:
    """Versions that a person may read: drafts are for the office."""
    rows = Version.objects.filter(programme__in=Programme.objects.visible_to(user)).select_related(
        "programme__territory"
    )
    runs = scope_of(user, Permission.RUN_PROGRAMMES).query("programme__territory__path")
    return rows.exclude(state__in=_FOR_THE_OFFICE) | rows.filter(runs)


def consulted_versions(programme: Programme) -> QuerySet[Version]:
    """Versions that are or were in consultation, the newest first: its comments and answers are for every reader."""
    rows = programme.versions.filter(consulted_from__isnull=False).order_by("-number")
    return rows.annotate(
        said=Count("comments"), waiting=Count("comments", filter=Q(comments__outcome=CommentOutcome.OPEN))
    )


def listed(user: Any, today: date) -> list[Listed]:
    """The list; four queries whatever its length."""
    programmes = list(visible_programmes(user).order_by("territory__code", "kind", "name", "pk"))
    versions = list(visible_versions(user).order_by("programme", "-number"))
    in_force = {one.programme_id: one for one in Version.objects.in_force_on(today)}
    periods: dict[int, Period] = {}
    for period in Period.objects.filter(programme__in=programmes, ends__lt=today).order_by("programme", "ends"):
        periods[period.programme_id] = period
    ahead: dict[int, Version] = {}
    for version in versions:
        if version.state not in (VersionState.ADOPTED, VersionState.ABANDONED):
            ahead.setdefault(version.programme_id, version)
    return [Listed(one, in_force.get(one.pk), ahead.get(one.pk), periods.get(one.pk)) for one in programmes]


def shown_version(user: Any, programme: Programme, today: date) -> Version | None:
    """What a programme's pages begin with: the version in force, else the newest that the reader may see."""
    rows = visible_versions(user).filter(programme=programme)
    return rows.in_force_on(today).first() or rows.order_by("-number").first()  # type: ignore[attr-defined]


def elements_of(version: Version, under: str = "") -> list[Element]:
    """Elements in their order, those of one branch by its path, with what a tree shows beside them; four queries."""
    people = Prefetch("involvements", Involvement.objects.select_related("institution").order_by("-role", "pk"))
    rows = version.elements.filter(path__startswith=under).select_related("strand").order_by("path")
    found = list(rows.prefetch_related(people, "tags"))
    for one in found:
        one.version = version
    return found


def above(element: Element) -> list[Element]:
    """What an element stands under, from the highest down."""
    steps = [place + 1 for place, sign in enumerate(element.path[:-1]) if sign == "."]
    rows = element.version.elements.filter(path__in=[element.path[:step] for step in steps])
    return list(rows.select_related("strand").order_by("path"))


def element_of(version: Version, uid: UUID) -> Element | None:
    """One element by its strand."""
    return version.elements.select_related("strand", "parent").filter(strand__uid=uid).first()


def period_for(version: Version, chosen: str, today: date) -> Period | None:
    """The period that an address names; else the last that has ended, else the first."""
    periods = list(version.programme.periods.order_by("starts"))
    named = next((one for one in periods if str(one.pk) == chosen), None)
    ended = [one for one in periods if one.ends < today]
    return named or (ended[-1] if ended else periods[0] if periods else None)


def commitments_of(element: Element) -> list[Commitment]:
    """What its version promises of each indicator, with targets; two queries."""
    rows = Commitment.objects.filter(version=element.version_id, indicator__strand=element.strand_id)
    found = rows.select_related("indicator__measure").prefetch_related("targets__period")
    return list(found.order_by("indicator__measure__code", "pk"))
