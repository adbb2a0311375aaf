"""Facts behind the counted indicators of all regions, counted by the database in one query."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, IntegerField, Value

from ...enums import LinkKind, MeasureSource
from ...models import Link, Measure, Version
from ...totals import Amount
from ..counting import facts_of
from .ground import Place, by_measure
from .shapes import Span


def count_facts(
    versions: dict[int, Version], measures: dict[int, Measure], places: Iterable[Place], span: Span
) -> dict[tuple[int, int], Amount]:
    """How many persons or facts had counted by the end of the span, by version and measure; two queries."""
    counted = {key: own for key, own in by_measure(places).items() if measures[key[1]].source == MeasureSource.COUNTED}
    asked = []
    for (version, measure), codes in _projects(versions, counted).items():
        card = measures[measure]
        facts = facts_of(versions[version], card).filter(on__lte=span.ends)
        facts = facts if card.rule.get("any_project") else facts.filter(project__in=sorted(codes))
        who = "person" if card.rule["by"] == "person" else "pk"
        marked = facts.order_by().annotate(v=Value(version, IntegerField()), m=Value(measure, IntegerField()))
        asked.append(marked.values("v", "m").annotate(n=Count(who, distinct=True)).values_list("v", "m", "n"))
    found = {key: Amount() for key in counted}
    if asked:
        rows = asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0]
        found |= {(version, measure): Amount(Decimal(number)) for version, measure, number in rows}
    return found


def _projects(
    versions: dict[int, Version], counted: dict[tuple[int, int], list[Place]]
) -> dict[tuple[int, int], set[str]]:
    """The projects linked to what promises each measure, or to anything below it."""
    linked: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Link.objects.filter(element__version__in=versions, kind=LinkKind.PROJECT).order_by()
    for version, path, code in rows.values_list("element__version", "element__path", "code"):
        linked[version].append((path, code))
    return {
        key: {code for path, code in linked[key[0]] if any(path.startswith(one.path) for one in own)}
        for key, own in counted.items()
    }
