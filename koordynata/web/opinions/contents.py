"""What stands on each tab of an application's page."""

from typing import Any

from django.utils import timezone

from koordynata.coordination.rules import may_see
from koordynata.opinions.document import votes_words
from koordynata.opinions.enums import CLOSED, WITH_THE_SCHOOL
from koordynata.opinions.kinds import note_on_decisions
from koordynata.opinions.law import invited, procedure_on
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.need import is_needed
from koordynata.opinions.queries.cases import case_of_request, last_day_for, window_of
from koordynata.opinions.queries.completeness import requirements
from koordynata.opinions.rules import may_handle, may_read_opinion
from koordynata.opinions.services.agenda import origin_of

from .evidence import news_since, sheet_view
from .following import follow_up_view


def _application(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "requirements": requirements(shown, today) if shown.state in WITH_THE_SCHOOL else [],
        "need": None if shown.state in CLOSED else is_needed(case_of_request(shown, today)),
        "partners": shown.partners.select_related("letter"),
        "resources": shown.resources.all(), "attachments": shown.attachments.all(),
        "window": None if shown.state in CLOSED else window_of(shown, today),
    }  # fmt: skip


def _evidence(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    rows = shown.evidence.order_by("-version")
    if not may_handle(user, shown):
        rows = rows.filter(frozen_at__isnull=False)
    versions = list(rows)
    frozen = next((one for one in versions if one.frozen_at), None)
    main = frozen or (versions[0] if versions else None)
    return {
        "sheet": sheet_view(main) if main else None,
        "news": news_since(frozen, versions[0]) if frozen and versions[0] != frozen else [],
        "checked": versions[0] if frozen and versions[0] != frozen else None,
    }


def _positions(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    return {"prior_opinions": shown.prior_opinions.prefetch_related("files"), "invited": invited()}


def _vote(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    meeting = shown.item.meeting if shown.item else None
    return {
        "meeting": meeting, "sees_meeting": meeting is not None and may_see(user, meeting.term.body),
        "in_block": shown.item is not None and shown.item.origin != origin_of(shown),
        "last_day": last_day_for(meeting, shown.region) if meeting else None,
        "procedure": procedure_on(timezone.localdate()), "proposals": shown.proposals.select_related("motion"),
        "note": note_on_decisions(), "invited": invited(),
    }  # fmt: skip


def _opinion(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    opinion = getattr(shown, "opinion", None)
    day = opinion.decided_on if opinion else timezone.localdate()
    return {
        "procedure": procedure_on(day), "reads": opinion is not None and may_read_opinion(user, opinion),
        "vote": votes_words(opinion) if opinion else "",
    }  # fmt: skip


def _following(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    opinion = getattr(shown, "opinion", None)
    return {"follow_ups": [follow_up_view(one) for one in opinion.follow_ups.order_by("-year")] if opinion else []}


CONTENTS = {
    "application": _application, "evidence": _evidence, "positions": _positions, "vote": _vote, "opinion": _opinion,
    "following": _following,
}  # fmt: skip
