"""A year of duties: what is done, due, overdue, ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.text import capfirst

from koordynata.programme.queries.duties import ProgrammeDuty, programme_duties
from koordynata.reference.models import Territory

from ..duties import Duty, Occurrence, Shift, occurrences
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
    programme: ProgrammeDuty | None = None  # what a programme owes; nobody marks it, its state follows from there

    @property
    def duty(self) -> Duty:
        """The row of the calendar."""
        return self.occurrence.duty

    @property
    def done_on(self) -> date | None:
        """When it was done."""
        if self.programme:
            return self.programme.done_on
        return self.mark.done_on if self.mark else None


def state_on(due: date, today: date, warning: int, *, done: bool) -> DutyState:
    """Done; else overdue the day after, due within the warning, ahead before it."""
    if done:
        return DutyState.DONE
    if due < today:
        return DutyState.OVERDUE
    return DutyState.DUE if due <= today + timedelta(days=warning) else DutyState.AHEAD


def year_of_duties(region: Territory, year: int, today: date, known: Iterable[Duty] | None = None) -> list[DutyLine]:
    """The calendar of a region's year by day, with what its programmes owe. Three queries."""
    rows = DutyMark.objects.filter(territory=region, year=year).order_by("pk")
    marks = {(mark.duty, mark.month): mark for mark in rows}
    warning = days_for("duties", today, region.code)
    lines = []
    for one in occurrences(year, region.code, known):
        mark = marks.get((one.duty.id, one.month))
        lines.append(DutyLine(one, state_on(one.due, today, warning, done=mark is not None), mark))
    lines += [_line(one, today, warning) for one in programme_duties(region, year)]
    return sorted(lines, key=lambda line: (line.occurrence.due, line.duty.id, line.occurrence.month))


def _line(owed: ProgrammeDuty, today: date, warning: int) -> DutyLine:
    rule, period = owed.rule, owed.period
    about = f"{period.programme.short_name}, {period.name}"
    duty = Duty(
        f"{owed.what}-{period.pk}", f"{capfirst(rule.name_pl)}: {about}", f"{capfirst(rule.name_en)}: {about}",
        rule.valid_from, rule.valid_to, rule.certainty, rule.note_pl, rule.note_en, rule.source, "", owed.basis_pl,
        owed.basis_en, (owed.due.month,), owed.due.day, Shift.NONE,
    )  # fmt: skip
    state = state_on(owed.due, today, warning, done=owed.done_on is not None)
    return DutyLine(Occurrence(duty, owed.due.year, owed.due.month), state, None, owed)
