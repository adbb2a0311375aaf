"""Takes the sample's programmes out again, with everything that hangs on them."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet

from koordynata.programme.models import (
    Actual,
    Comment,
    Evidence,
    Fact,
    Indicator,
    Measure,
    Money,
    Period,
    Programme,
    Reached,
    RegionalComment,
    Remark,
    Report,
    Risk,
    Strand,
    Version,
)


def remove_programmes() -> Counter[str]:
    """How many of each kind went. Facts that are not the sample's stay."""
    mine = Programme.objects.filter(is_sample=True)
    of_strand = {"strand__programme__in": mine}
    gone: tuple[QuerySet[Any], ...] = (
        Evidence.objects.filter(programme__in=mine),
        Report.objects.filter(programme__in=mine),
        RegionalComment.objects.filter(programme__in=mine),
        Comment.objects.filter(version__programme__in=mine),
        Actual.objects.filter(period__programme__in=mine),
        *(model._default_manager.filter(**of_strand) for model in (Money, Reached, Risk, Remark)),
    )
    removed: Counter[str] = Counter()
    for rows in gone:
        removed[rows.model._meta.model_name or ""] += rows.delete()[0]
    Version.objects.filter(programme__in=mine).update(based_on=None)
    left: tuple[QuerySet[Any], ...] = (
        Version.objects.filter(programme__in=mine),
        Indicator.objects.filter(**of_strand),
        Measure.objects.filter(programme__in=mine),
        Strand.objects.filter(programme__in=mine),
        Period.objects.filter(programme__in=mine),
        mine,
        Fact.objects.filter(is_sample=True),
    )
    for rows in left:
        removed[rows.model._meta.model_name or ""] += rows.delete()[1].get(rows.model._meta.label, 0)
    return removed
