"""The card of an action: its schedule as it goes, its milestones, its money."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from ..enums import ActionState, MoneyStage
from ..layout import money_sources
from ..models import Budget, Element, Milestone, Money, Reached

_SETTLED = (ActionState.DONE, ActionState.ABANDONED)


@dataclass(frozen=True)
class MilestoneState:
    """A milestone with what became of it on a day."""

    milestone: Milestone
    reached: Reached | None
    overdue: bool


@dataclass(frozen=True)
class MoneyRow:
    """One source of money: planned in the version, contracted and spent so far."""

    source: str
    planned: Decimal
    contracted: Decimal
    spent: Decimal

    @property
    def name(self) -> str:
        """In the reader's language."""
        return money_sources()[self.source].name

    @property
    def share(self) -> float | None:
        """Spent of planned; None where nothing is planned."""
        return float(self.spent / self.planned) if self.planned else None


def is_overdue(element: Element, today: date) -> bool:
    """Whether an action should have begun or ended by a day, and has not."""
    state = element.strand.state
    if state in _SETTLED:
        return False
    late_end = element.ends is not None and element.ends < today
    late_start = element.starts is not None and element.starts < today and state == ActionState.PLANNED
    return late_end or late_start


def milestones_of(elements: list[Element], today: date) -> dict[int, list[MilestoneState]]:
    """By element, in the order of their days; two queries for all of them."""
    rows = list(Milestone.objects.filter(element__in=elements).select_related("element").order_by("due", "name", "pk"))
    reached = {one.uid: one for one in Reached.objects.filter(uid__in=[row.uid for row in rows])}
    found: dict[int, list[MilestoneState]] = defaultdict(list)
    for row in rows:
        done = reached.get(row.uid)
        found[row.element_id].append(MilestoneState(row, done, done is None and row.due < today))
    return found


def money_of(elements: list[Element]) -> list[MoneyRow]:
    """Money of these elements by source; two queries."""
    lines = Budget.objects.filter(element__in=elements).order_by().values("source").annotate(amount=Sum("amount"))
    planned = {row["source"]: row["amount"] for row in lines}
    rows = Money.objects.filter(strand__elements__in=elements).order_by()
    gone = {
        (row["source"], row["stage"]): row["amount"]
        for row in rows.values("source", "stage").annotate(amount=Sum("amount"))
    }
    zero = Decimal(0)
    return [
        MoneyRow(source, planned.get(source, zero), gone.get((source, MoneyStage.CONTRACTED), zero),
                 gone.get((source, MoneyStage.SPENT), zero))
        for source in money_sources()
        if source in planned or any(key[0] == source for key in gone)
    ]  # fmt: skip
