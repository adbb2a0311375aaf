"""Bodies and their parts by their address: a foreign one answers exactly like one that does not exist."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from koordynata.coordination.models import Body, CandidateRequest, Mandate, Member, Seat, Substitute, Term
from koordynata.coordination.queries.bodies import visible_bodies
from koordynata.coordination.queries.people import members_of
from koordynata.coordination.rules import may_run

from ...requests import person_of


def seen(request: HttpRequest, pk: int) -> Body:
    """The body, when the reader may see it."""
    return get_object_or_404(visible_bodies(person_of(request)), pk=pk)


def kept(request: HttpRequest, pk: int) -> Body:
    """The body, when the reader keeps its affairs."""
    body = seen(request, pk)
    if not may_run(person_of(request), body):
        raise Http404
    return body


def term_of(body: Body, pk: int) -> Term:
    """A term of the body."""
    return get_object_or_404(body.terms.select_related("body__territory"), pk=pk)


def seat_of(body: Body, pk: int) -> Seat:
    """A seat of the body, of whatever term."""
    return get_object_or_404(Seat.objects.select_related("term__body__territory"), pk=pk, term__body=body)


def mandate_of(body: Body, pk: int) -> Mandate:
    """A mandate in the body."""
    rows = Mandate.objects.select_related("seat__term__body__territory", "member")
    return get_object_or_404(rows, pk=pk, seat__term__body=body)


def substitute_of(body: Body, pk: int) -> Substitute:
    """A substitute in the body."""
    rows = Substitute.objects.select_related("mandate__seat", "member")
    return get_object_or_404(rows, pk=pk, mandate__seat__term__body=body)


def question_of(body: Body, pk: int) -> CandidateRequest:
    """A question for a candidate."""
    return get_object_or_404(CandidateRequest.objects.select_related("seat"), pk=pk, seat__term__body=body)


def member_of(body: Body, pk: int) -> Member:
    """Somebody who is or was in the body's lists."""
    return get_object_or_404(members_of(body), pk=pk)
