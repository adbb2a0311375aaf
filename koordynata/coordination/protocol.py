"""Minutes as a document. The fields of its DOCX template are described in docs/how-to/minutes-template.md."""

from importlib import resources
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from koordynata.foundation.documents import fill_docx, make_pdf
from koordynata.foundation.own_templates import own_template

from .drafting import day_words, stays_words
from .models import Ballot, Body, Minutes, MinutesTemplate
from .queries.attendance import Attendant, attendance
from .verdict.telling import frozen_quorum, frozen_rule, frozen_words

LANGUAGE = "pl"  # of the minutes, whoever reads them


def title_of(minutes: Minutes) -> str:
    """`Protokół posiedzenia nr 4`."""
    with override(LANGUAGE):
        return _("Minutes of meeting %d") % minutes.meeting.number


def protocol(minutes: Minutes) -> dict[str, Any]:
    """Everything that the document says, in Polish words; nine queries."""
    meeting = minutes.meeting
    with override(LANGUAGE):
        return {
            "title": title_of(minutes), "state": str(minutes.get_state_display()), "body": meeting.term.body.name,
            "number": meeting.number, "day": day_words(meeting.opened_at or meeting.starts),
            "form": str(meeting.get_form_display()), "place": meeting.place,
            "presiding": meeting.presiding.name if meeting.presiding else "",
            "sections": minutes.sections, "attendance": [_attendant(one) for one in attendance(meeting)],
            "ballots": [_ballot(one) for one in ballots_of(minutes)],
            "corrections": [
                {"number": one.number, "day": day_words(one.at), "text": one.text} for one in minutes.corrections.all()
            ],
            "approved": approved_words(minutes), "audit_head": minutes.audit_head,
            "sample": _("Sample data: people, companies and figures are made up. Do not base decisions on them.")
            if meeting.term.body.is_sample else "",
        }  # fmt: skip


def ballots_of(minutes: Minutes) -> list[Ballot]:
    """The closed ballots of the meeting, in the order of the agenda."""
    rows = Ballot.objects.filter(motion__item__meeting=minutes.meeting_id, verdict__isnull=False)
    return list(rows.select_related("motion__item", "resolution").order_by("motion__item__position", "opened_at", "pk"))


def _attendant(one: Attendant) -> dict[str, Any]:
    return {"number": one.number, "name": one.name, "organisation": one.organisation, "function": one.function,
            "presence": "; ".join(stays_words(one)) or pgettext("presence", "absent")}  # fmt: skip


def _ballot(ballot: Ballot) -> dict[str, Any]:
    verdict = ballot.verdict or {}
    mode = _("by show of hands") if ballot.by_hands else str(ballot.get_mode_display())
    return {
        "item": ballot.motion.item.title, "motion": ballot.motion.text, "mode": mode,
        "quorum": frozen_quorum(verdict), "result": frozen_words(verdict), "rule": frozen_rule(verdict),
    }  # fmt: skip


def approved_words(minutes: Minutes) -> str:
    """One sentence; empty while they are not."""
    if minutes.approved_in is None:
        return ""
    meeting = minutes.approved_in
    day = date_format(localtime(meeting.opened_at or meeting.starts), "SHORT_DATE_FORMAT")
    words = _("Approved at meeting %(number)d on %(day)s.") % {"number": meeting.number, "day": day}
    if minutes.approved_by and minutes.approved_by.verdict:
        words += " " + frozen_words(minutes.approved_by.verdict)
    return words


def template_of(body: Body) -> bytes:
    """The office's own template, else the one that comes with the program."""
    return own_template(MinutesTemplate, body=body) or shipped_template()


def shipped_template() -> bytes:
    """The template that comes with the program."""
    return resources.files(__package__).joinpath("data/minutes.docx").read_bytes()


def minutes_docx(minutes: Minutes) -> bytes:
    """The DOCX by the body's template. Raises TemplateRefused where a later change of fields broke it."""
    values = protocol(minutes)
    template = template_of(minutes.meeting.term.body)
    return fill_docx(template, values, title=_full_title(values), language=LANGUAGE, at=minutes.changed_at)


def minutes_pdf(minutes: Minutes) -> bytes:
    """The tagged PDF. Raises PdfUnavailable."""
    values = protocol(minutes)
    with override(LANGUAGE):
        content = render_to_string("coordination/documents/minutes.html", {"minutes": values})
    return make_pdf(content, title=_full_title(values), language=LANGUAGE, at=minutes.changed_at)


def _full_title(values: dict[str, Any]) -> str:
    return f"{values['title']}, {values['body']}"
