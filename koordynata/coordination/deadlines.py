"""How many days things take: dated data that an office can replace."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from koordynata.foundation import working_days
from koordynata.foundation.dated import last_day, rows, spoken

ANSWER = "answer"
FIRST_REMINDER, LAST_REMINDER, ESCALATION = "task_first_reminder", "task_last_reminder", "task_escalation"
ANSWER_REMINDER, ANSWER_ESCALATION = "answer_reminder", "answer_escalation"
WORKING = "working"


@dataclass(frozen=True)
class Deadline:
    """Termin: a number of days, from one day of law or custom to another."""

    id: str
    valid_from: date
    valid_to: date | None
    days: int
    counted: str  # calendar or working days
    name_pl: str
    name_en: str
    source: str
    note: str

    @property
    def name(self) -> str:
        """In the reader's language."""
        return spoken(self.name_pl, self.name_en)

    def after(self, day: date) -> date:
        """So many days after a day, which does not count."""
        return self._moved(day, self.days)

    def before(self, day: date) -> date:
        """So many days before a day."""
        return self._moved(day, -self.days)

    def _moved(self, day: date, days: int) -> date:
        return working_days.add(day, days) if self.counted == WORKING else day + timedelta(days=days)


@cache
def deadlines() -> tuple[Deadline, ...]:
    """All of them, in the order of the file."""
    return tuple(
        Deadline(**(row | {  # type: ignore[arg-type]
            "valid_from": date.fromisoformat(row["valid_from"]), "days": int(row["days"]),
            "valid_to": last_day(row["valid_to"]),
        }))
        for row in rows(__package__, "deadlines")
    )  # fmt: skip


def deadline_on(name: str, day: date) -> Deadline:
    """The one in force on a day; before the first, the first. Raises StopIteration for an unknown name."""
    known = sorted((one for one in deadlines() if one.id == name), key=lambda one: one.valid_from)
    valid = [one for one in known if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)]
    return valid[-1] if valid else next(iter(known))
