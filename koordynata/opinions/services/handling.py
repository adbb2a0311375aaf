"""What the office does before the vote."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.coordination import services as coordination
from koordynata.coordination.enums import ItemKind
from koordynata.coordination.models import Meeting
from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import deadline, local_day

from ..enums import WITH_THE_OFFICE, RequestState
from ..errors import OpinionRefusal
from ..evidence import build_sheet, digest_of
from ..law import procedure_on
from ..models import Attachment, Evidence, OpinionRequest, PriorOpinion
from .trail import kept, locked, move, record


@transaction.atomic
def return_for_completion(*, request: OpinionRequest, what: str, by: Actor) -> OpinionRequest:
    """Wezwanie do uzupełnienia: what, and until when; the office's clock stands still. Raises OpinionRefusal."""
    current = locked(request)
    if not what.strip():
        raise OpinionRefusal(_("Say what is to be completed."))
    move(current, RequestState.RETURNED)
    now = timezone.now()
    current.returned_at, current.to_complete = now, what.strip()
    current.completion_due = deadline(now, procedure_on(local_day(now)).completion_working_days)
    kept(current)
    record("returned", current, by=by, after={"what": what, "until": current.completion_due})
    return current


@transaction.atomic
def accept_as_complete(*, request: OpinionRequest, by: Actor) -> OpinionRequest:
    """The formal check found nothing missing. Raises OpinionRefusal."""
    current = locked(request)
    if current.state == RequestState.COMPLETE:
        return current
    move(current, RequestState.COMPLETE)
    current.to_complete, current.keeper = "", by.audit_label
    kept(current)
    record("complete", current, by=by)
    return current


@transaction.atomic
def prepare_evidence(*, request: OpinionRequest, by: Actor) -> Evidence:
    """Build the sheet as the data stand now. The same data write nothing. Raises OpinionRefusal."""
    current = locked(request)
    if current.state not in WITH_THE_OFFICE:
        raise OpinionRefusal(_("Evidence is prepared for an application that was submitted and is not decided."))
    sheet = build_sheet(current, local_day(timezone.now()))
    digest = digest_of(sheet)
    working = current.evidence.filter(frozen_at__isnull=True).first()
    if working and working.digest == digest:
        return working
    last = current.evidence.order_by("-version").first()
    evidence = working or Evidence(request=current, version=last.version + 1 if last else 1)
    evidence.sheet, evidence.digest = sheet, digest
    evidence.prepared_at, evidence.prepared_by = timezone.now(), by.audit_label
    kept(evidence)
    record("evidence_prepared", current, by=by, after={"version": evidence.version, "sha256": digest})
    return evidence


@transaction.atomic
def put_before_body(*, request: OpinionRequest, meeting: Meeting, rapporteur: str = "", by: Actor) -> OpinionRequest:
    """Put the application on an agenda and freeze its evidence. Raises OpinionRefusal, CoordinationRefusal."""
    current = locked(request)
    if current.state == RequestState.ON_AGENDA and current.item and current.item.meeting_id == meeting.pk:
        return current
    _check_body(current, meeting)
    move(current, RequestState.ON_AGENDA)
    evidence = _frozen(current)
    title = _("Opinion: %(occupation)s – %(school)s") % {
        "occupation": current.occupation.name_pl, "school": current.school.name,
    }  # fmt: skip
    current.item = coordination.put_on_agenda(
        meeting=meeting, title=title[:300], origin=origin_of(current), kind=ItemKind.OPINION, rapporteur=rapporteur,
        by=by,
    )  # fmt: skip
    kept(current)
    after = {"meeting": str(meeting), "evidence": evidence.version, "sha256": evidence.digest}
    record("on_agenda", current, by=by, after=after)
    return current


def origin_of(request: OpinionRequest) -> str:
    """How agenda items name an application."""
    return f"opinions:{request.pk}"


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


@transaction.atomic
def record_prior_opinion(
    *, request: OpinionRequest, source: str, body_name: str, stance: str, given_on: date, act: str = "", text: str = "",
    attachment: Attachment | None = None, by: Actor,
) -> PriorOpinion:  # fmt: skip
    """Record what a working group or a council said before the vote. Raises OpinionRefusal, ValidationError."""
    current = locked(request)
    if current.state not in WITH_THE_OFFICE:
        raise OpinionRefusal(_("Positions are recorded between the submission and the vote."))
    if given_on > local_day(timezone.now()):
        raise OpinionRefusal(_("The position was not given yet."))
    values: dict[str, Any] = {
        "source": source,
        "body_name": body_name,
        "stance": stance,
        "given_on": given_on,
        "act": act,
    }
    prior = PriorOpinion(request=current, text=text, attachment=attachment, **values)
    kept(prior)
    record("prior_opinion_recorded", current, by=by, after=values | {"act": act})
    return prior
