"""What the school does: start, write, submit, withdraw, apply again."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor, differences
from koordynata.foundation.stale import changed_by_another
from koordynata.foundation.working_days import add, count, deadline, local_day
from koordynata.reference.models import Occupation, SchoolType, Territory
from koordynata.registry.models import Institution

from ..enums import WITH_THE_SCHOOL, RequestState, SchoolKind
from ..errors import Incomplete, OpinionRefusal
from ..law import procedure_on
from ..models import Attachment, OpinionRequest, Partner, Resource
from ..queries.completeness import missing
from ..queries.values import EDITABLE, values_of
from .trail import kept, locked, move, next_number, record

Part = TypeVar("Part", Attachment, Partner, Resource)


@transaction.atomic
def start_request(
    *, school: Institution, occupation: Occupation, school_type: SchoolType, start_year: int, by: Actor, **values: Any
) -> OpinionRequest:
    """Start an application; what the register knows is filled in. Raises OpinionRefusal, ValidationError."""
    if occupation.withdrawn_run_id or school_type.code not in occupation.school_type_codes:
        raise OpinionRefusal(_("This type of school does not teach this occupation."))
    request = OpinionRequest(
        school=school, occupation=occupation, school_type=school_type, start_year=start_year,
        region=_region_of(school), school_kind=kind_of(school), started_by=by.audit_label, **values,
    )  # fmt: skip
    kept(request)
    after = values_of(request) | {"school": school.name, "occupation": occupation.code}
    record("started", request, by=by, after=after)
    return request


def _region_of(school: Institution) -> Territory:
    region = Territory.objects.filter(code=school.territory.voivodeship_code).first()
    if region is None:
        raise OpinionRefusal(_("The school has no voivodeship in the register. Correct the register first."))
    return region


def kind_of(school: Institution) -> SchoolKind:
    """Public or non-public, as the register says; where it says nothing, public."""
    return SchoolKind.NON_PUBLIC if school.public_status.lower().startswith("niepubliczn") else SchoolKind.PUBLIC


def writable(request: OpinionRequest) -> OpinionRequest:
    """The application, locked, while the school may write. Raises OpinionRefusal."""
    current = locked(request)
    if current.state not in WITH_THE_SCHOOL:
        raise OpinionRefusal(_("The application was submitted: it is not changed any more."))
    return current


@transaction.atomic
def change_request(
    *, request: OpinionRequest, values: Mapping[str, Any], seen_version: int, by: Actor
) -> OpinionRequest:
    """Change the content, unless somebody changed it since the form was opened.

    A save without changes writes nothing. Raises ChangedMeanwhile, OpinionRefusal, ValidationError.
    """
    current = writable(request)
    before = values_of(current)
    if current.version != seen_version:
        raise changed_by_another(before, "opinion_request", current.pk)
    for name in EDITABLE:
        if name in values:
            setattr(current, name, values[name])
    old, new = differences(before, values_of(current))
    if new:
        current.version += 1
        kept(current)
        record("changed", current, by=by, before=old, after=new)
    return current


@transaction.atomic
def submit(*, request: OpinionRequest, by: Actor) -> OpinionRequest:
    """Submit, for the first time or completed: number, receipt, clock. Raises Incomplete, OpinionRefusal."""
    current = locked(request)
    if current.state == RequestState.SUBMITTED:
        return current  # pressed twice
    now = timezone.now()
    today = local_day(now)
    lacking = [one.words for one in missing(current, today)]
    if lacking:
        raise Incomplete(_("Something is missing: %s.") % "; ".join(lacking), lacking)
    completed = current.state == RequestState.RETURNED
    move(current, RequestState.SUBMITTED)
    if completed:
        _clock_goes_on(current, now)
    else:
        _clock_starts(current, now)
    current.submitted_by = by.audit_label
    kept(current)
    after = {"number": current.signature, "due": current.due}
    record("completed_by_school" if completed else "submitted", current, by=by, after=after)
    return current


def _clock_starts(request: OpinionRequest, now: Any) -> None:
    today = local_day(now)
    request.number, request.year = next_number(OpinionRequest, request.region, today.year), today.year
    request.submitted_at = now
    request.due = deadline(now, procedure_on(today).opinion_working_days)


def _clock_goes_on(request: OpinionRequest, now: Any) -> None:
    """The working days that the school took for the completion are not the office's."""
    if request.returned_at and request.due:
        request.due = add(request.due, max(0, count(local_day(request.returned_at), local_day(now))))
    request.returned_at = request.completion_due = None


@transaction.atomic
def withdraw(*, request: OpinionRequest, reason: str = "", by: Actor) -> OpinionRequest:
    """Withdraw, as long as nothing is decided. Raises OpinionRefusal."""
    current = locked(request)
    if current.state == RequestState.WITHDRAWN:
        return current
    before = {"state": current.state}
    move(current, RequestState.WITHDRAWN)
    current.withdrawn_at, current.withdrawal_reason, current.item = timezone.now(), reason, None
    kept(current)
    record("withdrawn", current, by=by, before=before, after={"reason": reason})
    return current


@transaction.atomic
def start_again(*, request: OpinionRequest, by: Actor) -> OpinionRequest:
    """A new application with the content of one that was withdrawn or decided; the files are the same ones."""
    old = locked(request)
    new = start_request(
        school=old.school, occupation=old.occupation, school_type=old.school_type, start_year=old.start_year + 1,
        previous=old, places=old.places, young_workers_only=old.young_workers_only, reasons=old.reasons,
        main_occupation=old.main_occupation, programme=old.programme, is_sample=old.is_sample, by=by,
    )  # fmt: skip
    letters = {was.pk: copied(was, new) for was in old.attachments.order_by("pk")}
    for resource in old.resources.order_by("pk"):
        copied(resource, new)
    for partner in old.partners.order_by("pk"):
        copied(partner, new, letter=letters.get(partner.letter_id or 0))
    return new


def copied(part: Part, request: OpinionRequest, **values: Any) -> Part:
    """The same part of another application."""
    names = [field.attname for field in part._meta.concrete_fields if not field.primary_key]
    taken = {name: getattr(part, name) for name in names}
    new = type(part)(**taken)
    for name, value in {"request": request, **values}.items():
        setattr(new, name, value)
    new.save()
    return new
