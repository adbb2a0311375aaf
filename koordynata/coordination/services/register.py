"""The numbered register of resolutions, opinions, positions and recommendations."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.numbering import next_number
from koordynata.foundation.working_days import local_day

from ..deadlines import ANSWER, deadline_on
from ..enums import ActKind, BallotState, ItemKind
from ..errors import CoordinationRefusal
from ..models import Ballot, Body, Member, Resolution
from ..queries.reminders import Reminder, answer_needs
from ..verdict import Result
from .reminding import claim_reminder
from .trail import record

_KINDS = {ItemKind.OPINION: ActKind.OPINION}
# A ballot that ended so decided something; the others were void.
_DECIDED = frozenset({
    Result.ADOPTED, Result.REJECTED, Result.TIE_ADOPTED, Result.TIE_REJECTED, Result.TIE, Result.ELECTED
})  # fmt: skip


@transaction.atomic
def enter_resolution(
    *, ballot: Ballot, by: Actor, kind: str = "", title: str = "", text: str = "", addressee: str = "",
    answer_due: date | None = None, evidence: Sequence[Mapping[str, str]] = (), origin: str = "", decided_by: str = "",
) -> Resolution:  # fmt: skip
    """Enter what a closed ballot adopted, under the next number of the body's year. Entered twice, it is one entry.

    What is not said is taken from the ballot: `kind` (an ActKind) from the item of the agenda, `title` its title,
    `text` the motion. `addressee`: who is to answer; then `answer_due` without a day follows data/deadlines.csv.
    `evidence`: `[{"title": …, "digest": sha256}]`, what lay before the body. `origin`: the record of a higher room
    (`opinions:17`). `decided_by`: the rule by which a ballot that did not adopt its motion decides all the same; a void
    ballot never does. The day is that of the closing. Raises CoordinationRefusal, ValidationError.
    """
    ballot = _closed(ballot, decided_by)
    if done := Resolution.objects.filter(ballot=ballot).first():
        return done
    item, day = ballot.motion.item, local_day(ballot.closed_at or timezone.now())
    body = Body.objects.select_for_update(of=("self",)).select_related("territory").get(pk=item.meeting.term.body_id)
    kind = kind or _KINDS.get(ItemKind(item.kind), ActKind.RESOLUTION)
    entry = Resolution(
        body=body, kind=kind, year=day.year, number=_free_number(body, kind, day.year), ballot=ballot, adopted_on=day,
        title=title or item.title, text=text or ballot.motion.text, addressee=addressee, origin=origin or item.origin,
        answer_due=answer_due or (deadline_on(ANSWER, day).after(day) if addressee else None),
        evidence=[{"title": one["title"], "digest": one["digest"]} for one in evidence], decided_by=decided_by,
    )  # fmt: skip
    entry.full_clean()
    entry.save()
    after = {"kind": kind, "number": str(entry), "title": entry.title, "ballot": ballot.pk, "addressee": addressee,
             "answer_due": entry.answer_due, "evidence": entry.evidence}  # fmt: skip
    record("resolution.entered", entry, body, by=by, after=after)
    return entry


def _free_number(body: Body, kind: str, year: int) -> int:
    """The next one. The body is locked: no number twice, nor one that the year had before this register was kept."""
    same_year = Resolution.objects.filter(body=body, kind=kind, year=year)
    earlier = set(same_year.exclude(earlier_number="").values_list("earlier_number", flat=True))
    return next(number for number in count(next_number(same_year)) if f"{number}/{year}" not in earlier)


def _closed(ballot: Ballot, decided_by: str) -> Ballot:
    rows = Ballot.objects.select_for_update(of=("self",)).select_related("motion__item__meeting__term")
    ballot = rows.get(pk=ballot.pk)
    if ballot.state != BallotState.CLOSED or ballot.verdict is None:
        raise CoordinationRefusal(_("The ballot is open. Close it first."))
    decided = ballot.verdict["positive"] or (decided_by and ballot.verdict["result"] in _DECIDED)
    if not decided:
        raise CoordinationRefusal(_("The ballot adopted nothing: there is nothing to enter in the register."))
    return ballot


@transaction.atomic
def address_resolution(
    *, resolution: Resolution, addressee: str, answer_due: date | None, watcher: Member | None = None,
    seen_version: int, by: Actor,
) -> Resolution:  # fmt: skip
    """Who is to answer, until when, and who watches over it. Another deadline begins the reminders anew.

    Raises ChangedMeanwhile, CoordinationRefusal, ValidationError.
    """
    if answer_due and not addressee:
        raise CoordinationRefusal(_("Say who is to answer."))
    if watcher and watcher.territory_id != resolution.body.territory_id:
        raise CoordinationRefusal(_("Choose a person of this body."))
    return _change(resolution, "resolution.addressed", seen_version, by, addressee=addressee, answer_due=answer_due,
                   watcher=watcher)  # fmt: skip


@transaction.atomic
def note_answer_reminder(*, resolution: Resolution, kind: Reminder, today: date, by: Actor) -> bool:
    """Claim a reminder of an overdue answer; False when none is due, or somebody has it. The mail goes out after it."""
    current = _locked(resolution)
    if kind not in answer_needs(current, today):
        return False
    claim_reminder(current, current.body, kind, today, by=by, after={"answer_due": current.answer_due})
    return True


@transaction.atomic
def record_answer(
    *, resolution: Resolution, answered_on: date, answer: str, seen_version: int, by: Actor
) -> Resolution:  # fmt: skip
    """What the addressee answered. Raises ChangedMeanwhile, CoordinationRefusal, ValidationError."""
    if answered_on > timezone.localdate():
        raise CoordinationRefusal(_("The day of the answer lies ahead."))
    return _change(resolution, "resolution.answered", seen_version, by, answered_on=answered_on, answer=answer)


@transaction.atomic
def tell_outcome(*, resolution: Resolution, outcome: str, seen_version: int, by: Actor) -> Resolution:
    """What became of it. Raises ChangedMeanwhile, ValidationError."""
    return _change(resolution, "resolution.outcome_told", seen_version, by, outcome=outcome)


@transaction.atomic
def publish_resolution(*, resolution: Resolution, public: bool, by: Actor) -> Resolution:
    """Let anybody read the public facts of an entry, or nobody any more. Pressed twice it changes nothing more."""
    current = _locked(resolution)
    if public == bool(current.published_at):
        return current
    current.published_at = timezone.now() if public else None
    current.save(update_fields=["published_at"])
    record("resolution.published" if public else "resolution.withdrawn", current, current.body, by=by)
    return current


def _locked(resolution: Resolution) -> Resolution:
    rows = Resolution.objects.select_for_update(of=("self",)).select_related("body__territory")
    return rows.get(pk=resolution.pk)


def _change(resolution: Resolution, verb: str, seen_version: int, by: Actor, **values: Any) -> Resolution:
    """Write fields over the version that the page showed; the same values again change nothing."""
    current = _locked(resolution)
    before = {name: getattr(current, name) for name in values}
    if before == values:
        return current
    if current.version != seen_version:
        raise ChangedMeanwhile(before, current.version)
    for name, value in values.items():
        setattr(current, name, value)
    if before.get("answer_due", current.answer_due) != current.answer_due:
        current.reminded_on = current.escalated_on = None
    current.version += 1
    current.full_clean()
    current.save()
    told = [{name: _told(one) for name, one in some.items()} for some in (before, values)]
    record(verb, current, current.body, by=by, before=told[0], after=told[1])
    return current


def _told(value: Any) -> Any:
    """A person by name."""
    return str(value) if isinstance(value, Member) else value
