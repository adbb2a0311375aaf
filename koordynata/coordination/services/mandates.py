"""Seats, appointments, resignations, substitutes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import MandateEnd, MandateFunction
from ..errors import CoordinationRefusal
from ..models import Mandate, Member, Seat, Substitute, Suspension, Term
from ..sides import sides
from .trail import record


@transaction.atomic
def add_member(*, by: Actor, **values: Any) -> Member:
    """Enter a person. Raises ValidationError."""
    member = Member(**values)
    member.full_clean()
    member.save()
    return member


@transaction.atomic
def add_seat(
    *, term: Term, side: str, organisation: str = "", institution: Any = None, voting: bool = True, by: Actor
) -> Seat:
    """Add a seat at the end of the list. Raises CoordinationRefusal."""
    if side not in sides():
        raise CoordinationRefusal(_("This side is not on the list of sides."))
    term = Term.objects.select_for_update(of=("self",)).select_related("body__territory").get(pk=term.pk)
    last = term.seats.order_by("-number").first()
    seat = Seat.objects.create(term=term, number=last.number + 1 if last else 1, side=side, organisation=organisation,
                               institution=institution, voting=voting)  # fmt: skip
    record("seat.added", seat, term.body, by=by, after={"side": side, "organisation": organisation, "voting": voting})
    return seat


@transaction.atomic
def appoint(
    *, seat: Seat, member: Member, starts: datetime, function: str = MandateFunction.MEMBER,
    appointed_by: str = "", by: Actor,
) -> Mandate:  # fmt: skip
    """Fill a vacant seat. Raises CoordinationRefusal, ValidationError."""
    seat = _locked_seat(seat)
    if seat.mandates.exclude(ends__lte=starts).exists():
        raise CoordinationRefusal(_("The seat is filled at that time. End the mandate in force first."))
    twice = Mandate.objects.filter(seat__term=seat.term, member=member, seat__voting=True).exclude(ends__lte=starts)
    if seat.voting and twice.exists():
        raise CoordinationRefusal(_("This person holds another seat of the body at that time."))
    _check_function(seat, function, starts)
    mandate = Mandate(seat=seat, member=member, starts=starts, function=function, appointed_by=appointed_by)
    mandate.full_clean()
    mandate.save()
    after = {"seat": seat.number, "person": member.name, "function": function, "by": appointed_by, "since": starts}
    record("mandate.appointed", mandate, seat.term.body, by=by, after=after)
    return mandate


def _locked_seat(seat: Seat) -> Seat:
    rows = Seat.objects.select_for_update(of=("self",)).select_related("term__body__territory")
    return rows.get(pk=seat.pk)


def _check_function(seat: Seat, function: str, at: datetime) -> None:
    others = Mandate.objects.filter(seat__term=seat.term, function=function).exclude(ends__lte=at)
    if function == MandateFunction.CHAIR and others.exists():
        raise CoordinationRefusal(_("The body has a chair at that time."))


@transaction.atomic
def end_mandate(*, mandate: Mandate, ends: datetime, reason: str = MandateEnd.RESIGNATION, by: Actor) -> Mandate:
    """A member resigns or is dismissed in the middle of the term. Raises CoordinationRefusal, ValidationError."""
    mandate = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("seat__term__body__territory", "member")
        .get(pk=mandate.pk)
    )
    if mandate.ends is not None:
        raise CoordinationRefusal(_("This mandate has ended already."))
    mandate.ends, mandate.end_reason = ends, reason
    mandate.full_clean()
    mandate.save()
    record("mandate.ended", mandate, mandate.seat.term.body, by=by, after={"until": ends, "reason": reason})
    return mandate


@transaction.atomic
def suspend_mandate(
    *, mandate: Mandate, starts: datetime, ends: datetime | None = None, reason: str = "", by: Actor
) -> Suspension:
    """Suspend a mandate for a time, or until it is resumed. Raises ValidationError."""
    suspension = Suspension(mandate=mandate, starts=starts, ends=ends, reason=reason)
    suspension.full_clean()
    suspension.save()
    after = {"since": starts, "until": ends, "reason": reason}
    record("mandate.suspended", mandate, mandate.seat.term.body, by=by, after=after)
    return suspension


@transaction.atomic
def resume_mandate(*, mandate: Mandate, at: datetime, by: Actor) -> None:
    """End what suspends a mandate; where nothing does, nothing happens."""
    open_ones = mandate.suspensions.filter(ends__isnull=True, starts__lte=at)
    if open_ones.update(ends=at):
        record("mandate.resumed", mandate, mandate.seat.term.body, by=by, after={"at": at})


@transaction.atomic
def name_substitute(*, mandate: Mandate, member: Member, by: Actor) -> Substitute:
    """Add a substitute after those already named. Raises CoordinationRefusal, ValidationError."""
    mandate = (
        Mandate.objects.select_for_update(of=("self",)).select_related("seat__term__body__territory").get(pk=mandate.pk)
    )
    if mandate.member_id == member.pk:
        raise CoordinationRefusal(_("Nobody stands in for themselves."))
    last = mandate.substitutes.order_by("-order").first()
    substitute = Substitute(mandate=mandate, member=member, order=last.order + 1 if last else 1)
    substitute.full_clean()
    substitute.save()
    after = {"seat": mandate.seat.number, "person": member.name, "order": substitute.order}
    record("substitute.named", substitute, mandate.seat.term.body, by=by, after=after)
    return substitute


@transaction.atomic
def remove_substitute(*, substitute: Substitute, by: Actor) -> None:
    """Take a substitute off; a second click finds nothing and does nothing."""
    gone = Substitute.objects.select_related("mandate__seat__term__body__territory", "member").filter(pk=substitute.pk)
    found = gone.first()
    if found is None:
        return
    body = found.mandate.seat.term.body
    record("substitute.removed", found, body, by=by, before={"person": found.member.name, "order": found.order})
    found.delete()
