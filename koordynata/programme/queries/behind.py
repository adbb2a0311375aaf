"""The facts behind a counted number: who or what counts, since when, in how many projects; each once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, QuerySet
from django.utils.crypto import salted_hmac

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import Scope, scope_of

from ..models import Element, Fact, Measure, Period, Version
from ..small_groups import hidden
from .counting import Projects, facts_of, who_counts

ONE, MORE = "one", "more"


@dataclass(frozen=True)
class Counted:
    """A person (or a fact) that counts once: since when, in how many projects, by which facts."""

    name: str  # opaque, the same on all pages of a programme and of no other
    since: date
    projects: int
    facts: list[Fact]


@dataclass(frozen=True)
class Behind:
    """What a number is counted from. `total` is the number; `readable` of them the reader may see one by one."""

    measure: Measure
    by_person: bool
    facts: QuerySet[Fact]
    mine: QuerySet[Fact]  # those whose rows are for the reader
    total: int
    readable: int

    @property
    def outside(self) -> int:
        """How many are counted without being shown."""
        return self.total - self.readable

    @property
    def is_open(self) -> bool:
        """Whether the reader sees rows at all."""
        return self.readable > 0


def behind(version: Version, measure: Measure, element: Element, until: date, elements: Sequence[Element],
           scope: Scope) -> Behind | None:  # fmt: skip
    """Facts up to a day that count at an element; None where it does not have the measure. Five queries."""
    known = who_counts(version, measure, elements)
    if element.pk not in known:
        return None
    facts = _of(facts_of(version, measure).filter(on__lte=until), known[element.pk])
    mine, by_person = facts.filter(scope.query("territory__path")), measure.rule["by"] == "person"
    return Behind(measure, by_person, facts, mine, count(facts, by_person), count(mine, by_person))


def rows_scope(user: Any) -> Scope:
    """Where the user reads facts one by one: where values are checked by them."""
    return scope_of(user, Permission.CHECK_ACTUALS)


def count(facts: QuerySet[Fact], by_person: bool) -> int:
    """How many count: each person once, or each fact."""
    return facts.aggregate(all=Count("person" if by_person else "pk", distinct=True))["all"] or 0


def keys(found: Behind) -> QuerySet[Any, Any]:
    """Who counts, the earliest first: `who`, `since`, `places` (projects); for a page to cut."""
    key = "person" if found.by_person else "pk"
    rows = found.mine.order_by().values(who=F(key)).annotate(since=Min("on"))
    return rows.order_by("since", "who")


def counted(found: Behind, page: Iterable[dict[str, Any]]) -> list[Counted]:
    """One page with all its facts; projects are counted over all facts behind the number. Two queries."""
    rows = list(page)
    key = "person__in" if found.by_person else "pk__in"
    wanted = [row["who"] for row in rows]
    facts: dict[Any, list[Fact]] = {who: [] for who in wanted}
    for fact in found.mine.filter(**{key: wanted}).select_related("territory").order_by("on", "pk"):
        facts[fact.person if found.by_person else fact.pk].append(fact)
    projects = {
        row["who"]: row["places"]
        for row in found.facts.filter(**{key: wanted}).order_by()
        .values(who=F("person" if found.by_person else "pk")).annotate(places=Count("project", distinct=True))
    }  # fmt: skip
    return [Counted(opaque(found, row["who"]), row["since"], projects[row["who"]], facts[row["who"]]) for row in rows]


def opaque(found: Behind, who: object) -> str:
    """A name that tells nobody who it is, nor whether another programme counts the same person."""
    if not found.by_person:
        return str(who)
    return salted_hmac(f"programme facts {found.measure.programme_id}", str(who)).hexdigest()[:10]


def in_several(found: Behind, periods: Sequence[Period], least: int) -> tuple[int | None, bool]:
    """How many persons count from two projects or more; None and True where that is hidden from this reader.

    Hidden unless the reader sees every row, or both groups are, and in every period grew by, none or enough.
    """
    if not found.by_person:
        return None, False
    series = _several(found.facts, periods)
    value = series[MORE][-1] if series[MORE] else 0
    small = found.outside > 0 and bool(hidden(series, least))
    return (None, True) if small else (value, False)


def _several(facts: QuerySet[Fact], periods: Sequence[Period]) -> dict[str, list[int]]:
    """As of each period's end: persons of one project, and of more."""
    first: dict[str, dict[str, date]] = {}
    rows = facts.order_by().values("person", "project").annotate(since=Min("on"))
    for row in rows.order_by("person", "project"):
        first.setdefault(row["person"], {})[row["project"]] = row["since"]
    found: dict[str, list[int]] = {ONE: [], MORE: []}
    for period in periods:
        counts = [sum(day <= period.ends for day in days.values()) for days in first.values()]
        found[ONE].append(sum(one == 1 for one in counts))
        found[MORE].append(sum(one > 1 for one in counts))
    return found


def _of(facts: QuerySet[Fact], projects: Projects) -> QuerySet[Fact]:
    return facts if projects is None else facts.filter(project__in=sorted(projects))
