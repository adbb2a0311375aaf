"""The office's position, the vote, the opinion, its delivery."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.coordination import services as coordination
from koordynata.coordination.enums import BallotState
from koordynata.coordination.models import Ballot, Motion
from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import local_day

from ..enums import RequestState
from ..errors import ChangedMeanwhile, OpinionRefusal
from ..kinds import decided_kind, kinds
from ..law import procedure_on
from ..models import Opinion, OpinionRequest, Proposal
from ..need import valid_until
from .trail import kept, locked, move, next_number, record

BEFORE_THE_VOTE = (RequestState.COMPLETE, RequestState.ON_AGENDA)


@transaction.atomic
def write_position(
    *, request: OpinionRequest, kind: str, reasons: str, recommendations: str = "", seen_version: int = 0, by: Actor
) -> Proposal:
    """What the office proposes to the body. `seen_version`: of the text on the page, 0 for the first one.

    Raises ChangedMeanwhile, OpinionRefusal.
    """
    current = locked(request)
    if current.state not in BEFORE_THE_VOTE:
        raise OpinionRefusal(_("A position is written for a complete application that is not decided."))
    _check_kind(kind, recommendations)
    working = current.proposals.filter(motion__isnull=True).first()
    if working and working.version != seen_version:
        told: dict[str, object] = {"kind": working.kind, "reasons": working.reasons}
        raise ChangedMeanwhile(
            told | {"recommendations": working.recommendations}, working.changed_at, working.changed_by
        )
    proposal = working or Proposal(request=current, version=0)
    proposal.kind, proposal.reasons, proposal.recommendations = kind, reasons, recommendations
    proposal.version, proposal.changed_at, proposal.changed_by = proposal.version + 1, timezone.now(), by.audit_label
    kept(proposal)
    record("position_written", current, by=by, after={"kind": kind})
    return proposal


def _check_kind(kind: str, recommendations: str) -> None:
    known = kinds().get(kind)
    if known is None:
        raise OpinionRefusal(_("This kind of opinion does not exist."))
    if known.needs_recommendations and not recommendations.strip():
        raise OpinionRefusal(_("Say what is recommended."))


@transaction.atomic
def move_position(*, request: OpinionRequest, by: Actor) -> Motion:
    """Put the position before the body as a motion. Raises OpinionRefusal, CoordinationRefusal."""
    current = locked(request)
    if current.state != RequestState.ON_AGENDA or current.item is None:
        raise OpinionRefusal(_("The application is not on an agenda."))
    proposal = current.proposals.filter(motion__isnull=True).first()
    if proposal is None:
        raise OpinionRefusal(_("Write the position first."))
    text = f"{proposal.kind_info.motion_pl} Zawód: {current.occupation.name_pl}. Szkoła: {current.school.name}."
    if proposal.recommendations:
        text += f" {proposal.recommendations}"
    motion = coordination.move_motion(item=current.item, text=text, proposed_by=by.audit_label, by=by)
    proposal.motion = motion
    kept(proposal)
    record("motion_moved", current, by=by, after={"kind": proposal.kind, "motion": text})
    return motion


@transaction.atomic
def decide(*, request: OpinionRequest, ballot: Ballot, by: Actor) -> Opinion:
    """Take the opinion from a closed ballot. Pressed twice, it is one opinion. Raises OpinionRefusal.

    An adopted motion gives what it proposed; a rejected one only what data/decisions.csv defines.
    """
    current = locked(request)
    done = Opinion.objects.filter(request=current).first()
    if done and done.ballot_id == ballot.pk:
        return done
    proposal = current.proposals.filter(motion=ballot.motion).first()
    if proposal is None or ballot.motion.item_id != current.item_id:
        raise OpinionRefusal(_("This ballot was not held over this application."))
    if ballot.state != BallotState.CLOSED or ballot.closed_at is None or ballot.verdict is None:
        raise OpinionRefusal(_("The ballot is open. Close it first."))
    day = local_day(ballot.closed_at)
    kind = decided_kind(proposal.kind, ballot.verdict, day)
    if kind is None:
        raise OpinionRefusal(_("The ballot decided nothing: no opinion was adopted. Hold another ballot."))
    return _enter(current, proposal, ballot, kind, day, by)


def _enter(
    request: OpinionRequest, proposal: Proposal, ballot: Ballot, kind: str, day: date, by: Actor
) -> Opinion:  # fmt: skip
    move(request, RequestState.DECIDED)
    body, procedure, as_moved = ballot.motion.item.meeting.term.body, procedure_on(day), kind == proposal.kind
    evidence = request.evidence.filter(frozen_at__isnull=False).order_by("-version").first()
    if evidence is None:
        raise OpinionRefusal(_("No evidence was frozen for this application."))
    opinion = Opinion(
        request=request, region=request.region, year=day.year, number=next_number(Opinion, request.region, day.year),
        kind=kind, giver=body.name, basis=procedure.basis_pl, ballot=ballot, evidence=evidence, decided_on=day,
        reasons=proposal.reasons if as_moved else "", recommendations=proposal.recommendations if as_moved else "",
        valid_until=valid_until(day, procedure.validity_years) if kinds()[kind].allows else None,
    )  # fmt: skip
    kept(opinion)
    kept(request)
    with override("pl"):
        after = {"number": opinion.signature, "kind": opinion.kind_info.name, "valid_until": opinion.valid_until}
    record("decided", request, by=by, after=after | {"sha256": evidence.digest})
    return opinion


@transaction.atomic
def take_note_of_reasons(
    *, opinion: Opinion, reasons: str, recommendations: str, seen_version: int, by: Actor
) -> Opinion:
    """Write the reasons until the delivery. Raises ChangedMeanwhile, OpinionRefusal, ValidationError."""
    current = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if current.delivered_on:
        raise OpinionRefusal(_("The opinion was delivered: it is not changed any more."))
    if current.version != seen_version:
        raise ChangedMeanwhile({"reasons": current.reasons, "recommendations": current.recommendations}, None, "")
    _check_kind(current.kind, recommendations)
    before = {"reasons": current.reasons, "recommendations": current.recommendations}
    current.reasons, current.recommendations = reasons, recommendations
    current.version += 1
    kept(current)
    record("reasons_written", locked(current.request), by=by, before=before,
           after={"reasons": reasons, "recommendations": recommendations})  # fmt: skip
    return current


@transaction.atomic
def deliver(*, opinion: Opinion, way: str, on: date, note: str = "", by: Actor) -> Opinion:
    """Doręczenie. Raises OpinionRefusal, ValidationError."""
    request = locked(opinion.request)
    current = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if current.delivered_on:
        return current
    if not current.reasons.strip():
        raise OpinionRefusal(_("Write the reasons first: an opinion is not delivered without them."))
    if on > local_day(timezone.now()):
        raise OpinionRefusal(_("The day of the delivery lies ahead."))
    move(request, RequestState.DELIVERED)
    current.delivery_way, current.delivered_on, current.delivery_note = way, on, note
    kept(current)
    kept(request)
    record("delivered", request, by=by, after={"number": current.signature, "way": way, "on": on, "note": note})
    return current
