"""Answers to notices: by the link of a letter, by the office; the meeting for one's calendar."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import Reply
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.exports.calendar import published
from koordynata.coordination.models import Notice
from koordynata.coordination.queries.calling import takes_answers
from koordynata.coordination.rules import may_see

from ..access import SIGNED_IN, access
from ..refusals import say_on
from ..requests import person_of
from .calling import send_later
from .calling_forms import ReplyForm
from .loading import run, seen


@access(SIGNED_IN)
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page behind the link of a letter: nobody's but that person's."""
    rows = Notice.objects.select_related("meeting__term__body__territory", "member", "stands_in_for")
    notice = get_object_or_404(rows, key=key, member__user=person_of(request))
    return answer_page(request, notice, back="coordination:answer")


@access(Permission.RUN_MEETINGS)
def enter_reply(request: HttpRequest, pk: int, notice: int) -> HttpResponse:
    """An answer that came by telephone or letter."""
    meeting = run(request, pk)
    rows = meeting.notices.select_related("meeting__term__body__territory", "member")
    return answer_page(request, get_object_or_404(rows, pk=notice), back="coordination:notices")


def answer_page(request: HttpRequest, notice: Notice, *, back: str) -> HttpResponse:
    """The form of an answer, for the person or for the office."""
    form = ReplyForm(request.POST or None, notice=notice)
    if request.method == "POST" and form.is_valid():
        try:
            services.reply_to_notice(notice=notice, by=person_of(request), reply=Reply(form.cleaned_data["reply"]),
                                     remark=form.cleaned_data["remark"])  # fmt: skip
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            send_later(notice.meeting)
            messages.success(request, _("The answer was saved."))
            return redirect(back, **({"key": notice.key} if back.endswith("answer") else {"pk": notice.meeting_id}))
    meeting = notice.meeting
    context = {
        "notice": notice, "meeting": meeting, "form": form, "open": takes_answers(meeting),
        "sees": may_see(request.user, meeting.term.body),
    }  # fmt: skip
    return render(request, "coordination/planning/answer.html", context, status=422 if form.errors else 200)


@access(Permission.VIEW_MEETINGS)
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting as a file for calendars."""
    meeting = seen(request, pk)
    address = settings.PUBLIC_URL + reverse("coordination:meeting", args=[pk])
    content = published(meeting, address=address, stamp=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="posiedzenie-{meeting.number}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
