"""The opinion, taken from a closed ballot."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.coordination import services as coordination
from koordynata.coordination.enums import ActKind, BallotState
from koordynata.coordination.models import Ballot, Resolution
from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import local_day

from ..enums import RequestState
from ..errors import OpinionRefusal
from ..kinds import decided_kind, kinds, note_on_decisions
from ..law import procedure_on
from ..models import Evidence, Opinion, OpinionRequest, Proposal
from ..need import valid_until
from .agenda import origin_of
from .moving import text_of
from .trail import kept, locked, move, next_number, record


@transaction.atomic
def decide(*, request: OpinionRequest, ballot: Ballot | None = None, by: Actor) -> Opinion:
    """Take the opinion from a closed ballot, the newest over it where none is named. Pressed twice, it is one opinion.

    An adopted motion gives what it proposed; a rejected one only what data/decisions.csv defines. Raises
    OpinionRefusal.
    """
    current, ballot = locked(request), ballot or _newest_ballot(request)
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


def _newest_ballot(request: OpinionRequest) -> Ballot:
    """The last closed ballot over a position of the office. Raises OpinionRefusal."""
    motions = request.proposals.filter(motion__isnull=False).values("motion")
    found = Ballot.objects.filter(motion__in=motions, state=BallotState.CLOSED).order_by("-closed_at", "-pk")
    ballot = found.select_related("motion__item__meeting__term__body").first()
    if ballot is None:
        raise OpinionRefusal(_("No ballot over this application was closed yet."))
    return ballot


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
        resolution=_entered(request, ballot, kind, by),
    )  # fmt: skip
    kept(opinion)
    kept(request)
    with override("pl"):
        after = {"number": opinion.signature, "kind": opinion.kind_info.name, "valid_until": opinion.valid_until}
    record("decided", request, by=by, after=after | {"sha256": evidence.digest})
    return opinion


def _entered(request: OpinionRequest, ballot: Ballot, kind: str, by: Actor) -> Resolution:
    """The entry in the body's register: one for a ballot, however many applications it was about."""
    if done := Resolution.objects.filter(ballot=ballot).first():
        return done
    together = list(
        Proposal.objects.filter(motion=ballot.motion).select_related("request__occupation", "request__school")
        .order_by("request__year", "request__number", "pk")
    )  # fmt: skip
    sheets = Evidence.objects.filter(request__in=[one.request_id for one in together], frozen_at__isnull=False)
    newest = {one.request_id: one for one in sheets.order_by("version")}
    as_moved = bool((ballot.verdict or {}).get("positive"))
    with override("pl"):
        rule = "" if as_moved else note_on_decisions()[:200]
    return coordination.enter_resolution(
        ballot=ballot, kind=ActKind.OPINION, by=by, origin=origin_of(request) if len(together) == 1 else "",
        text=ballot.motion.text if as_moved else text_of(kind, [(one.request, one) for one in together]),
        decided_by=rule,
        evidence=[
            {"title": f"Arkusz dowodów do wniosku {one.request.signature}", "digest": newest[one.request_id].digest}
            for one in together if one.request_id in newest
        ],
    )  # fmt: skip


@transaction.atomic
def decide_block(*, ballot: Ballot, by: Actor) -> list[Opinion]:
    """Take from a closed ballot the opinion on every application that its motion was about. Raises OpinionRefusal."""
    voted_on = Proposal.objects.filter(motion=ballot.motion).values("request")
    rows = OpinionRequest.objects.filter(pk__in=voted_on, state=RequestState.ON_AGENDA, item=ballot.motion.item)
    return [decide(request=one, ballot=ballot, by=by) for one in rows.order_by("year", "number", "pk")]
