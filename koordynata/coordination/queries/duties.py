"""A year of duties: what is done, due, overdue, ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from koordynata.reference.models import Territory

from ..duties import Duty, Occurrence, occurrences
from ..models import DutyMark
from ..office import days_for


class DutyState(StrEnum):
    """How one time of a duty stands on a day."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    AHEAD = "ahead"


@dataclass(frozen=True)
class DutyLine:
    """One time of a duty in a region."""

    occurrence: Occurrence
    state: DutyState
    mark: DutyMark | None

    @property
    def duty(self) -> Duty:
        """The row of the calendar."""
        return self.occurrence.duty


def state_on(due: date, today: date, warning: int, *, done: bool) -> DutyState:
    """Done; else overdue the day after, due within the warning, ahead before it."""
    if done:
        return DutyState.DONE
    if due < today:
        return DutyState.OVERDUE
    return DutyState.DUE if due <= today + timedelta(days=warning) else DutyState.AHEAD


def year_of_duties(region: Territory, year: int, today: date, known: Iterable[Duty] | None = None) -> list[DutyLine]:
    """The calendar of a region's year by day. One query."""
    rows = DutyMark.objects.filter(territory=region, year=year).order_by("pk")
    marks = {(mark.duty, mark.month): mark for mark in rows}
    warning = days_for("duties", today, region.code)
    lines = []
    for one in occurrences(year, region.code, known):
        mark = marks.get((one.duty.id, one.month))
        lines.append(DutyLine(one, state_on(one.due, today, warning, done=mark is not None), mark))
    return lines
