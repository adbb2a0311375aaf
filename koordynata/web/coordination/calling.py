"""Notices of a meeting: the call, who comes, guests, cancelling."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import Capacity, MeetingState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Meeting, Notice
from koordynata.coordination.queries.calling import answers, notice_period, takes_answers, to_invite
from koordynata.coordination.queries.letters import substitutes_to_tell, unsent
from koordynata.coordination.rules import may_run
from koordynata.foundation.tables import Column, Kind
from koordynata.jobs.tasks import send_letters

from ..access import access
from ..downloads import send_table, wanted_format
from ..refusals import say_on
from ..requests import person_of
from .calling_forms import CallForm, CancelForm, GuestForm
from .loading import run, seen

COLUMNS: list[Column[Notice]] = [
    Column(gettext_lazy("Person"), Kind.TEXT, gettext_lazy("Who was invited"), str),
    Column(gettext_lazy("Invited as"), Kind.TEXT, gettext_lazy("Member, substitute or guest"),
           lambda row: row.get_capacity_display()),
    Column(gettext_lazy("Answer"), Kind.TEXT, gettext_lazy("Whether the person comes"),
           lambda row: row.get_reply_display()),
    Column(gettext_lazy("Stands in for"), Kind.TEXT, gettext_lazy("Of a substitute: in whose place"),
           lambda row: str(row.stands_in_for or "")),
    Column(gettext_lazy("Remark"), Kind.TEXT, gettext_lazy("What the person added"), lambda row: row.remark),
]  # fmt: skip


@access(Permission.VIEW_MEETINGS)
def notices(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who was invited and who comes."""
    meeting = seen(request, pk)
    if wanted_format(request):
        return send_table(request, _("Notices"), COLUMNS, _rows(meeting))
    return _page(request, meeting)


def _rows(meeting: Meeting) -> list[Notice]:
    order = {Capacity.MEMBER: 0, Capacity.SUBSTITUTE: 1, Capacity.GUEST: 2}
    rows = meeting.notices.select_related("member__user", "stands_in_for")
    return sorted(rows.order_by("member__name", "guest_name", "pk"), key=lambda one: order[Capacity(one.capacity)])


def _page(request: HttpRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    rows, runs = _rows(meeting), may_run(request.user, meeting.term.body)
    context: dict[str, Any] = {
        "meeting": meeting, "notices": rows, "answers": answers(rows), "runs": runs,
        "own": next((one for one in rows if one.member and one.member.user_id == request.user.pk), None),
        "takes_answers": takes_answers(meeting),
        "changeable": meeting.state in (MeetingState.PLANNED, MeetingState.CALLED),
    }  # fmt: skip
    if runs:
        context |= _desk(meeting)
    return render(request, "coordination/planning/notices.html", context | more, status=status)


def _desk(meeting: Meeting) -> dict[str, Any]:
    called = meeting.called_at or timezone.now()
    return {
        "period": notice_period(meeting, called), "invited": len(to_invite(meeting)),
        "waiting": unsent(meeting).count() + substitutes_to_tell(meeting).count(),
        "call_form": CallForm(auto_id="call_%s"), "cancel_form": CancelForm(auto_id="cancel_%s"),
        "guest_form": GuestForm(auto_id="guest_%s"),
    }  # fmt: skip


def send_later(meeting: Meeting) -> None:
    """Letters go out in the background, after what they speak of was written."""
    send_letters.enqueue(meeting.pk)


def _form_verb(
    request: HttpRequest, meeting: Meeting, name: str, form: BaseForm, verb: Callable[..., Any]
) -> HttpResponse:
    """One verb with the answers of its form; with mistakes the page comes back with the form open."""
    if form.is_valid():
        try:
            verb(meeting=meeting, by=person_of(request), **form.cleaned_data)
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            send_later(meeting)
            messages.success(request, _("Saved."))
            return redirect("coordination:notices", pk=meeting.pk)
    return _page(request, run(request, meeting.pk), status=422, **{f"{name}_form": form})


@access(Permission.RUN_MEETINGS)
@require_POST
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the meeting: notices to all members and substitutes."""
    form = CallForm(request.POST, auto_id="call_%s")
    return _form_verb(request, run(request, pk), "call", form, services.call_meeting)


@access(Permission.RUN_MEETINGS)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the meeting; who was called is told."""
    form = CancelForm(request.POST, auto_id="cancel_%s")
    return _form_verb(request, run(request, pk), "cancel", form, services.cancel_meeting)


@access(Permission.RUN_MEETINGS)
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a guest."""
    form = GuestForm(request.POST, auto_id="guest_%s")
    return _form_verb(request, run(request, pk), "guest", form, services.invite_guest)


def _press(request: HttpRequest, meeting: Meeting, verb: Callable[[], Any]) -> HttpResponse:
    try:
        verb()
    except CoordinationRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        send_later(meeting)
        messages.success(request, _("Saved."))
    return redirect("coordination:notices", pk=meeting.pk)


@access(Permission.RUN_MEETINGS)
@require_POST
def uninvite(request: HttpRequest, pk: int, notice: int) -> HttpResponse:
    """Take a guest off who has not been told yet."""
    meeting = run(request, pk)
    one = get_object_or_404(meeting.notices, pk=notice)
    return _press(request, meeting, lambda: services.uninvite_guest(notice=one, by=person_of(request)))


@access(Permission.RUN_MEETINGS)
@require_POST
def tell_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send everybody the notice with the agenda as it stands now; with `waiting`, only what has not gone out."""
    meeting = run(request, pk)
    if "waiting" in request.POST:
        return _press(request, meeting, lambda: None)
    return _press(request, meeting, lambda: services.tell_again(meeting=meeting, by=person_of(request)))
