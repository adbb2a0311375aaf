"""Seats of a term, and organisations asked whom they delegate."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.numbering import next_number
from koordynata.foundation.stale import check_seen, values_of

from ..errors import CoordinationRefusal
from ..models import CandidateRequest, Seat, Term
from ..sides import sides
from .trail import record

EDITABLE = ("side", "organisation")


def _check_side(side: str) -> None:
    if side not in sides():
        raise CoordinationRefusal(_("This side is not on the list of sides."))


@transaction.atomic
def add_seat(
    *, term: Term, side: str, organisation: str = "", institution: Any = None, voting: bool = True, by: Actor
) -> Seat:
    """Add a seat at the end of the list. Raises CoordinationRefusal."""
    _check_side(side)
    term = Term.objects.select_for_update(of=("self",)).select_related("body__territory").get(pk=term.pk)
    seat = Seat.objects.create(term=term, number=next_number(term.seats.all()), side=side, organisation=organisation,
                               institution=institution, voting=voting)  # fmt: skip
    record("seat.added", seat, term.body, by=by, after={"side": side, "organisation": organisation, "voting": voting})
    return seat


def locked_seat(seat: Seat) -> Seat:
    """The seat as it stands, for one writer at a time."""
    rows = Seat.objects.select_for_update(of=("self",)).select_related("term__body__territory")
    return rows.get(pk=seat.pk)


@transaction.atomic
def change_seat(*, seat: Seat, seen_version: str, side: str, organisation: str, by: Actor) -> Seat:
    """Correct side or organisation; whether a seat has a vote stands for its term. Raises ChangedMeanwhile,
    CoordinationRefusal."""
    _check_side(side)
    seat = locked_seat(seat)
    check_seen(seat, EDITABLE, seen_version)
    before, after = values_of(seat, EDITABLE), {"side": side, "organisation": organisation}
    if before != after:
        seat.side, seat.organisation = side, organisation
        seat.save(update_fields=list(EDITABLE))
        record("seat.changed", seat, seat.term.body, by=by, before=before, after=after)
    return seat


@transaction.atomic
def ask_for_candidate(
    *, seat: Seat, organisation: str, due: date, asked_on: date | None = None, case_number: str = "", by: Actor
) -> CandidateRequest:
    """Note that an organisation was asked to name somebody. Raises ValidationError."""
    seat = locked_seat(seat)
    request = CandidateRequest(seat=seat, organisation=organisation, due=due, case_number=case_number,
                               asked_on=asked_on or timezone.localdate())  # fmt: skip
    request.full_clean()
    request.save()
    after = {"seat": seat.number, "organisation": organisation, "until": due}
    record("candidate.asked", request, seat.term.body, by=by, after=after)
    return request


@transaction.atomic
def record_candidate(
    *, request: CandidateRequest, answered_on: date, candidate: str = "", note: str = "", by: Actor
) -> CandidateRequest:
    """Note the answer: a name, or nobody. Raises CoordinationRefusal, ValidationError."""
    rows = CandidateRequest.objects.select_for_update(of=("self",)).select_related("seat__term__body__territory")
    request = rows.get(pk=request.pk)
    if request.answered_on is not None:
        raise CoordinationRefusal(_("The answer was noted already."))
    request.answered_on, request.candidate, request.note = answered_on, candidate, note
    request.full_clean()
    request.save()
    after = {"seat": request.seat.number, "person": candidate, "on": answered_on}
    record("candidate.answered", request, request.seat.term.body, by=by, after=after)
    return request
