"""Counting facts: for every element that promises a measure, and for all that stand above it. A person counts once."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Min, QuerySet

from ..enums import LinkKind, MeasureSource
from ..layout import fact_kinds
from ..models import Element, Fact, Indicator, Link, Measure, Period, Version
from ..totals import Amount

Projects = frozenset[str] | None  # None: facts of any project, and of none
First = dict[tuple[str, Any], date]  # the first day by project and by person or fact


def counted_series(
    version: Version, periods: list[Period], elements: Sequence[Element],
    indicators: Mapping[int, Mapping[int, Indicator]],
) -> dict[tuple[int, int], Sequence[Amount | None]]:  # fmt: skip
    """Running totals as of each period's end, by element and measure. One query for each measure that is counted."""
    measures = {
        indicator.measure_id: indicator.measure
        for own in indicators.values()
        for indicator in own.values()
        if indicator.measure.source == MeasureSource.COUNTED
    }
    if not measures:
        return {}
    linked = _projects_of(version)
    found: dict[tuple[int, int], Sequence[Amount | None]] = {}
    for measure in measures.values():
        first = first_days(facts_of(version, measure), measure)
        for element, projects in _who_counts(measure, elements, indicators, linked):
            found[element.pk, measure.pk] = _running(first, projects, periods)
    return found


def facts_of(version: Version, measure: Measure) -> QuerySet[Fact]:
    """All facts that a measure counts in the programme's territory and time, of whatever project."""
    programme, rule = version.programme, measure.rule
    found = Fact.objects.standing().filter(kind__in=rule["facts"], on__gte=programme.starts)
    if programme.territory.code != "PL":
        found = found.filter(territory__path__startswith=programme.territory.path)
    return found.filter(**{f"attributes__{name}": value for name, value in rule.get("where", {}).items()})


def first_days(facts: QuerySet[Fact], measure: Measure) -> First:
    """When each person (or fact) first counted, in each project."""
    key = "person" if measure.rule["by"] == "person" else "pk"
    rows = facts.order_by().values("project", who=F(key)).annotate(first=Min("on"))
    return {(row["project"], row["who"]): row["first"] for row in rows}


def who_counts(version: Version, measure: Measure, elements: Iterable[Element]) -> dict[int, Projects]:
    """The projects whose facts count, for every element that has the measure; three queries."""
    own = Indicator.objects.filter(measure=measure, commitments__version=version).order_by("strand")
    promised = {strand: {measure.pk: measure} for strand in own.values_list("strand", flat=True)}
    return {one.pk: projects for one, projects in _who_counts(measure, list(elements), promised, _projects_of(version))}


def about_people(measure: Measure) -> bool:
    """Whether what is counted happened to people."""
    return measure.rule["by"] == "person" or any(fact_kinds()[one].subject == "person" for one in measure.rule["facts"])


def _projects_of(version: Version) -> dict[int, frozenset[str]]:
    """Codes of the projects linked to each element or to anything below it."""
    rows = Link.objects.filter(element__version=version, kind=LinkKind.PROJECT).order_by("pk")
    by_path = list(rows.values_list("element__path", "code"))
    paths = version.elements.order_by("pk").values_list("pk", "path")
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    if by_path:
        found.update({pk: frozenset(code for own, code in by_path if own.startswith(path)) for pk, path in paths})
    return found


def _who_counts(
    measure: Measure, elements: Sequence[Element], indicators: Mapping[int, Mapping[int, Any]],
    linked: Mapping[int, frozenset[str]],
) -> list[tuple[Element, Projects]]:  # fmt: skip
    """Every element that promises the measure or stands above one that does, with the projects that count there."""
    promising = [one for one in elements if measure.pk in indicators.get(one.strand_id, {})]
    return [
        (element, _union(measure, [linked[one.pk] for one in below]))
        for element in elements
        if (below := [one for one in promising if one.path.startswith(element.path)])
    ]


def _union(measure: Measure, sets: Iterable[frozenset[str]]) -> Projects:
    return None if measure.rule.get("any_project") else frozenset().union(*sets)


def _running(first: First, projects: Projects, periods: list[Period]) -> list[Amount | None]:
    """How many had counted by the end of each period; whoever counts in two projects counts on the earlier day."""
    days: dict[Any, date] = {}
    for (project, who), day in first.items():
        if (projects is None or project in projects) and (who not in days or day < days[who]):
            days[who] = day
    ordered = sorted(days.values())
    return [Amount(Decimal(bisect_right(ordered, period.ends))) for period in periods]
