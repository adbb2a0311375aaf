"""The opinion as a document: tagged PDF, and DOCX from a template. Its fields: docs/how-to/opinion-template.md."""

from datetime import date, datetime, time
from importlib import resources
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.foundation.documents import fill_docx, make_pdf
from koordynata.foundation.own_templates import own_template
from koordynata.foundation.working_days import WARSAW, local_day
from koordynata.reference.models import Territory

from .drafting import answer_words
from .law import procedure_on
from .models import Opinion, OpinionTemplate

LANGUAGE = "pl"  # of the document, whoever reads it


def title_of(opinion: Opinion) -> str:
    """`Opinia nr 9/2026`."""
    with override(LANGUAGE):
        return _("Opinion No. %s") % opinion.signature


def document(opinion: Opinion) -> dict[str, Any]:
    """Everything that the document says, in Polish words. Some six queries."""
    request = opinion.request
    with override(LANGUAGE):
        return {
            "title": title_of(opinion), "giver": opinion.giver, "day": _day(opinion.decided_on),
            "state": "" if opinion.delivered_on else _("draft, not delivered"),
            "kind": opinion.kind_info.name, "decision": opinion.kind_info.motion_pl,
            "school": request.school.name, "place": request.school.territory.title,
            "governing_body": request.school.body_name, "occupation": request.occupation.name_pl,
            "code": request.occupation.code, "school_type": request.school_type.name_pl,
            "start": str(request.start), "places": request.places or "", "application": request.signature,
            "received": _day(local_day(request.submitted_at)) if request.submitted_at else "",
            "basis": opinion.basis, "note": procedure_on(opinion.decided_on).note_pl,
            "valid_until": _day(opinion.valid_until),
            "reasons": _lines(opinion.reasons), "recommendations": _lines(opinion.recommendations),
            "vote": votes_words(opinion), "entry": _entry(opinion), "positions": _positions(opinion),
            "answers": [answer_words(one) for one in opinion.evidence.sheet["questions"]],
            "evidence": opinion.evidence.version, "sha256": opinion.evidence.digest,
            "sample": _("Sample data: people, companies and figures are made up. Do not base decisions on them.")
            if request.is_sample else "",
        }  # fmt: skip


def votes_words(opinion: Opinion) -> str:
    """How the body voted, in one sentence; empty for an opinion from the old books."""
    verdict = opinion.ballot.verdict if opinion.ballot else None
    if not verdict:
        return ""
    votes = {name: verdict["votes"].get(name, 0) for name in ("in_favour", "against", "abstained")}
    told = votes | {"have": verdict["quorum"]["have"], "needed": verdict["quorum"]["needed"]}
    return (
        _("%(in_favour)d in favour, %(against)d against, %(abstained)d abstained; quorum: %(have)d, %(needed)d needed.")
        % told
    )


def _lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line for line in text.splitlines() if line.strip()]


def _entry(opinion: Opinion) -> str:
    return f"{opinion.resolution.body.short_name} {opinion.resolution}" if opinion.resolution else ""


def _positions(opinion: Opinion) -> list[dict[str, str]]:
    given = opinion.request.prior_opinions.filter(given_on__isnull=False).order_by("given_on", "pk")
    return [
        {"body": one.body_name, "stance": str(one.get_stance_display()), "day": _day(one.given_on)} for one in given
    ]


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _moment(opinion: Opinion) -> datetime:
    """Of the record itself, so that the same words give the same bytes."""
    return datetime.combine(opinion.delivered_on or opinion.decided_on, time(), WARSAW)


def opinion_pdf(opinion: Opinion) -> bytes:
    """The tagged PDF. Raises PdfUnavailable."""
    with override(LANGUAGE):
        content = render_to_string("opinions/documents/opinion.html", {"opinion": document(opinion)})
    return make_pdf(content, title=title_of(opinion), language=LANGUAGE, at=_moment(opinion))


def opinion_docx(opinion: Opinion) -> bytes:
    """The DOCX. Raises TemplateRefused where a later change of fields broke the office's template."""
    return fill_docx(
        template_of(opinion.region), document(opinion), title=title_of(opinion), language=LANGUAGE, at=_moment(opinion)
    )


def template_of(region: Territory) -> bytes:
    """The office's own template, else the one that comes with the program."""
    return own_template(OpinionTemplate, region=region) or shipped_template()


def shipped_template() -> bytes:
    """The template that comes with the program."""
    return resources.files(__package__).joinpath("data/opinion.docx").read_bytes()
