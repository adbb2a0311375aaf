"""Letters about meetings: the notice with its calendar entry, and what a substitute must know.

A letter that went out is noted at once after it, so a worker that dies sends one again rather than none; calendars take
the same UID and SEQUENCE twice as once.
"""

import logging
from email.mime.text import MIMEText
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from koordynata.coordination import services
from koordynata.coordination.enums import MeetingState
from koordynata.coordination.exports.calendar import invitation, method_of, summary_of
from koordynata.coordination.models import Meeting, Notice
from koordynata.coordination.queries.letters import substitutes_to_tell, unsent
from koordynata.foundation.audit import SYSTEM

logger = logging.getLogger(__name__)


def send_meeting_letters(meeting: Meeting) -> int:
    """Send what has not gone out; returns how many letters did. One that fails stops no other."""
    sent = 0
    for notice in unsent(meeting):
        problem = _try(lambda one=notice: _send_notice(one))
        services.note_sent(notice=notice, sequence=meeting.sequence, problem=problem, by=SYSTEM)
        sent += not problem
    for notice in substitutes_to_tell(meeting):
        if meeting.state == MeetingState.CALLED and not _try(lambda one=notice: _tell_substitute(one)):
            services.note_substitute_told(notice=notice, by=SYSTEM)
            sent += 1
    return sent


def _try(send: Any) -> str:
    """Empty, or why the letter did not go out."""
    try:
        send()
    except (SMTPException, OSError, ValueError) as error:
        logger.exception("a letter about a meeting could not be sent")
        return f"{type(error).__name__}: {error}"
    return ""


def _language(notice: Notice) -> str:
    user = notice.member.user if notice.member else None
    return user.language if user else settings.LANGUAGE_CODE


def page_for(notice: Notice) -> str:
    """Where a person answers once signed in; guests and people without an account have no such page."""
    has_account = notice.member is not None and notice.member.user_id is not None
    return f"{settings.PUBLIC_URL}/posiedzenia/zawiadomienie/{notice.key}/" if has_account else ""


def _send_notice(notice: Notice) -> None:
    meeting = notice.meeting
    with translation.override(_language(notice)):
        address = page_for(notice) or settings.PUBLIC_URL
        calendar = invitation(notice, sender=settings.DEFAULT_FROM_EMAIL, address=address, stamp=timezone.now())
        letter = _letter(notice, _subject(meeting), "coordination/mail/notice.txt")
        letter.attach(_calendar_part(calendar, method_of(meeting)))
        letter.send()


def _calendar_part(content: bytes, method: str) -> MIMEText:
    """The entry as calendars want it: the method stands in the type as well."""
    part = MIMEText(content.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="posiedzenie.ics")
    return part


def _subject(meeting: Meeting) -> str:
    """With the day in it, and what changed."""
    what = summary_of(meeting)
    day = date_format(localtime(meeting.starts), "SHORT_DATETIME_FORMAT")
    if meeting.state == MeetingState.CANCELLED:
        return _("Cancelled: %(what)s, %(day)s") % {"what": what, "day": day}
    if meeting.sequence:
        return _("Changed: %(what)s, %(day)s") % {"what": what, "day": day}
    return _("Notice: %(what)s, %(day)s") % {"what": what, "day": day}


def _letter(notice: Notice, subject: str, template: str) -> EmailMultiAlternatives:
    meeting = notice.meeting
    context = {
        "notice": notice,
        "meeting": meeting,
        "address": page_for(notice),
        "items": meeting.items.order_by("position", "pk"),
    }
    stamp = f"{notice.key}.{meeting.sequence}.{notice.stands_in_for_id or 0}"
    return EmailMultiAlternatives(
        " ".join(subject.split()), render_to_string(template, context), settings.DEFAULT_FROM_EMAIL, [notice.email],
        headers={"Message-ID": f"<{stamp}@koordynata>"},
    )  # fmt: skip


def _tell_substitute(notice: Notice) -> None:
    with translation.override(_language(notice)):
        words = {
            "what": summary_of(notice.meeting),
            "day": date_format(localtime(notice.meeting.starts), "SHORT_DATETIME_FORMAT"),
        }
        needed = notice.stands_in_for is not None
        subject = _("You stand in: %(what)s, %(day)s") if needed else _("Not needed any more: %(what)s, %(day)s")
        _letter(notice, subject % words, "coordination/mail/substitute.txt").send()
