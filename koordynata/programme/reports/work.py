"""Actions of a report: how they go, their milestones, their money and risks, as of the last day of the period."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ..enums import ActionState, MoneyStage, RiskState
from ..models import Budget, Element, Involvement, Milestone, Money, Reached, Risk
from .ground import AMOUNTS, Ground, day, exact


def actions_of(ground: Ground) -> dict[int, dict[str, Any]]:
    """The rows of all covered actions and sub-tasks, by element; six queries whatever their number."""
    works = [one for one in ground.covered if one.is_work]
    people, milestones, risks, money = _people(works), _milestones(ground, works), _risks(works), _money(ground, works)
    return {
        one.pk: {
            "code": one.code, "level": one.level, "name": one.name, "state": one.strand.state,
            "state_reason": one.strand.state_reason, "starts": day(one.starts), "ends": day(one.ends),
            "began_on": day(one.strand.began_on), "ended_on": day(one.strand.ended_on),
            "late": is_late(one, ground.period.ends), "institutions": people[one.pk],
            "milestones": milestones[one.pk], "risks": risks[one.strand_id], "money": money.get(one.pk, []),
        }
        for one in works
    }  # fmt: skip


def is_late(element: Element, on: date) -> bool:
    """Whether an action should have begun or ended by a day and had not, by what is known now."""
    strand = element.strand
    if strand.state == ActionState.ABANDONED or (strand.ended_on and strand.ended_on <= on):
        return False
    began = strand.began_on is not None and strand.began_on <= on
    return bool((element.ends and element.ends < on) or (element.starts and element.starts < on and not began))


def _people(works: list[Element]) -> dict[int, list[dict[str, str]]]:
    rows = Involvement.objects.filter(element__in=works).order_by("element", "-role", "institution__name", "pk")
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for element, role, name in rows.values_list("element", "role", "institution__name"):
        found[element].append({"role": role, "name": name})
    return found


def _milestones(ground: Ground, works: list[Element]) -> dict[int, list[dict[str, Any]]]:
    rows = list(Milestone.objects.filter(element__in=works).order_by("due", "name", "pk"))
    reached = Reached.objects.filter(uid__in=[one.uid for one in rows], on__lte=ground.period.ends)
    days = dict(reached.order_by("pk").values_list("uid", "on"))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in rows:
        on = days.get(one.uid)
        late = on is None and one.due <= ground.period.ends
        found[one.element_id].append({"name": one.name, "due": day(one.due), "reached_on": day(on), "late": late})
    return found


def _risks(works: list[Element]) -> dict[int, list[dict[str, Any]]]:
    rows = Risk.objects.filter(strand__in=[one.strand_id for one in works], state=RiskState.OPEN)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in rows.order_by("-likelihood", "-impact", "name", "pk"):
        found[one.strand_id].append({
            "name": one.name, "likelihood": one.likelihood, "impact": one.impact, "weight": one.weight,
            "response": one.response,
        })  # fmt: skip
    return found


def _money(ground: Ground, works: list[Element]) -> dict[int, list[dict[str, Any]]]:
    """By element: what the version plans, what was contracted and spent up to the last day of the period."""
    amounts: dict[int, dict[str, dict[str, Decimal]]] = defaultdict(dict)
    zero = dict.fromkeys(AMOUNTS, Decimal(0))
    planned = Budget.objects.filter(element__in=works).order_by("source", "pk")
    for element, source, amount in planned.values_list("element", "source", "amount"):
        amounts[element].setdefault(source, dict(zero))["planned"] += amount
    by_strand = {one.strand_id: one.pk for one in works}
    for strand, source, name, amount in _gone(ground, list(by_strand)):
        amounts[by_strand[strand]].setdefault(source, dict(zero))[name] += amount
    return {
        element: [
            {"source": source, **{name: exact(one) for name, one in sums.items()}}
            for source, sums in sorted(rows.items())
        ]
        for element, rows in amounts.items()
    }


def _gone(ground: Ground, strands: list[int]) -> list[tuple[int, str, str, Decimal]]:
    rows = Money.objects.filter(strand__in=strands, on__lte=ground.period.ends).order_by("strand", "source", "stage")
    every = rows.values_list("strand", "source", "stage").annotate(sum=Sum("amount"))
    found = [(strand, source, str(MoneyStage(stage).value), amount) for strand, source, stage, amount in every]
    inside = rows.filter(on__gte=ground.period.starts, stage=MoneyStage.SPENT)
    here = inside.values_list("strand", "source").annotate(sum=Sum("amount"))
    return found + [(strand, source, "spent_in_period", amount) for strand, source, amount in here]
