"""Windows of intake: announced, moved, closed early."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.coordination.models import Meeting
from koordynata.foundation.audit import Actor, record_event
from koordynata.foundation.working_days import local_day
from koordynata.reference.models import Territory

from ..errors import OpinionRefusal
from ..models import IntakeWindow
from .trail import kept


@transaction.atomic
def open_window(
    *, region: Territory, opens: date, closes: date, meeting: Meeting | None = None, note: str = "",
    is_sample: bool = False, by: Actor,
) -> IntakeWindow:  # fmt: skip
    """Announce when a region takes applications in, and for which meeting. Raises OpinionRefusal, ValidationError."""
    region = Territory.objects.select_for_update(of=("self",)).get(pk=region.pk)
    window = IntakeWindow(region=region, opens=opens, closes=closes, meeting=meeting, note=note, is_sample=is_sample)
    _keep(window)
    _record("opened", window, by, after=_told(window))
    return window


@transaction.atomic
def change_window(
    *, window: IntakeWindow, opens: date, closes: date, meeting: Meeting | None = None, note: str = "", by: Actor
) -> IntakeWindow:
    """Other days, another meeting. Raises OpinionRefusal, ValidationError."""
    current = _locked(window)
    before = _told(current)
    current.opens, current.closes, current.meeting, current.note = opens, closes, meeting, note
    after = _told(current)
    if after != before:
        _keep(current)
        _record("changed", current, by, before=before, after=after)
    return current


@transaction.atomic
def close_window(*, window: IntakeWindow, by: Actor) -> IntakeWindow:
    """Close it now: today is its last day; one that has not begun is taken back. Raises OpinionRefusal."""
    current, today = _locked(window), local_day(timezone.now())
    if current.closes < today:
        raise OpinionRefusal(_("This window is over."))
    before = _told(current)
    if current.opens > today:
        _record("taken_back", current, by, before=before)
        current.delete()
        return current
    current.closes = today
    if _told(current) != before:
        _keep(current)
        _record("closed", current, by, before=before, after=_told(current))
    return current


def _locked(window: IntakeWindow) -> IntakeWindow:
    found = IntakeWindow.objects.select_for_update(of=("self",)).select_related("region", "meeting__term__body")
    return found.get(pk=window.pk)


def _keep(window: IntakeWindow) -> None:
    """Write it, unless it overlaps another one: every application belongs to one meeting."""
    others = IntakeWindow.objects.filter(region=window.region).exclude(pk=window.pk)
    clash = others.filter(opens__lte=window.closes, closes__gte=window.opens).order_by("opens").first()
    if clash:
        raise OpinionRefusal(_("This window overlaps another one: %s.") % clash)
    body = window.meeting and window.meeting.term.body
    if body and body.territory_id != window.region_id:
        raise OpinionRefusal(_("This body belongs to another region."))
    if window.meeting and local_day(window.meeting.starts) <= window.closes:
        raise OpinionRefusal(_("The meeting is held before the window closes."))
    kept(window)


def _told(window: IntakeWindow) -> dict[str, Any]:
    meeting = str(window.meeting) if window.meeting else ""
    return {"opens": window.opens, "closes": window.closes, "meeting": meeting, "note": window.note}


def _record(verb: str, window: IntakeWindow, by: Actor, **told: Any) -> None:
    record_event(
        f"intake_window.{verb}", by=by, object_type="intake_window", object_id=window.pk, label=str(window),
        territories=[window.region.code], **told,
    )  # fmt: skip
