"""Motions and ballots, as the chair puts and closes them: each press is one verb."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode, BallotState
from koordynata.coordination.models import Ballot, Meeting, Motion

from ..access import access
from ..requests import person_of
from .forms import HandsForm, MotionForm, RoundForm
from .loading import chaired
from .pressing import done, filled


def _ballot(meeting: Meeting, pk: int) -> Ballot:
    return get_object_or_404(Ballot, pk=pk, motion__item__meeting=meeting)


@access(Permission.VIEW_MEETINGS)
@require_POST
def move_motion(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Put a motion or an election before the body."""
    meeting = chaired(request, pk)
    one, form = get_object_or_404(meeting.items, pk=item), MotionForm(request.POST, auto_id="motion_%s")
    return filled(request, meeting, "motion_form", form,
                   lambda: services.move_motion(item=one, by=person_of(request), **form.cleaned_data))  # fmt: skip


@access(Permission.VIEW_MEETINGS)
@require_POST
def send_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a motion to a written procedure."""
    meeting = chaired(request, pk)
    form = RoundForm(meeting, request.POST)
    return filled(request, meeting, "round_form", form,
                   lambda: services.send_round(by=person_of(request), **form.cleaned_data))  # fmt: skip


@access(Permission.VIEW_MEETINGS)
@require_POST
def open_ballot(request: HttpRequest, pk: int, motion: int) -> HttpResponse:
    """Open a ballot over a motion."""
    meeting = chaired(request, pk)
    one = get_object_or_404(Motion, pk=motion, item__meeting=meeting)
    mode = request.POST.get("mode", "")
    by_hands, kind = mode == "hands", BallotMode.SECRET if mode == BallotMode.SECRET else BallotMode.OPEN
    return done(
        request, meeting, lambda: services.open_ballot(motion=one, mode=kind, by_hands=by_hands, by=person_of(request))
    )


@access(Permission.VIEW_MEETINGS)
@require_POST
def enter_hands(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """The count of shown hands."""
    meeting = chaired(request, pk)
    one = _ballot(meeting, ballot)
    form = HandsForm(one, request.POST)
    return filled(request, meeting, "hands_form", form,
                   lambda: services.enter_hands(ballot=one, hands=form.hands(), by=person_of(request)))  # fmt: skip


@access(Permission.VIEW_MEETINGS)
@require_POST
def close_ballot(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """Close the ballot and announce the result."""
    meeting = chaired(request, pk)
    one = _ballot(meeting, ballot)
    if one.state == BallotState.CLOSED:
        messages.info(request, _("The ballot was closed already. Nothing was changed."))
    return done(request, meeting, lambda: services.close_ballot(ballot=one, by=person_of(request)))
