"""The schedule of actions: planned days, how they stand, milestones; what is overdue."""

from dataclasses import dataclass
from datetime import date

from ..models import Element
from .card import MilestoneState, is_overdue, milestones_of
from .watched import Watched


@dataclass(frozen=True)
class Scheduled:
    """One action or sub-task. `began` and `ended`: what really happened."""

    element: Element
    milestones: list[MilestoneState]
    overdue: bool

    @property
    def began(self) -> date | None:
        """The day on which it began."""
        return self.element.strand.began_on

    @property
    def ended(self) -> date | None:
        """The day on which it ended."""
        return self.element.strand.ended_on

    @property
    def late_milestones(self) -> list[MilestoneState]:
        """Those that are overdue."""
        return [one for one in self.milestones if one.overdue]

    @property
    def days_late(self) -> bool:
        """Whether anything of it is late."""
        return self.overdue or bool(self.late_milestones)


@dataclass(frozen=True)
class Schedule:
    """Rows on one axis of days, from the first to the last day; `today` may lie outside."""

    rows: list[Scheduled]
    first: date
    last: date
    today: date

    def place(self, day: date) -> float:
        """Where a day lies on the axis: 0 to 1, held inside."""
        whole = (self.last - self.first).days or 1
        return min(max((day - self.first).days / whole, 0.0), 1.0)

    @property
    def years(self) -> list[date]:
        """The first days of years on the axis."""
        days = (date(year, 1, 1) for year in range(self.first.year, self.last.year + 1))
        return [one for one in days if self.first <= one <= self.last]


def schedule_of(seen: Watched) -> Schedule:
    """Actions and sub-tasks of what is looked at; two queries beside the tree."""
    milestones = milestones_of(seen.work, seen.today)
    rows = [Scheduled(one, milestones.get(one.pk, []), is_overdue(one, seen.today)) for one in seen.work]
    days = [seen.programme.starts, seen.programme.ends]
    for row in rows:
        days += [one for one in (row.element.starts, row.element.ends, row.began, row.ended) if one]
        days += [state.milestone.due for state in row.milestones]
    return Schedule(rows, min(days), max(days), seen.today)
