"""Which tasks, and which overdue answers, somebody is to be told of on a day."""

from datetime import date
from enum import StrEnum

from ..deadlines import (
    ANSWER_ESCALATION,
    ANSWER_REMINDER,
    ESCALATION,
    FIRST_REMINDER,
    LAST_REMINDER,
    deadline_on,
)
from ..enums import MandateFunction, TaskState
from ..models import Body, Mandate, Member, Resolution, Task
from .composition import term_at


class Reminder(StrEnum):
    """What is sent: to whoever answers for a thing, and to the chair when it stays late."""

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


def answer_needs(entry: Resolution, today: date) -> set[Reminder]:
    """What is due on a day for an answer that has not come, by the days in force then."""
    if entry.answer_due is None or entry.answered_on:
        return set()
    found = set()
    if entry.reminded_on is None and today >= deadline_on(ANSWER_REMINDER, today).after(entry.answer_due):
        found.add(Reminder.REMINDER)
    if entry.escalated_on is None and today >= deadline_on(ANSWER_ESCALATION, today).after(entry.answer_due):
        found.add(Reminder.ESCALATION)
    return found


def answers_to_tell(today: date) -> list[tuple[Resolution, Reminder]]:
    """Every entry without its answer, with what is due, the earliest deadline first."""
    rows = Resolution.objects.filter(answered_on__isnull=True, answer_due__lt=today).order_by("answer_due", "pk")
    rows = rows.select_related("body", "watcher__user")
    return [
        (entry, kind) for entry in rows.iterator(chunk_size=500) for kind in sorted(answer_needs(entry, today))
    ]  # fmt: skip


def watcher_of(entry: Resolution) -> Member | None:
    """Who is told first that an answer is overdue: whoever is named, else the secretary of the body, else its chair."""
    if entry.watcher:
        return entry.watcher
    mandate = _holder(entry.body, MandateFunction.SECRETARY) or chair_of(entry.body)
    return mandate.member if mandate else None


def chair_of(body: Body) -> Mandate | None:
    """Who presides over the body now."""
    return _holder(body, MandateFunction.CHAIR)


def _holder(body: Body, function: MandateFunction) -> Mandate | None:
    term = term_at(body)
    rows = Mandate.objects.filter(seat__term=term, function=function, ends__isnull=True)
    return rows.select_related("member__user").order_by("pk").first() if term else None
