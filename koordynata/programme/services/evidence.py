"""Files that prove a value: attached while it is written, taken off while it is written."""

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation import files
from koordynata.foundation.audit import Actor

from ..errors import ProgrammeRefusal
from ..models import Actual, Evidence, Milestone, Reached
from .locking import locked
from .trail import record


@transaction.atomic
def attach_evidence(*, actual: Actual, name: str, content: bytes, by: Actor) -> Evidence:
    """Attach a file to a value. Raises FileRefused, ProgrammeRefusal once it is submitted, ValidationError."""
    current = _written(actual)
    file = files.keep(content, name)
    programme = current.period.programme
    evidence = Evidence(programme=programme, actual=current, **file.columns(), added_by=by.audit_label)
    evidence.full_clean()
    evidence.save()
    after = {"actual": current.pk, "file": file.name, "sha256": file.digest}
    record("evidence.attached", evidence, programme, by=by, after=after)
    return evidence


@transaction.atomic
def detach_evidence(*, evidence: Evidence, by: Actor) -> None:
    """Take a file off a value. Raises ProgrammeRefusal once it is submitted."""
    if evidence.actual is None:
        raise ProgrammeRefusal(_("This file proves a milestone."))
    current = _written(evidence.actual)
    told = {"file": evidence.file_name, "sha256": evidence.digest}
    record("evidence.detached", evidence, current.period.programme, by=by, before=told)
    evidence.delete()


@transaction.atomic
def prove_milestone(*, milestone: Milestone, name: str, content: bytes, by: Actor) -> Evidence:
    """Attach a file to a milestone that was reached; the same content stays one.

    Raises FileRefused, ProgrammeRefusal while it is not reached, ValidationError.
    """
    strand = locked(milestone.element.strand, "programme__territory")
    if not Reached.objects.filter(uid=milestone.uid).exists():
        raise ProgrammeRefusal(_("Say first that the milestone was reached."))
    file, programme = files.keep(content, name), strand.programme
    known = Evidence.objects.filter(programme=programme, milestone=milestone.uid, digest=file.digest).first()
    if known is not None:
        return known
    evidence = Evidence(programme=programme, milestone=milestone.uid, **file.columns(), added_by=by.audit_label)
    evidence.full_clean()
    evidence.save()
    after = {"file": file.name, "sha256": file.digest}
    record("milestone.proved", milestone, programme, by=by, after=after, about=strand)
    return evidence


def _written(actual: Actual) -> Actual:
    current = locked(actual, "period__programme__territory")
    if not current.may_be_written or current.period.is_closed:
        raise ProgrammeRefusal(_("The value has been submitted. Its evidence can no longer be changed."))
    return current
