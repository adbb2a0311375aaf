"""The office's position, and the motion that it becomes: of one application, or of a whole block."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.coordination import services as coordination
from koordynata.coordination.models import AgendaItem, Motion
from koordynata.foundation.audit import Actor, name_in
from koordynata.foundation.errors import ChangedMeanwhile

from ..drafting import draft_reasons
from ..enums import RequestState
from ..errors import OpinionRefusal
from ..kinds import kinds
from ..models import OpinionRequest, Proposal
from .trail import kept, locked, record

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
    check_kind(kind, recommendations)
    working = current.proposals.filter(motion__isnull=True).first()
    if working and working.version != seen_version:
        told: dict[str, object] = {"kind": working.kind, "reasons": working.reasons}
        raise ChangedMeanwhile(
            told | {"recommendations": working.recommendations}, at=working.changed_at, by=working.changed_by
        )
    proposal = working or Proposal(request=current, version=0)
    proposal.kind, proposal.reasons, proposal.recommendations = kind, reasons, recommendations
    proposal.version, proposal.changed_at, proposal.changed_by = proposal.version + 1, timezone.now(), by.audit_label
    kept(proposal)
    record("position_written", current, by=by, after={"kind": kind})
    return proposal


def check_kind(kind: str, recommendations: str) -> None:
    """Raises OpinionRefusal for a kind that does not exist, or that lacks what it must have."""
    known = kinds().get(kind)
    if known is None:
        raise OpinionRefusal(_("This kind of opinion does not exist."))
    if known.needs_recommendations and not recommendations.strip():
        raise OpinionRefusal(_("Say what is recommended."))


@transaction.atomic
def draft_position(*, request: OpinionRequest, kind: str, by: Actor) -> Proposal:
    """A position with reasons drafted from the sheet. One that people wrote stays. Raises OpinionRefusal."""
    current = locked(request)
    working = current.proposals.filter(motion__isnull=True).first()
    if working and working.kind == kind:
        return working
    if working:
        raise OpinionRefusal(_("There is a position already: %s.") % working.kind_info.name)
    sheet = current.evidence.order_by("-version").first()
    if sheet is None:
        raise OpinionRefusal(_("Prepare the evidence first."))
    with override("pl"):  # the language of the document
        reasons = draft_reasons(sheet.sheet)
    return write_position(request=current, kind=kind, reasons=reasons, by=by)


@transaction.atomic
def move_position(*, request: OpinionRequest, by: Actor) -> Motion:
    """Put the position before the body as a motion. Raises OpinionRefusal, CoordinationRefusal."""
    current = locked(request)
    if current.state != RequestState.ON_AGENDA or current.item is None:
        raise OpinionRefusal(_("The application is not on an agenda."))
    proposal = current.proposals.filter(motion__isnull=True).first()
    if proposal is None:
        raise OpinionRefusal(_("Write the position first."))
    found = [(current, proposal)]
    return _moved(current.item, text_of(proposal.kind, found), found, by)


@transaction.atomic
def move_block(*, item: AgendaItem, by: Actor) -> list[Motion]:
    """Put every position of an item to the vote: one motion for each kind of opinion. Pressed twice, nothing is new.

    Raises OpinionRefusal, CoordinationRefusal.
    """
    rows = OpinionRequest.objects.filter(item=item, state=RequestState.ON_AGENDA).order_by("year", "number", "pk")
    chosen = [locked(one) for one in rows]
    lacking = [one.signature for one in chosen if not one.proposals.exists()]
    if lacking:
        raise OpinionRefusal(_("Write the position first: %s.") % ", ".join(lacking))
    by_kind: defaultdict[str, list[tuple[OpinionRequest, Proposal]]] = defaultdict(list)
    for one in chosen:
        if proposal := one.proposals.filter(motion__isnull=True).first():
            by_kind[proposal.kind].append((one, proposal))
    return [_moved(item, text_of(kind, found), found, by) for kind, found in sorted(by_kind.items())]


def text_of(kind: str, found: Sequence[tuple[OpinionRequest, Proposal]]) -> str:
    """What the body decides: one sentence for one application, a numbered list for a block."""
    if len(found) == 1:
        return f"{kinds()[kind].motion_pl} {_about(*found[0], kind)}"
    lines = [
        f"{place}. Wniosek {one.signature}. {_about(one, its, kind)}" for place, (one, its) in enumerate(found, start=1)
    ]
    return "\n".join([kinds()[kind].motion_pl, *lines])


def _about(request: OpinionRequest, proposal: Proposal, kind: str) -> str:
    """The application; what was recommended only where the body decides as was proposed."""
    text = f"Zawód: {request.occupation.name_pl}. Szkoła: {request.school.name}."
    as_proposed = proposal.recommendations and proposal.kind == kind
    return f"{text} {proposal.recommendations}" if as_proposed else text


def _moved(item: AgendaItem, text: str, found: list[tuple[OpinionRequest, Proposal]], by: Actor) -> Motion:
    motion = coordination.move_motion(item=item, text=text, proposed_by=name_in(by.audit_label), by=by)
    for request, proposal in found:
        proposal.motion = motion
        kept(proposal)
        after = {"kind": proposal.kind, "motion": text if len(found) == 1 else _("one of a block of %d") % len(found)}
        record("motion_moved", request, by=by, after=after)
    return motion
