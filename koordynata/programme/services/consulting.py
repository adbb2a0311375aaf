"""Comments on a version in consultation, and the answers that everybody may read."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import CommentOutcome, VersionState
from ..errors import ProgrammeRefusal
from ..models import Comment, Element, Version
from ..paragraphs import paragraphs
from .locking import locked, seen
from .trail import record


@transaction.atomic
def make_comment(
    *, version: Version, text: str, author: str, today: date, by: Actor, element: Element | None = None,
    paragraph: int = 0, body: str = "",
) -> Comment:  # fmt: skip
    """Comment on the whole (no element), on an element (paragraph 0) or on one paragraph of it.

    Raises ProgrammeRefusal outside the consultation's days or for a paragraph that is not there, ValidationError.
    """
    current = locked(version, "programme__territory")
    if current.state != VersionState.CONSULTATION:
        raise ProgrammeRefusal(_("This version is not in consultation."))
    if not _begun(current.consulted_from, today) or (current.consulted_until and today > current.consulted_until):
        raise ProgrammeRefusal(_("Comments are taken on the days of the consultation only."))
    comment = Comment(
        version=current, strand=element.strand if element else None, paragraph=paragraph,
        quote=_quote(current, element, paragraph), text=text, author_id=by.pk, author=author, body=body,
    )  # fmt: skip
    comment.full_clean()
    comment.save()
    record("comment.made", comment, current.programme, by=by, after={"element": element.code if element else ""})
    return comment


def _begun(day: date | None, today: date) -> bool:
    return day is None or today >= day


def _quote(version: Version, element: Element | None, paragraph: int) -> str:
    if element is None:
        return ""
    if element.version_id != version.pk:
        raise ProgrammeRefusal(_("Both elements must belong to the same version."))
    found = paragraphs(element.text)
    if not 0 <= paragraph <= len(found):
        raise ProgrammeRefusal(_("There is no such paragraph."))
    return found[paragraph - 1] if paragraph else ""


@transaction.atomic
def answer_comment(
    *, comment: Comment, outcome: CommentOutcome, answer: str, revision: int | None, by: Actor
) -> Comment:
    """Answer a comment with an outcome and its reasons, also anew until the version is adopted.

    Raises ProgrammeRefusal, ChangedMeanwhile, ValidationError.
    """
    current = seen(comment, revision, "version__programme__territory")
    if current.version.state not in (VersionState.CONSULTATION, VersionState.DRAFT):
        raise ProgrammeRefusal(_("Answers are settled once the version has been submitted."))
    if not outcome:
        raise ProgrammeRefusal(_("Choose what became of the comment."))
    before: dict[str, Any] = {"outcome": current.outcome, "answer": current.answer}
    current.outcome, current.answer = outcome, answer
    current.answered_at, current.answered_by = timezone.now(), by.audit_label
    current.revision += 1
    current.full_clean()
    current.save()
    after = {"outcome": outcome, "answer": answer}
    record("comment.answered", current, current.version.programme, by=by, before=before, after=after)
    return current
