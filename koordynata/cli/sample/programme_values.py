"""What was reported for the sample's programmes: facts of two projects, three periods of values, one returned."""

from datetime import date, timedelta
from decimal import Decimal

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import MeasureSource, VersionState
from koordynata.programme.models import Actual, Commitment, Indicator, Period, Programme
from koordynata.programme.services.actuals import Value
from koordynata.programme.services.facts import Told
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory

from .plan import Plan

REPORTED = 3  # periods with values; the first two are closed
PLACEMENTS, COURSES = "FELB.06.11-IZ.00-0001/25", "FELB.06.11-IZ.00-0002/25"
AGES = ("under_18", "under_18", "18_29")
SCHOOLS = ("TEC", "TEC", "BS1", "SPE")


def enter_facts(plan: Plan, programme: Programme) -> None:
    """Pupils with a placement, some of them also with a course in another project; conferences."""
    powiats = list(
        Territory.objects.filter(path__startswith=programme.territory.path, kind=TerritoryKind.POWIAT).order_by("code")
    )
    told = [fact for number in range(280) for fact in _of_pupil(plan, number, powiats)]
    told += [
        Told("event_held", "events", f"sample-{number}", date(2025, 4, 10) + timedelta(days=75 * number),
             programme.territory, is_sample=True)
        for number in range(6)
    ]  # fmt: skip
    services.record_facts(told, by=SYSTEM)


def _of_pupil(plan: Plan, number: int, powiats: list[Territory]) -> list[Told]:
    chance, began = plan.chance, date(2025, 3, 3) + timedelta(days=number * 2)
    attributes = {
        "sex": "women" if chance.happens(0.42, "programme sex", number) else "men",
        "age": chance.pick(AGES, "programme age", number),
        "school_type": chance.pick(SCHOOLS, "programme school", number),
    }
    where = chance.pick(powiats, "programme powiat", number)

    def fact(kind: str, ref: str, on: date, project: str) -> Told:
        return Told(
            kind, "support", f"sample-{number}-{ref}", on, where, f"sample-person-{number}", project, attributes, True
        )

    facts = [fact("participation_started", "in", began, PLACEMENTS)]
    if chance.happens(0.85, "programme done", number):
        facts.append(fact("placement_completed", "placement", began + timedelta(days=60), PLACEMENTS))
    if number % 3 == 0:
        facts.append(fact("course_completed", "course", began + timedelta(days=200), COURSES))
    if number % 12 == 0:  # the same person does a second placement, in the other project
        facts.append(fact("placement_completed", "again", began + timedelta(days=260), COURSES))
    return facts


def enter_values(plan: Plan, programme: Programme, periods: list[Period]) -> None:
    """Values that people type in, for the periods that have passed; the last of them is not settled yet."""
    passed = [one for one in periods if one.ends < plan.today][:REPORTED]
    for place, period in enumerate(passed):
        for turn, indicator in enumerate(_typed(programme)):
            value = _value(plan, indicator, period)
            if value is not None:
                actual = services.enter_actual(indicator=indicator, period=period, given=value, by=SYSTEM)
                _settle(actual, turn, last=place == REPORTED - 1)
        if place < REPORTED - 1:
            services.close_period(period=period, by=SYSTEM)


def _typed(programme: Programme) -> list[Indicator]:
    """Indicators of actions; objectives are put together from them."""
    rows = Indicator.objects.filter(strand__programme=programme, measure__source=MeasureSource.TYPED)
    rows = rows.filter(strand__elements__role="action").distinct()
    return list(rows.select_related("measure").order_by("measure__code", "strand__pk"))


def _value(plan: Plan, indicator: Indicator, period: Period) -> Value | None:
    promised = Commitment.objects.filter(indicator=indicator, version__state=VersionState.ADOPTED)
    commitment = promised.order_by("-version__number").first()
    target = commitment.targets.filter(period=period).first() if commitment else None
    if target is None:
        return None
    share = Decimal(str(round(plan.chance.between(0.72, 1.12, "programme", indicator.pk, period.name), 2)))
    if indicator.measure.is_ratio:
        whole = Decimal(plan.chance.whole(90, 130, "programme whole", indicator.pk))
        return Value(numerator=min(Decimal(round(whole * target.value * share / 100)), whole), denominator=whole)
    number = Decimal(round(target.value * share))
    parts = (
        {"sex": {"women": number // 2, "men": number - number // 2}} if "sex" in indicator.measure.dimensions else {}
    )
    return Value(number, parts=parts)


def _settle(actual: Actual, turn: int, *, last: bool) -> None:
    services.submit_actual(actual=actual, by=SYSTEM)
    if last and turn == 0:
        services.return_actual(actual=actual, reason="Brakuje listy obecności z czerwca (przykład).", by=SYSTEM)
        return
    if last and turn == 1:
        return
    services.check_actual(actual=actual, by=SYSTEM)
    services.approve_actual(actual=actual, by=SYSTEM)
