"""What is measured, and what a version promises of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.stale import digest_of
from koordynata.intelligence.queries import metric_card

from ..enums import Direction, MeasureSource, OverElements, OverTime
from ..errors import ProgrammeRefusal
from ..layout import dimensions, fact_kinds
from ..models import Actual, Commitment, Element, Indicator, Measure, Period, Programme, Target
from ..totals import HUNDRED
from .locking import open_version, seen
from .trail import record

_COUNTING = ("over_time", "over_elements", "source")  # what a value that was reported means


@transaction.atomic
def define_measure(*, programme: Programme, code: str, name: str, unit: str, by: Actor, **card: Any) -> Measure:
    """Enter an indicator's card. Raises ProgrammeRefusal for a rule that counts nothing known, ValidationError."""
    measure = Measure(programme=programme, code=code, name=name, unit=unit, **card)
    _check_card(measure)
    measure.save()
    record("measure.defined", measure, programme, by=by, after={"code": code, "name": name, "unit": unit})
    return measure


@transaction.atomic
def change_measure(*, measure: Measure, revision: int | None, by: Actor, **card: Any) -> Measure:
    """Change a card. Raises ChangedMeanwhile, ProgrammeRefusal, ValidationError."""
    current = seen(measure, revision, "programme__territory")
    before = {name: getattr(current, name) for name in card}
    _check_counting(current, card)
    for name, value in card.items():
        setattr(current, name, value)
    current.revision += 1
    _check_card(current)
    current.save()
    record("measure.changed", current, current.programme, by=by, before=before, after=card)
    return current


def _check_counting(measure: Measure, card: Mapping[str, Any]) -> None:
    """Values that were reported keep their meaning: raises ProgrammeRefusal for a card that counts otherwise."""
    otherwise = [name for name in _COUNTING if name in card and card[name] != getattr(measure, name)]
    if otherwise and Actual.objects.filter(indicator__measure=measure).exists():
        fields = {one.name: str(one.verbose_name) for one in Measure._meta.fields}
        words = ", ".join(fields[name] for name in otherwise)
        raise ProgrammeRefusal(
            _("Values have been reported for this indicator, so this stays as it is: %s. Define another one.") % words
        )


def _check_card(measure: Measure) -> None:
    if unknown := set(measure.dimensions) - set(dimensions()):
        raise ProgrammeRefusal(_("Unknown division: %s.") % ", ".join(sorted(unknown)))
    if measure.source == MeasureSource.COUNTED:
        facts = set(measure.rule.get("facts", []))
        if not facts or facts - set(fact_kinds()) or measure.rule.get("by") not in ("person", "fact"):
            raise ProgrammeRefusal(_("Choose the facts that are counted, and whether persons or facts."))
        if measure.rule["by"] == "person" and any(fact_kinds()[one].subject != "person" for one in facts):
            raise ProgrammeRefusal(_("Not all of these facts are about a person. Count each fact."))
    if measure.source == MeasureSource.METRIC:
        _check_metric(measure)
    measure.full_clean()


def _check_metric(measure: Measure) -> None:
    """Raises ProgrammeRefusal for a metric that nobody computes, or values that would be added up."""
    if metric_card(str(measure.rule.get("metric", ""))) is None:
        raise ProgrammeRefusal(_("Choose the metric that gives the values."))
    if measure.over_time != OverTime.STATE or measure.over_elements != OverElements.NONE:
        raise ProgrammeRefusal(
            _("A metric of the warehouse tells a state of the whole territory: nothing is added up.")
        )


@transaction.atomic
def promise(
    *, element: Element, measure: Measure, targets: Mapping[Period, Decimal], by: Actor,
    baseline: Decimal | None = None, baseline_year: int | None = None, seen: str | None = None,
) -> Commitment:  # fmt: skip
    """Set what a draft promises for an indicator of an element: all its targets, over what was there.

    `seen`: `promise_seen` of the form. Raises ProgrammeRefusal for a target on the wrong side of the baseline or of
    the target before it, ChangedMeanwhile (with the commitment there), ValidationError.
    """
    version = open_version(element.version)
    if measure.programme_id != version.programme_id:
        raise ProgrammeRefusal(_("The indicator belongs to another programme."))
    _check_course(measure, baseline, targets)
    indicator, _new = Indicator.objects.get_or_create(strand=element.strand, measure=measure)
    commitment = Commitment.objects.filter(version=version, indicator=indicator).first()
    if seen is not None and seen != promise_seen(commitment):
        raise ChangedMeanwhile(commitment)
    before = promise_told(commitment) if commitment else None
    commitment = commitment or Commitment(version=version, indicator=indicator)
    commitment.baseline, commitment.baseline_year = baseline, baseline_year
    commitment.full_clean()
    commitment.save()
    commitment.targets.all().delete()
    Target.objects.bulk_create(
        [Target(commitment=commitment, period=one, value=value) for one, value in targets.items()]
    )
    after = promise_told(commitment)
    record("commitment.set", commitment, version.programme, by=by, before=before, after=after, about=element)
    return commitment


@transaction.atomic
def drop_promise(*, commitment: Commitment, by: Actor) -> None:
    """Leave an indicator out of a draft; values that were reported for it stay."""
    version = open_version(commitment.version)
    element = version.elements.get(strand=commitment.indicator.strand_id)
    told = promise_told(commitment)
    record("commitment.dropped", commitment, version.programme, by=by, before=told, about=element)
    commitment.delete()


def promise_told(commitment: Commitment) -> dict[str, Any]:
    """A promise as its history tells it: baseline, its year, targets by the name of their period."""
    rows = commitment.targets.select_related("period").order_by("period__starts", "pk")
    told = {"baseline": commitment.baseline, "baseline_year": commitment.baseline_year}
    return {**told, **{one.period.name: one.value for one in rows}}


def promise_seen(commitment: Commitment | None) -> str:
    """The word for the promise that a form showed; none: another word."""
    told = promise_told(commitment) if commitment else {}
    return digest_of({name: f"{one:.2f}" if isinstance(one, Decimal) else one for name, one in told.items()})


def _check_course(measure: Measure, baseline: Decimal | None, targets: Mapping[Period, Decimal]) -> None:
    """Raises ProgrammeRefusal unless targets go the way the measure is to go. Periods' own values may vary."""
    if measure.is_ratio and any(one is not None and not 0 <= one <= HUNDRED for one in (baseline, *targets.values())):
        raise ProgrammeRefusal(_("A share lies between 0 and 100%."))
    if measure.over_time == OverTime.ADDED:
        if any(value < 0 for value in targets.values()):
            raise ProgrammeRefusal(_("A target is not below zero."))
        if targets and baseline is not None and measure.direction == Direction.UP and sum(targets.values()) < baseline:
            raise ProgrammeRefusal(_("The indicator is to grow, yet all its targets together lie below the baseline."))
        return
    last = baseline
    for period in sorted(targets, key=lambda one: one.starts):
        if last is not None and _wrong_way(measure, last, targets[period]):
            words = {"target": targets[period], "period": period.name, "before": last}
            raise ProgrammeRefusal(_wrong_way_words(measure.direction) % words)
        last = targets[period]


def _wrong_way_words(direction: str) -> str:
    if direction == Direction.UP:
        return _("The indicator is to grow, yet its target for %(period)s (%(target)s) lies below %(before)s.")
    return _("The indicator is to fall, yet its target for %(period)s (%(target)s) lies above %(before)s.")


def _wrong_way(measure: Measure, before: Decimal, value: Decimal) -> bool:
    return value < before if measure.direction == Direction.UP else value > before
