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
from koordynata.coordination.models import Ballot, Meeting, Member
from koordynata.coordination.queries.live import Live, live
from koordynata.coordination.rules import may_vote_as
from koordynata.coordination.verdict import Choice
from koordynata.coordination.verdict.ballot import NONE_OF_THEM

from ..access import access
from ..requests import person_of
from .loading import seen
from .showing import choice_words, show

NO_CHANGE = 204
RECEIPT = "receipt"  # shown once, kept in the session until the page was seen


@access(Permission.VIEW_MEETINGS)
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper, the confirmation, the result: one page that keeps up by itself."""
    meeting = seen(request, pk)
    member = may_vote_as(person_of(request), meeting)
    if member is None:
        raise Http404
    if request.method == "POST":
        return _cast(request, meeting, member)
    if request.GET.get("v") == str(meeting.version):
        return HttpResponse(status=NO_CHANGE)
    template = "coordination/_vote.html" if request.GET.get("v") else "coordination/vote.html"
    return render(request, template, _page(request, live(meeting), member))


def _page(request: HttpRequest, now: Live, member: Member) -> dict[str, Any]:
    tile = next((one for one in now.tiles if one.acting and one.acting.pk == member.pk), None)
    ballot = now.ballot.ballot if now.ballot else None
    choices = [*ballot.motion.candidates, NONE_OF_THEM] if ballot and ballot.motion.candidates else list(Choice)
    own = ballot.votes.filter(member=member).first() if ballot and tile and tile.voted else None
    return {
        "meeting": now.meeting, "live": now, "shown": show(now), "member": member, "tile": tile,
        "ballot": ballot, "secret": bool(ballot and ballot.mode == BallotMode.SECRET), "own": own,
        "own_words": choice_words(own.choice) if own else "",
        "may_vote": bool(tile and ballot and not ballot.by_hands and str(tile.seat) in now.roll.able),
        "choices": [(choice, choice_words(choice)) for choice in choices],
        "again": "zmien" in request.GET, "receipt": request.session.pop(RECEIPT, ""),
        "recused": bool(tile and tile.place == "recused"),
    }  # fmt: skip


def _cast(request: HttpRequest, meeting: Meeting, member: Member) -> HttpResponse:
    rows = Ballot.objects.filter(motion__item__meeting=meeting)
    ballot = rows.filter(pk=_number(request.POST.get("ballot"))).first()
    choice = request.POST.get("choice", "")
    try:
        if ballot is None:
            raise CoordinationRefusal(_("This ballot is over. Nothing was changed."))
        if ballot.mode == BallotMode.SECRET:
            code = services.cast_paper(ballot=ballot, member=member, choice=choice, by=person_of(request))
            request.session[RECEIPT] = code
        else:
            services.cast_vote(ballot=ballot, member=member, choice=choice, by=person_of(request))
    except CoordinationRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("coordination:vote", pk=meeting.pk)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0
