"""Facts come in from the rooms above, each once; what is counted from them follows by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor, record_event
from koordynata.reference.models import Territory

from ..errors import ProgrammeRefusal
from ..layout import dimensions, fact_kinds
from ..models import Fact

_ASKED = 500  # so many are looked up by name; beyond that, all of a room


@dataclass(frozen=True)
class Told:
    """A fact as a room tells it. `person`: an opaque key, one for a person everywhere; `ref`: the record there."""

    kind: str
    room: str
    ref: str
    on: date
    territory: Territory
    person: str = ""
    project: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_sample: bool = False


@transaction.atomic
def record_fact(told: Told, *, by: Actor) -> Fact:
    """Enter a fact, or say anew what is known of one that is there. The same told twice changes nothing.

    Raises ProgrammeRefusal for a kind or an attribute that the data do not know.
    """
    _check(told)
    values = _values(told)
    # Two who enter the same at once: the second waits, and finds what the first one wrote.
    fact, entered = Fact.objects.select_for_update().get_or_create(room=told.room, ref=told.ref, defaults=values)
    if not entered and all(getattr(fact, name) == value for name, value in values.items()):
        return fact
    for name, value in values.items():
        setattr(fact, name, value)
    fact.full_clean()
    fact.save()
    verb = "fact.entered" if entered else "fact.changed"
    _record(verb, fact, by)
    return fact


@transaction.atomic
def record_facts(told: Iterable[Told], *, by: Actor) -> int:
    """Enter many facts at once, those already there left as they are; how many are new. One event for all.

    Raises ProgrammeRefusal as `record_fact` does, before anything is written.
    """
    wanted = {(one.room, one.ref): one for one in told}
    for one in wanted.values():
        _check(one)
    rooms, refs = {room for room, _ref in wanted}, {ref for _room, ref in wanted}
    rows = (
        Fact.objects.filter(room__in=rooms, ref__in=refs)
        if len(refs) <= _ASKED
        else Fact.objects.filter(room__in=rooms)
    )
    known = set(rows.order_by().values_list("room", "ref"))
    new = [_row(one) for key, one in wanted.items() if key not in known]
    Fact.objects.bulk_create(new, batch_size=1_000)
    if new:
        places = {one.territory.code for one in wanted.values()}
        record_event("facts.entered", by=by, object_type="fact", object_id="", label=", ".join(sorted(rooms)),
                     territories=places, after={"facts": len(new)})  # fmt: skip
    return len(new)


def _row(told: Told) -> Fact:
    return Fact(room=told.room, ref=told.ref, **_values(told))


def _values(told: Told) -> dict[str, Any]:
    return {
        "kind": told.kind, "person": told.person, "on": told.on, "territory": told.territory, "project": told.project,
        "attributes": dict(told.attributes), "is_sample": told.is_sample, "withdrawn_at": None,
    }  # fmt: skip


@transaction.atomic
def withdraw_fact(*, room: str, ref: str, by: Actor) -> Fact | None:
    """Take back a fact that did not happen; None when nobody told it. Taken back twice, it is taken back once."""
    fact = Fact.objects.select_for_update(of=("self",)).select_related("territory").filter(room=room, ref=ref).first()
    if fact is None or fact.withdrawn_at:
        return fact
    fact.withdrawn_at = timezone.now()
    fact.save(update_fields=["withdrawn_at"])
    _record("fact.withdrawn", fact, by)
    return fact


def _record(verb: str, fact: Fact, by: Actor) -> None:
    """Without the person's key: the trail names no one."""
    record_event(
        verb, by=by, object_type="fact", object_id=fact.pk, label=str(fact), territories=[fact.territory.code],
        after={"kind": fact.kind, "on": fact.on, "project": fact.project},
    )  # fmt: skip


def _check(told: Told) -> None:
    kind = fact_kinds().get(told.kind)
    if kind is None:
        raise ProgrammeRefusal(_("Unknown kind of fact: %s.") % told.kind)
    if kind.subject == "person" and not told.person:
        raise ProgrammeRefusal(_("This fact is about a person; it needs the person's key."))
    for dimension, category in told.attributes.items():
        known = dimensions().get(dimension)
        if known is None or category not in {one.id for one in known.categories}:
            raise ProgrammeRefusal(_("Unknown category: %s.") % f"{dimension}: {category}")
