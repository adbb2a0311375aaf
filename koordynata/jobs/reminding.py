"""Reminders by mail: of tasks before their deadline, of answers after it; to the chair when either stays late."""

import logging
from collections.abc import Callable
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from koordynata.coordination.models import Body, Member, Resolution, Task
from koordynata.coordination.queries.reminders import Reminder, answers_to_tell, chair_of, tasks_to_tell, watcher_of
from koordynata.coordination.services import note_answer_reminder, note_reminder
from koordynata.foundation.audit import SYSTEM

logger = logging.getLogger(__name__)


def remind_of_tasks(today: date) -> int:
    """Send what is due on a day; how many letters went out. Run again, or by two workers, each goes out once."""
    return sum(_remind(task, kind, today) for task, kind in tasks_to_tell(today))


def remind_of_answers(today: date) -> int:
    """Tell of overdue answers to resolutions; how many letters went out. Each goes out once."""
    return sum(_remind_of_answer(entry, kind, today) for entry, kind in answers_to_tell(today))


def _remind_of_answer(entry: Resolution, kind: Reminder, today: date) -> bool:
    if not note_answer_reminder(resolution=entry, kind=kind, today=today, by=SYSTEM):
        return False
    person = watcher_of(entry) if kind is Reminder.REMINDER else _chair(entry.body)
    return _sent(person, lambda one: _mail_of_answer(entry, one))


def _remind(task: Task, kind: Reminder, today: date) -> bool:
    """Claimed first and sent then: a letter may be lost with its server, but nobody gets it twice."""
    if not note_reminder(task=task, kind=kind, today=today, by=SYSTEM):
        return False
    person = task.owner if kind is Reminder.REMINDER else _chair(task.body)
    return _sent(person, lambda one: _mail(task, kind, one))


def _sent(person: Member | None, send: Callable[[Member], None]) -> bool:
    """Whether a letter went out. One that fails stops no other."""
    if person is None or not person.email:
        return False
    try:
        with translation.override(person.user.language if person.user else settings.LANGUAGE_CODE):
            send(person)
    except (SMTPException, OSError):
        logger.exception("a reminder could not be sent")
        return False
    return True


def _chair(body: Body) -> Member | None:
    mandate = chair_of(body)
    return mandate.member if mandate else None


def _mail_of_answer(entry: Resolution, person: Member) -> None:
    day = date_format(entry.answer_due, "SHORT_DATE_FORMAT") if entry.answer_due else ""
    values = {"entry": entry, "day": day, "address": f"{settings.PUBLIC_URL}/uchwaly/{entry.pk}/"}
    text = render_to_string("coordination/mail/answer.txt", values)
    subject = gettext("Answer overdue since %s") % day
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email])


def _mail(task: Task, kind: Reminder, person: Member) -> None:
    day = date_format(task.due, "SHORT_DATE_FORMAT")
    late = kind is Reminder.ESCALATION
    subject = gettext("Task overdue since %s") % day if late else gettext("Task due on %s") % day
    values = {"task": task, "day": day, "late": late, "address": f"{settings.PUBLIC_URL}/uchwaly/zadania/"}
    text = render_to_string("coordination/mail/task.txt", values)
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email])
