"""What keeps a report from being frozen: values of its period that are not there or not approved."""

from dataclasses import dataclass

from ..enums import ActualState
from ..models import Actual, Element, Indicator, Period, Strand, Target, Version
from .reporting import reported_by_hand


@dataclass(frozen=True)
class Lack:
    """One indicator of an element. `state` empty: nothing was reported."""

    indicator: Indicator
    element: Element
    state: str

    def __str__(self) -> str:
        return f"{self.element.code} {self.indicator.measure.code}"


def lacking(version: Version, period: Period, area: Strand | None) -> list[Lack]:
    """Indicators with a target in the period that have no approved value, and values not approved. Five queries."""
    elements = {one.strand_id: one for one in version.elements.select_related("strand").order_by("path")}
    top = elements[area.pk].path if area and area.pk in elements else ""
    rows = Actual.objects.filter(period=period, indicator__strand__in=elements).order_by("pk")
    actuals = list(rows.select_related("indicator__measure", "indicator__strand"))
    states = {one.indicator_id: one.state for one in actuals}
    targets = Target.objects.filter(commitment__version=version, period=period).order_by("pk")
    asked = set(targets.values_list("commitment__indicator", flat=True))
    wanted = {one.pk: one for one in reported_by_hand(version, elements) if one.pk in asked}
    wanted |= {one.indicator_id: one.indicator for one in actuals}
    lacks = [
        Lack(one, elements[one.strand_id], states.get(pk, ""))
        for pk, one in wanted.items()
        if states.get(pk) != ActualState.APPROVED and elements[one.strand_id].path.startswith(top)
    ]
    return sorted(lacks, key=lambda lack: (lack.element.path, lack.indicator.measure.code))
