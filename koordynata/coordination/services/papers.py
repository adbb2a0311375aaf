"""Papers of a meeting: added, replaced by a newer version, taken back before the meeting opens."""

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from koordynata.foundation import files
from koordynata.foundation.audit import Actor

from ..enums import MeetingState
from ..errors import CoordinationRefusal
from ..models import AgendaItem, Paper
from .meetings import locked
from .trail import moved_on, record

BEFORE = (MeetingState.PLANNED, MeetingState.CALLED)


@transaction.atomic
def add_paper(
    *, item: AgendaItem, title: str, name: str, content: bytes, confidential: bool = False, reason: str = "", by: Actor
) -> Paper:
    """A paper, or the next version of the one with that title. Once the meeting is open only a version, with a reason.

    Raises FileRefused, CoordinationRefusal, ValidationError.
    """
    meeting = locked(item.meeting)
    last = item.papers.filter(title=title.strip()).order_by("-version").first()
    _check_moment(meeting.state, last, reason)
    _check_room(item, len(content))
    kept = files.keep(content, name, largest=settings.PAPER_MAX_BYTES)
    if last and last.digest == kept.digest and last.file_name == kept.name:
        return last  # the same file again is no new version
    paper = Paper(
        item=item, title=title.strip(), version=last.version + 1 if last else 1, added_by=by.audit_label,
        confidential=last.confidential if last else confidential, **kept.columns(),
        reason=reason.strip() if meeting.state == MeetingState.OPEN else "",
    )  # fmt: skip
    paper.full_clean()
    paper.save()
    moved_on(meeting)
    after = {"title": paper.title, "version": paper.version, "sha256": paper.digest, "reason": paper.reason}
    record("paper.added", paper, meeting.term.body, by=by, after=after)
    return paper


def _check_moment(state: str, last: Paper | None, reason: str) -> None:
    if state in BEFORE:
        return
    if state != MeetingState.OPEN:
        raise CoordinationRefusal(_("The meeting is over: its papers stand as they are."))
    if last is None:
        raise CoordinationRefusal(
            _("The meeting has opened: its papers are frozen. Only a newer version of one that is there may be added.")
        )
    if not reason.strip():
        raise CoordinationRefusal(_("The meeting has opened: say why the paper changes."))


def _check_room(item: AgendaItem, size: int) -> None:
    papers = Paper.objects.filter(item__meeting=item.meeting_id)
    held = papers.aggregate(held=Sum("size"))["held"] or 0
    if held + size > settings.MEETING_PAPERS_MAX_BYTES:
        most = settings.MEETING_PAPERS_MAX_BYTES // 2**20
        raise CoordinationRefusal(_("The papers of one meeting may hold %d MB together.") % most)


@transaction.atomic
def remove_paper(*, paper: Paper, by: Actor) -> None:
    """Take a paper back with all its versions, before the meeting opens. Raises CoordinationRefusal."""
    meeting = locked(paper.item.meeting)
    if meeting.state not in BEFORE:
        raise CoordinationRefusal(_("The meeting has opened: its papers stay."))
    versions = Paper.objects.filter(item=paper.item_id, title=paper.title)
    before = {"title": paper.title, "sha256": list(versions.order_by("version").values_list("digest", flat=True))}
    if versions.delete()[0]:
        moved_on(meeting)
        record("paper.removed", paper, meeting.term.body, by=by, before=before)
