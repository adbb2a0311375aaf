"""Files that come back: what they change, shown first; taken in by a person's word, all in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.registry.models import Institution

from ..errors import ProgrammeRefusal
from ..models import Period, Programme, Version
from ..services.locking import locked, open_version
from ..services.trail import record
from . import programme, values
from .choosing import FILE, settled
from .comparing import Change, ChangeKind, Difference, compare
from .reading import Origin, read_origin
from .shapes import Book, Problem
from .taking import Taking


class NotTaken(Exception):
    """Nothing was written; `problems` say why, cell by cell."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(one) for one in problems))
        self.problems = problems


@dataclass(frozen=True)
class Received:
    """A file beside what stands now: of which version, or of whose values in which period."""

    programme: Programme
    now: Book
    found: Difference
    version: Version | None = None
    period: Period | None = None
    institution: Institution | None = None


def receive(content: bytes) -> Received:
    """Read a file and compare it; nothing is written. Raises ProgrammeRefusal in one sentence."""
    return _received(read_origin(content))


def _received(origin: Origin) -> Received:
    if origin.kind == programme.KIND:
        rows = Version.objects.select_related("programme__territory")
        version = rows.filter(programme=int(origin.about["programme"]), number=int(origin.about["version"])).first()
        if version is None:
            raise ProgrammeRefusal(_("The programme of this workbook is not here."))
        if not version.is_open:
            raise ProgrammeRefusal(_("This version can no longer be changed. Open the next one."))
        now = programme.book_of(version)
        return Received(version.programme, now, compare(now, origin), version=version)
    periods = Period.objects.select_related("programme__territory")
    period = periods.filter(pk=int(origin.about["period"]), programme=int(origin.about["programme"])).first()
    institution = Institution.objects.filter(pk=int(origin.about["institution"])).first()
    if origin.kind != values.KIND or period is None or institution is None:
        raise ProgrammeRefusal(_("The programme of this workbook is not here."))
    now = values.form_of(period, institution)
    return Received(period.programme, now, compare(now, origin), period=period, institution=institution)


def rehearse(content: bytes, *, by: Actor) -> Received:
    """`receive`, with what the room's rules would refuse among the problems: written, and rolled back."""
    received = receive(content)
    if not received.found.problems:
        with transaction.atomic():
            choices = dict.fromkeys(received.found.clashes, FILE)
            received.found.problems += _write(received, settled(received.found, choices), by)
            transaction.set_rollback(True)
    return received


@transaction.atomic
def take_workbook(*, content: bytes, digest: str, choices: Mapping[str, str], by: Actor) -> list[Change]:
    """Write what a person has looked at; the rows that were changed.

    `digest`: how everything stood when they looked; `choices`: for each clash `file` or `now`. Raises NotTaken,
    ChangedMeanwhile, ProgrammeRefusal; then nothing is written.
    """
    origin = read_origin(content)
    before = _received(origin)
    _hold(before)
    received = _received(origin)
    if received.now.digest != digest:
        raise ChangedMeanwhile(received)
    if received.found.problems:
        raise NotTaken(received.found.problems)
    if lacking := set(received.found.clashes) - set(choices):
        raise ProgrammeRefusal(_("Choose one of the two values: %d.") % len(lacking))
    changes = settled(received.found, choices)
    if problems := _write(received, changes, by):
        raise NotTaken(problems)
    if changes:
        _record(received, changes, by)
    return changes


def _hold(received: Received) -> None:
    if received.version is not None:
        open_version(received.version)
    elif received.period is not None:
        locked(received.period, "programme")


def _write(received: Received, changes: list[Change], by: Actor) -> list[Problem]:
    if received.version is None:
        assert received.period is not None
        return values.take_values(received.period, changes, by)
    taking = Taking(received.version, by)
    taking.all(changes)
    return taking.problems


def _record(received: Received, changes: list[Change], by: Actor) -> None:
    thing = received.version or received.period
    assert thing is not None
    counts = {str(kind): sum(one.kind == kind for one in changes) for kind in ChangeKind}
    record("workbook.taken", thing, received.programme, by=by, after={"kind": received.now.kind, **counts})
