"""What waits for somebody. Each room enters a source of its own when its app starts; doors read them together.

A source decides by itself what a person may see: it starts from the person's scope, as every list does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class Urgency(StrEnum):
    """How an item stands on a day."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits. `subject` names the record behind it (`meeting:17`); doors know its address."""

    source: str
    subject: str
    title: str
    about: str = ""
    waits_for: str = ""  # who has not answered, or whose turn it is; empty: the office
    due: date | None = None

    def urgency(self, today: date, soon: int) -> Urgency:
        """Overdue the day after it was due; soon within so many days, the last one included."""
        if self.due is None or self.due > today + timedelta(days=soon):
            return Urgency.LATER
        return Urgency.OVERDUE if self.due < today else Urgency.SOON


@dataclass(frozen=True)
class WorkSource:
    """Where items come from: `tell(user, today)` gives those that this person is to see."""

    id: str
    name: str | Promise
    tell: Callable[[Any, date], Iterable[WorkItem]]


_sources: dict[str, WorkSource] = {}


def enter(source: WorkSource) -> None:
    """Enter a source under its id; a second one with the same id is a mistake of the program."""
    if source.id in _sources:
        raise ValueError(f"two sources of work are called {source.id}")
    _sources[source.id] = source


def sources() -> list[WorkSource]:
    """All sources in the order in which the rooms entered them, lower rooms first."""
    return list(_sources.values())


def open_items(user: Any, today: date) -> list[WorkItem]:
    """Everything that waits, the longest overdue first, what has no deadline last."""
    found = [item for source in _sources.values() for item in source.tell(user, today)]
    return sorted(found, key=lambda item: (item.due or date.max, item.source, item.title, item.subject))
