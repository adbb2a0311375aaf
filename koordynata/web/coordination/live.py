"""A meeting as it goes: the page for everybody, the screen for the room."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from koordynata.accounts.roles import Permission
from koordynata.coordination.enums import MeetingForm
from koordynata.coordination.models import Meeting
from koordynata.coordination.queries.ballots import stamp_of
from koordynata.coordination.queries.live import live
from koordynata.coordination.rules import may_chair, may_run, may_vote_as

from ..access import access
from ..requests import person_of
from .forms import ArrivalForm, HandsForm, MotionForm, RoundForm
from .loading import chosen_ballot, seen
from .shared import shared, unchanged
from .showing import show


@access(Permission.VIEW_MEETINGS)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The live page; with `?v=` only what changed since that stamp, or nothing."""
    shown = seen(request, pk)
    stamp = stamp_of(shown)
    if nothing := unchanged(request, stamp):
        return nothing
    if "v" not in request.GET:
        return render(request, "coordination/meeting.html", page_of(request, shown))
    if may_chair(person_of(request), shown):
        return render(request, "coordination/_live.html", _picture(request, shown, stamp) | {"chairs": True})
    return HttpResponse(_drawn("_live", request, shown, stamp))


@access(Permission.VIEW_MEETINGS)
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen for the room: large, read-only, nothing that only the chair may see."""
    shown = seen(request, pk)
    stamp = stamp_of(shown)
    if nothing := unchanged(request, stamp):
        return nothing
    if "v" in request.GET:
        return HttpResponse(_drawn("_room", request, shown, stamp))
    return render(request, "coordination/room.html", _picture(request, shown, stamp))


def _drawn(part: str, request: HttpRequest, shown: Meeting, stamp: str) -> str:
    """The part as everybody sees it who does not preside: without a form, so without a key of anybody's."""
    name = f"{part}:{shown.pk}:{chosen_ballot(request.GET)}"
    return shared(name, request, stamp, lambda: render_to_string(
        f"coordination/{part}.html", _picture(request, shown, stamp)
    ))  # fmt: skip


def _picture(request: HttpRequest, shown: Meeting, stamp: str) -> dict[str, Any]:
    now = live(shown, wanted=chosen_ballot(request.GET))
    return {"meeting": shown, "live": now, "shown": show(now), "stamp": stamp}


def page_of(request: HttpRequest, shown: Meeting) -> dict[str, Any]:
    """What the live page shows this reader."""
    user = person_of(request)
    page = _picture(request, shown, stamp_of(shown)) | {
        "chairs": may_chair(user, shown), "runs": may_run(user, shown.term.body), "votes_as": may_vote_as(user, shown),
    }  # fmt: skip
    if not page["chairs"]:
        return page
    now = page["live"]
    if shown.form == MeetingForm.WRITTEN:
        return page | {"round_form": RoundForm(shown)}
    page |= {"motion_form": MotionForm(auto_id="motion_%s"), "arrival_form": ArrivalForm(shown)}
    if now.ballot and now.ballot.ballot.by_hands:
        page["hands_form"] = HandsForm(now.ballot.ballot)
    return page
