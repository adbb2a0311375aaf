"""A meeting as it goes: the page for everybody, the screen for the room, one ballot's result."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from koordynata.accounts.roles import Permission
from koordynata.coordination.models import Ballot, Meeting
from koordynata.coordination.queries.live import live
from koordynata.coordination.rules import may_chair, may_run, may_vote_as

from ..access import access
from ..requests import person_of
from .forms import ArrivalForm, HandsForm, MotionForm
from .loading import seen
from .showing import show

NO_CHANGE = 204


@access(Permission.VIEW_MEETINGS)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The live page; with `?v=` only what changed since that version, or nothing."""
    shown = seen(request, pk)
    if _unchanged(request, shown):
        return HttpResponse(status=NO_CHANGE)
    template = "coordination/_live.html" if request.GET.get("v") else "coordination/meeting.html"
    return render(request, template, page_of(request, shown))


def _unchanged(request: HttpRequest, shown: Meeting) -> bool:
    return request.GET.get("v") == str(shown.version)


def page_of(request: HttpRequest, shown: Meeting, **forms: Any) -> dict[str, Any]:
    """What the live page shows this reader."""
    user, now = person_of(request), live(shown)
    page: dict[str, Any] = {
        "meeting": shown, "live": now, "shown": show(now), "chairs": may_chair(user, shown),
        "runs": may_run(user, shown.term.body), "votes_as": may_vote_as(user, shown),
    }  # fmt: skip
    if page["chairs"]:
        page |= {"motion_form": MotionForm(auto_id="motion_%s"), "arrival_form": ArrivalForm(shown)}
        if now.ballot and now.ballot.ballot.by_hands:
            page["hands_form"] = HandsForm(now.ballot.ballot)
    return page | forms


@access(Permission.VIEW_MEETINGS)
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen for the room: large, read-only, nothing that only the chair may see."""
    shown = seen(request, pk)
    if _unchanged(request, shown):
        return HttpResponse(status=NO_CHANGE)
    now = live(shown)
    template = "coordination/_room.html" if request.GET.get("v") else "coordination/room.html"
    return render(request, template, {"meeting": shown, "live": now, "shown": show(now)})


@access(Permission.VIEW_MEETINGS)
def ballot(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """One closed ballot: its verdict, the votes or the published record."""
    shown = seen(request, pk)
    rows = Ballot.objects.select_related("motion__item").prefetch_related("votes__seat", "votes__member")
    one = get_object_or_404(rows, pk=ballot, motion__item__meeting=shown)
    return render(request, "coordination/ballot.html", {"meeting": shown, "ballot": one, "item": one.motion.item})
