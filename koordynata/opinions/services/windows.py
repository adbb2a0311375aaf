"""Windows of intake."""

from datetime import date

from django.db import transaction

from koordynata.coordination.models import Meeting
from koordynata.foundation.audit import Actor, record_event
from koordynata.reference.models import Territory

from ..models import IntakeWindow
from .trail import kept


@transaction.atomic
def open_window(
    *, region: Territory, opens: date, closes: date, meeting: Meeting | None = None, note: str = "", by: Actor
) -> IntakeWindow:
    """Announce when a region takes applications in, and for which meeting. Raises ValidationError."""
    window = IntakeWindow(region=region, opens=opens, closes=closes, meeting=meeting, note=note)
    kept(window)
    record_event(
        "intake_window.opened", by=by, object_type="intake_window", object_id=window.pk, label=str(window),
        territories=[region.code], after={"opens": opens, "closes": closes, "meeting": meeting and str(meeting)},
    )  # fmt: skip
    return window
