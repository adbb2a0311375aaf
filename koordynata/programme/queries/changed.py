"""What changed: between the last two periods by the board, and since a moment by the trail, with both values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from koordynata.foundation.models import AuditEvent

from ..enums import ActualState
from ..models import Actual, Version
from .lights import Lit, lit
from .watched import Watched

SIGNED_IN = "user.signed_in"
VALUE_ENTERED, VALUE_APPROVED, MOVED = "actual.entered", "actual.approved", "strand.moved"
MOST = 200  # rows of one page


@dataclass(frozen=True)
class Step:
    """One line as of the period before and as of this one."""

    before: Lit
    now: Lit

    @property
    def light_changed(self) -> bool:
        """Whether its light is another one."""
        return (self.before.light and self.before.light.id) != (self.now.light and self.now.light.id)


@dataclass(frozen=True)
class Happened:
    """What became of one thing: a value, a version, or the element of an action; `steps` events, the last one at `at`.

    `before` and `after` are states; `old` and `new` are a value's numbers, None where there was none.
    """

    at: datetime
    thing: Any
    before: str | None
    after: str | None
    old: Decimal | None
    new: Decimal | None
    steps: int
    by: str


def steps_of(seen: Watched) -> list[Step]:
    """Lines whose value or light is not what it was as of the period before; empty before the second period."""
    if seen.at is None or seen.at == 0:
        return []
    at, periods = seen.at, seen.board.periods
    pairs = [Step(lit(line, at - 1, periods[at - 1], seen), lit(line, at, periods[at], seen)) for line in seen.lines()]
    return [one for one in pairs if one.light_changed or one.before.value != one.now.value]


def happened_since(seen: Watched, versions: Iterable[Version], moment: datetime) -> list[Happened]:
    """Values, states of actions and these versions that changed after a moment, the newest first; at most 200.

    The office reads every step of a value, others its approval. One area: its elements alone. Four queries.
    """
    strands = {one.strand_id: one for one in seen.shown}
    rows = Actual.objects.filter(indicator__strand__in=list(strands))
    if not seen.office:
        rows = rows.filter(state=ActualState.APPROVED)
    actuals = {one.pk: one for one in rows.select_related("indicator__measure", "period").order_by("pk")}
    steps = [] if seen.office else [VALUE_APPROVED]
    found = [*_happened("actual", actuals, moment, steps), *_happened("strand", strands, moment, [MOVED])]
    if seen.area is None:
        found += _happened("version", {one.pk: one for one in versions}, moment)
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def last_visit(user: Any) -> datetime | None:
    """When the person had signed in before this time; None: never."""
    rows = AuditEvent.objects.filter(object_type="user", object_id=str(user.pk), verb=SIGNED_IN)
    times = list(rows.order_by("-id").values_list("at", flat=True)[:2])
    return times[1] if len(times) > 1 else None


def _happened(kind: str, things: dict[int, Any], moment: datetime, verbs: Sequence[str] = ()) -> Iterator[Happened]:
    rows = AuditEvent.objects.filter(object_type=kind, object_id__in=[str(one) for one in things], at__gt=moment)
    if verbs:
        rows = rows.filter(verb__in=verbs)
    events: dict[int, list[AuditEvent]] = defaultdict(list)
    for event in rows.order_by("id"):
        events[int(event.object_id)].append(event)
    for pk, steps in events.items():
        yield _told(things[pk], steps)


def _told(thing: Any, steps: list[AuditEvent]) -> Happened:
    """From the first step's state before to the last step's after; a value's numbers from where it was entered."""
    before = next((state for one in steps if (state := (one.before or {}).get("state"))), None)
    after = next((state for one in reversed(steps) if (state := (one.after or {}).get("state"))), None)
    old = new = thing.shown if isinstance(thing, Actual) else None
    entered = [one for one in steps if one.verb == VALUE_ENTERED]
    if entered:
        old = _number(entered[0].before or {})
        before, after = (None if old is None else before), after or thing.state
    return Happened(steps[-1].at, thing, before, after, old, new, len(steps), steps[-1].actor_label)


def _number(told: dict[str, Any]) -> Decimal | None:
    if told.get("value") is not None:
        return Decimal(str(told["value"]))
    if told.get("numerator") is None or not Decimal(str(told.get("denominator") or 0)):
        return None
    return round(100 * Decimal(str(told["numerator"])) / Decimal(str(told["denominator"])), 2)
