"""The formal check, and the evidence."""

from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import deadline, local_day

from ..enums import WITH_THE_OFFICE, RequestState
from ..errors import OpinionRefusal
from ..evidence import build_sheet, digest_of
from ..evidence.reading import AGAINST, FOR
from ..law import procedure_on
from ..models import Evidence, OpinionRequest
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
    return draw_up(current, local_day(timezone.now()), by)


def draw_up(request: OpinionRequest, day: date, by: Actor) -> Evidence:
    """The working sheet as of a day, written where it differs from the one that is there."""
    sheet = build_sheet(request, day)
    digest = digest_of(sheet)
    working = request.evidence.filter(frozen_at__isnull=True).first()
    if working and working.digest == digest:
        return working
    last = request.evidence.order_by("-version").first()
    evidence = working or Evidence(request=request, version=last.version + 1 if last else 1)
    evidence.sheet, evidence.digest = sheet, digest
    readings = Counter(answer["reading"] for answer in sheet["questions"])
    evidence.speaks_for, evidence.speaks_against = readings[FOR], readings[AGAINST]
    evidence.prepared_at, evidence.prepared_by = timezone.now(), by.audit_label
    kept(evidence)
    record("evidence_prepared", request, by=by, after={"version": evidence.version, "sha256": digest})
    return evidence
