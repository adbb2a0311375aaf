"""The office of Opolskie: a case with a letter and its file, an action, a seat; for walks over all addresses."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.models import Meeting, Seat
from koordynata.foundation.audit import SYSTEM
from tests.foundation.test_files import PDF


def office_things(land: Any, canary: str, meeting: Meeting) -> dict[str, Any]:
    """One of each, with the canary in its name."""
    today = timezone.localdate()
    letter = services.enter_letter_in_new_case(
        territory=land["16"], series="general", title=f"Sprawa {canary}", handled_on=today, dated_on=today,
        direction="outgoing", way="e_delivery", counterpart=f"Kuratorium {canary}", subject=f"Temat {canary}",
        answer_due=today, concerns=f"meeting:{meeting.pk}", attached=[(f"{canary}.pdf", PDF)], by=SYSTEM,
    )  # fmt: skip
    action = services.plan_action(
        territory=land["16"], name=f"Działanie {canary}", kind="study", starts=today, ends=today, by=SYSTEM
    )
    return {
        "letter": letter, "case": letter.case, "letter_file": letter.files.get(), "own_action": action,
        "seat": Seat.objects.get(term=meeting.term),
    }  # fmt: skip
