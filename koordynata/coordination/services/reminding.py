"""Reminders are claimed before they are sent, so that none goes out twice."""

from datetime import date
from typing import Any

from koordynata.foundation.audit import Actor

from ..models import Body, Resolution, Task
from ..queries.reminders import Reminder
from .trail import record


def claim_reminder(
    one: Task | Resolution, body: Body, kind: Reminder, today: date, *, by: Actor, after: dict[str, Any]
) -> None:
    """Note on a locked record that it is reminded of, or told to the chair, on a day."""
    field = "escalated_on" if kind is Reminder.ESCALATION else "reminded_on"
    setattr(one, field, today)
    one.save(update_fields=[field])
    record(f"{one._meta.model_name}.{kind}", one, body, by=by, after=after)
