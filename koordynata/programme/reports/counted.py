"""Parts of what is counted from facts: each person once, in the category of the first fact that counts."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from ..enums import MeasureSource
from ..models import Measure
from ..queries.counting import Projects, facts_of, who_counts
from .ground import Ground

Row = tuple[str, Any, dict[str, str]]  # project, person or fact, attributes; in the order of days


def counted_parts(ground: Ground) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """By element and measure, as of the last day of the period. Four queries for each counted measure with parts."""
    of_version = Measure.objects.filter(indicators__commitments__version=ground.version)
    measures = of_version.filter(source=MeasureSource.COUNTED).distinct().order_by("code")
    parts = {}
    for measure in (one for one in measures if one.dimensions):
        rows = _rows(ground, measure)
        for element, projects in who_counts(ground.version, measure, ground.covered).items():
            parts[element, measure.pk] = _divided(measure, rows, projects)
    return parts


def _rows(ground: Ground, measure: Measure) -> list[Row]:
    key = F("person") if measure.rule["by"] == "person" else F("pk")
    facts = facts_of(ground.version, measure).filter(on__lte=ground.period.ends).order_by("on", "pk")
    return list(facts.annotate(who=key).values_list("project", "who", "attributes"))


def _divided(measure: Measure, rows: Iterable[Row], projects: Projects) -> list[dict[str, Any]]:
    first: dict[Any, dict[str, str]] = {}
    for project, who, attributes in rows:
        if projects is None or project in projects:
            first.setdefault(who, attributes)
    counts = Counter(
        (dimension, attributes[dimension])
        for attributes in first.values()
        for dimension in measure.dimensions
        if dimension in attributes
    )
    return [
        {"dimension": dimension, "category": category, "value": f"{count}.00"}
        for (dimension, category), count in sorted(counts.items())
    ]
