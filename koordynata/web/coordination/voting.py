"""One's own vote, made for a phone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Meeting, Member
from koordynata.coordination.queries.ballots import ballot_in, stamp_of
from koordynata.coordination.queries.paper import paper_of
from koordynata.coordination.rules import may_vote_as
from koordynata.coordination.wording import HINDRANCES

from ..access import access
from ..requests import person_of
from .loading import chosen_ballot, seen
from .receipts import forget_receipt, hand_out, receipt_of
from .shared import unchanged
from .showing import choice_words


@access(Permission.VIEW_MEETINGS)
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper, the confirmation, the result: one page that keeps up by itself."""
    meeting = seen(request, pk)
    if request.method == "POST":
        return _cast(request, meeting, _voter(request, meeting))
    stamp = stamp_of(meeting, votes=False)
    if nothing := unchanged(request, stamp):
        return nothing
    member = _voter(request, meeting)
    template = "coordination/_vote.html" if request.GET.get("v") else "coordination/vote.html"
    page = _page(request, meeting, member) | {"stamp": stamp}
    return forget_receipt(request, render(request, template, page))


def _voter(request: HttpRequest, meeting: Meeting) -> Member:
    member = may_vote_as(person_of(request), meeting)
    if member is None:
        raise Http404
    return member


def _page(request: HttpRequest, meeting: Meeting, member: Member) -> dict[str, Any]:
    paper = paper_of(meeting, member, chosen_ballot(request.GET))
    return {
        "meeting": meeting, "member": member, "paper": paper, "ballot": paper.ballot,
        "own_words": choice_words(paper.choice) if paper.choice else "",
        "choices": [(choice, choice_words(choice)) for choice in paper.ballot.motion.choices] if paper.ballot else [],
        "again": "zmien" in request.GET, "receipt": receipt_of(request, paper.ballot or paper.last),
        "hindrance": HINDRANCES[paper.hindrance] if paper.hindrance else "",
    }  # fmt: skip


def _cast(request: HttpRequest, meeting: Meeting, member: Member) -> HttpResponse:
    ballot = ballot_in(meeting, chosen_ballot(request.POST))
    choice, back = request.POST.get("choice", ""), redirect("coordination:vote", pk=meeting.pk)
    try:
        if ballot is None:
            raise CoordinationRefusal(_("This ballot is over. Nothing was changed."))
        if ballot.mode == BallotMode.SECRET:
            code = services.cast_paper(ballot=ballot, member=member, choice=choice, by=person_of(request))
            hand_out(back, meeting, ballot, code)
        else:
            services.cast_vote(ballot=ballot, member=member, choice=choice, by=person_of(request))
    except CoordinationRefusal as refusal:
        messages.error(request, str(refusal))
    return back
