"""Reminders of tasks by mail: to whoever answers for one before its deadline, to the chair when it is late."""

import logging
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from koordynata.coordination.models import Member, Task
from koordynata.coordination.queries.reminders import Reminder, chair_of, tasks_to_tell
from koordynata.coordination.services import note_reminder
from koordynata.foundation.audit import SYSTEM

logger = logging.getLogger(__name__)


def remind_of_tasks(today: date) -> int:
    """Send what is due on a day; how many letters went out. Run again, or by two workers, each goes out once."""
    return sum(_remind(task, kind, today) for task, kind in tasks_to_tell(today))


def _remind(task: Task, kind: Reminder, today: date) -> bool:
    """Claimed first and sent then: a letter may be lost with its server, but nobody gets it twice."""
    if not note_reminder(task=task, kind=kind, today=today, by=SYSTEM):
        return False
    person = task.owner if kind is Reminder.REMINDER else _chair(task)
    if person is None or not person.email:
        return False
    try:
        _mail(task, kind, person)
    except (SMTPException, OSError):
        logger.exception("no mail about task %s could be sent", task.pk)
        return False
    return True


def _chair(task: Task) -> Member | None:
    mandate = chair_of(task.body)
    return mandate.member if mandate else None


def _mail(task: Task, kind: Reminder, person: Member) -> None:
    with translation.override(person.user.language if person.user else settings.LANGUAGE_CODE):
        day = date_format(task.due, "SHORT_DATE_FORMAT")
        late = kind is Reminder.ESCALATION
        subject = gettext("Task overdue since %s") % day if late else gettext("Task due on %s") % day
        values = {"task": task, "day": day, "late": late, "address": f"{settings.PUBLIC_URL}/uchwaly/zadania/"}
        text = render_to_string("coordination/mail/task.txt", values)
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email])
