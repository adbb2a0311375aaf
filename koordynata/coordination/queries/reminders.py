"""Which tasks somebody is to be reminded of on a day."""

from datetime import date
from enum import StrEnum

from ..deadlines import ESCALATION, FIRST_REMINDER, LAST_REMINDER, deadline_on
from ..enums import MandateFunction, TaskState
from ..models import Body, Mandate, Task
from .composition import term_at


class Reminder(StrEnum):
    """What is sent: to whoever answers for the task before its deadline, to the chair after it."""

    REMINDER = "reminded"
    ESCALATION = "escalated"


def needs(task: Task, today: date) -> set[Reminder]:
    """What is due for a task on a day, by the days in force then; a missed day is made up for on the next."""
    if task.state != TaskState.OPEN:
        return set()
    found = set()
    moments = [deadline_on(name, today).before(task.due) for name in (FIRST_REMINDER, LAST_REMINDER)]
    passed = [moment for moment in moments if moment <= today <= task.due]
    if passed and (task.reminded_on is None or task.reminded_on < max(passed)):
        found.add(Reminder.REMINDER)
    if today >= deadline_on(ESCALATION, today).after(task.due) and task.escalated_on is None:
        found.add(Reminder.ESCALATION)
    return found


def tasks_to_tell(today: date) -> list[tuple[Task, Reminder]]:
    """Every open task with what is due, the earliest deadline first."""
    rows = Task.objects.open().select_related("body", "owner__user").order_by("due", "pk")
    return [(task, kind) for task in rows.iterator(chunk_size=500) for kind in sorted(needs(task, today))]


def chair_of(body: Body) -> Mandate | None:
    """Who presides over the body now."""
    term = term_at(body)
    rows = Mandate.objects.filter(seat__term=term, function=MandateFunction.CHAIR, ends__isnull=True)
    return rows.select_related("member__user").order_by("pk").first() if term else None
