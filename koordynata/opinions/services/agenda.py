"""Onto an agenda and off it: alone, or many in one item. The evidence is frozen with it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.coordination import services as coordination
from koordynata.coordination.enums import ItemKind
from koordynata.coordination.models import AgendaItem, Meeting
from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import local_day

from ..enums import RequestState
from ..errors import OpinionRefusal
from ..evidence import digest_of
from ..law import procedure_on
from ..models import Evidence, OpinionRequest
from .trail import each, kept, locked, move, record

LARGEST_BLOCK = 200
LANGUAGE = "pl"  # of agendas, whoever writes them


@transaction.atomic
def put_before_body(*, request: OpinionRequest, meeting: Meeting, rapporteur: str = "", by: Actor) -> OpinionRequest:
    """Put the application on an agenda and freeze its evidence. Raises OpinionRefusal, CoordinationRefusal."""
    current = locked(request)
    if _is_there(current, meeting):
        return current
    evidence = _made_ready(current, meeting)
    item = _item(meeting, _title(current), origin_of(current), rapporteur, by)
    _enter(current, item, evidence, by)
    return current


@transaction.atomic
def put_block_before_body(
    *, requests: Iterable[OpinionRequest], meeting: Meeting, title: str = "", rapporteur: str = "", by: Actor
) -> AgendaItem:
    """Put many applications into one item; each keeps its evidence, its opinion and its number.

    All or none: what is not ready is named. Raises OpinionRefusal, CoordinationRefusal.
    """
    chosen = [locked(one) for one in requests]
    if not 2 <= len(chosen) <= LARGEST_BLOCK:
        raise OpinionRefusal(_("A block has from 2 to %d applications.") % LARGEST_BLOCK)
    if chosen[0].item and all(_is_there(one, meeting) and one.item_id == chosen[0].item_id for one in chosen):
        return chosen[0].item
    sheets = each(chosen, lambda one: _made_ready(one, meeting))
    with override(LANGUAGE):
        words = title.strip() or _("Opinions in a block: %d applications") % len(chosen)
    item = _item(meeting, words, f"opinions:block-{chosen[0].pk}", rapporteur, by)
    for one in chosen:
        _enter(one, item, sheets[one.pk], by)
    return item


@transaction.atomic
def treat_apart(*, request: OpinionRequest, by: Actor) -> OpinionRequest:
    """Out of its block into an item of its own at the same meeting. Raises OpinionRefusal, CoordinationRefusal."""
    current = locked(request)
    if current.state != RequestState.ON_AGENDA or current.item is None:
        raise OpinionRefusal(_("The application is not on an agenda."))
    if current.item.origin == origin_of(current):
        return current
    if current.proposals.filter(motion__item=current.item).exists():
        raise OpinionRefusal(_("The application was put to the vote with its block already."))
    block = current.item
    current.item = _item(block.meeting, _title(current), origin_of(current), block.rapporteur, by)
    kept(current)
    record("treated_apart", current, by=by, after={"meeting": str(block.meeting)})
    return current


@transaction.atomic
def take_off_agenda(*, request: OpinionRequest, reason: str, by: Actor) -> OpinionRequest:
    """The item was put off or taken off: the application waits for another meeting. Raises OpinionRefusal."""
    current = locked(request)
    meeting = str(current.item.meeting) if current.item else ""
    move(current, RequestState.COMPLETE)
    current.item = None
    kept(current)
    record("off_agenda", current, by=by, before={"meeting": meeting}, after={"reason": reason})
    return current


def origin_of(request: OpinionRequest) -> str:
    """How agenda items name an application."""
    return f"opinions:{request.pk}"


def _is_there(request: OpinionRequest, meeting: Meeting) -> bool:
    item = request.item
    return request.state == RequestState.ON_AGENDA and item is not None and item.meeting_id == meeting.pk


def _title(request: OpinionRequest) -> str:
    words = {"occupation": request.occupation.name_pl, "school": request.school.name}
    with override(LANGUAGE):
        return (_("Opinion: %(occupation)s – %(school)s") % words)[:300]


def _item(meeting: Meeting, title: str, origin: str, rapporteur: str, by: Actor) -> AgendaItem:
    return coordination.put_on_agenda(
        meeting=meeting, title=title, origin=origin, kind=ItemKind.OPINION, rapporteur=rapporteur, by=by
    )


def _made_ready(request: OpinionRequest, meeting: Meeting) -> Evidence:
    """Moved on, its evidence frozen. Raises OpinionRefusal."""
    _check_body(request, meeting)
    move(request, RequestState.ON_AGENDA)
    return _frozen(request)


def _enter(request: OpinionRequest, item: AgendaItem, evidence: Evidence, by: Actor) -> None:
    request.item = item
    kept(request)
    after = {"meeting": str(item.meeting), "evidence": evidence.version, "sha256": evidence.digest}
    record("on_agenda", request, by=by, after=after)


def _check_body(request: OpinionRequest, meeting: Meeting) -> None:
    body, procedure = meeting.term.body, procedure_on(local_day(meeting.starts))
    if body.territory_id != request.region_id:
        raise OpinionRefusal(_("This body belongs to another region."))
    if body.kind != procedure.giver:
        raise OpinionRefusal(_("On that day the opinion is given by: %s.") % procedure.name)


def _frozen(request: OpinionRequest) -> Evidence:
    evidence = request.evidence.order_by("-version").first()
    if evidence is None:
        raise OpinionRefusal(_("Prepare the evidence first."))
    if evidence.frozen_at is None:
        if evidence.digest != digest_of(evidence.sheet):
            raise OpinionRefusal(_("The sheet does not match its hash. Prepare the evidence again."))
        evidence.frozen_at = timezone.now()
        kept(evidence)
    return evidence
