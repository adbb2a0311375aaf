"""Appointments, resignations, suspensions."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import MandateEnd, MandateFunction
from ..errors import CoordinationRefusal
from ..models import Mandate, Member, Seat, Suspension
from .people import NewPerson, entered
from .seats import locked_seat
from .trail import record


@transaction.atomic
def appoint(
    *, seat: Seat, member: Member | NewPerson, starts: datetime, function: str = MandateFunction.MEMBER,
    appointed_by: str = "", by: Actor,
) -> Mandate:  # fmt: skip
    """Fill a vacant seat until the end of its term. Raises CoordinationRefusal, ValidationError."""
    seat = locked_seat(seat)
    _check_vacant(seat, starts)
    person = entered(member, seat.term.body.territory, by)
    _check_one_vote(seat, person, starts)
    _check_function(seat, function, starts)
    mandate = Mandate(seat=seat, member=person, starts=starts, ends=seat.term.ends, function=function,
                      appointed_by=appointed_by)  # fmt: skip
    mandate.full_clean()
    mandate.save()
    after = {"seat": seat.number, "person": person.name, "function": function, "by": appointed_by, "since": starts}
    record("mandate.appointed", mandate, seat.term.body, by=by, after=after)
    return mandate


def _check_vacant(seat: Seat, starts: datetime) -> None:
    if starts < seat.term.starts or (seat.term.ends and starts >= seat.term.ends):
        raise CoordinationRefusal(_("That day lies outside the term."))
    if seat.mandates.exclude(ends__lte=starts).exists():
        raise CoordinationRefusal(_("The seat is filled at that time. End the mandate in force first."))


def _check_one_vote(seat: Seat, member: Member, starts: datetime) -> None:
    twice = Mandate.objects.filter(seat__term=seat.term, member=member, seat__voting=True).exclude(ends__lte=starts)
    if seat.voting and twice.exists():
        raise CoordinationRefusal(_("This person holds another seat of the body at that time."))


def _check_function(seat: Seat, function: str, at: datetime) -> None:
    others = Mandate.objects.filter(seat__term=seat.term, function=function).exclude(ends__lte=at)
    if function == MandateFunction.CHAIR and others.exists():
        raise CoordinationRefusal(_("The body has a chair at that time."))


def locked_mandate(mandate: Mandate) -> Mandate:
    """The mandate as it stands, for one writer at a time."""
    rows = Mandate.objects.select_for_update(of=("self",)).select_related("seat__term__body__territory", "member")
    return rows.get(pk=mandate.pk)


@transaction.atomic
def end_mandate(*, mandate: Mandate, ends: datetime, reason: str = MandateEnd.RESIGNATION, by: Actor) -> Mandate:
    """A member resigns or is dismissed in the middle of the term. Raises CoordinationRefusal, ValidationError."""
    mandate = locked_mandate(mandate)
    if mandate.ends is not None and mandate.ends <= ends:
        raise CoordinationRefusal(_("This mandate has ended by then already."))
    before, mandate.ends, mandate.end_reason = mandate.ends, ends, reason
    mandate.full_clean()
    mandate.save()
    record("mandate.ended", mandate, mandate.seat.term.body, by=by, before={"until": before} if before else None,
           after={"until": ends, "reason": reason})  # fmt: skip
    return mandate


@transaction.atomic
def suspend_mandate(
    *, mandate: Mandate, starts: datetime, ends: datetime | None = None, reason: str = "", by: Actor
) -> Suspension:
    """Suspend a mandate for a time, or until it is resumed. Raises CoordinationRefusal, ValidationError."""
    mandate = locked_mandate(mandate)
    if starts < mandate.starts or (mandate.ends and starts >= mandate.ends):
        raise CoordinationRefusal(_("That day lies outside the mandate."))
    begun = Q(starts__lt=ends) if ends else Q()
    if mandate.suspensions.filter(begun).exclude(ends__lte=starts).exists():
        raise CoordinationRefusal(_("The mandate is suspended at that time already."))
    suspension = Suspension(mandate=mandate, starts=starts, ends=ends, reason=reason)
    suspension.full_clean()
    suspension.save()
    after = {"since": starts, "until": ends, "reason": reason}
    record("mandate.suspended", mandate, mandate.seat.term.body, by=by, after=after)
    return suspension


@transaction.atomic
def resume_mandate(*, mandate: Mandate, at: datetime, by: Actor) -> bool:
    """End what suspends a mandate at that moment; whether anything did."""
    mandate = locked_mandate(mandate)
    holding = mandate.suspensions.filter(starts__lte=at).exclude(ends__lte=at)
    resumed = bool(holding.update(ends=at))
    if resumed:
        record("mandate.resumed", mandate, mandate.seat.term.body, by=by, after={"at": at})
    return resumed
