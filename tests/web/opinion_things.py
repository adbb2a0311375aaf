"""Two applications of a school in Opolskie: one before the body, one that the school still writes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from koordynata.coordination.models import Meeting
from koordynata.foundation.audit import SYSTEM
from koordynata.opinions import services
from koordynata.opinions.models import OpinionRequest
from koordynata.registry.models import Institution
from tests.foundation.test_files import PDF


def _written(school: Institution, lists: Any, occupation: str, canary: str) -> OpinionRequest:
    request = services.start_request(
        school=school, occupation=lists["occupations"][occupation], school_type=lists["school_types"]["TEC"],
        start_year=2027, places=28, reasons=f"Powody {canary}. " * 10, programme="Program", by=SYSTEM,
    )  # fmt: skip
    for kind in ("employer_letter", "governing_body"):
        services.attach(
            request=request, kind=kind, name=f"{canary}.pdf", content=PDF + kind.encode() + b"%%EOF", by=SYSTEM
        )
    letter = request.attachments.get(kind="employer_letter")
    services.add_partner(request=request, name=f"Firma {canary}", training_places=20, letter=letter, by=SYSTEM)
    for kind in ("workshop", "teacher"):
        services.add_resource(request=request, kind=kind, name=f"Zasób {canary}", by=SYSTEM)
    return request


def opinion_things(school: Institution, lists: Any, meeting: Meeting, canary: str) -> dict[str, Any]:
    """One of each, with the canary in its name."""
    school.refresh_from_db()
    treated, own = (_written(school, lists, code, canary) for code in ("311407", "311928"))
    services.submit(request=treated, by=SYSTEM)
    services.accept_as_complete(request=treated, by=SYSTEM)
    sheet = services.prepare_evidence(request=treated, by=SYSTEM)
    treated = services.put_before_body(request=treated, meeting=meeting, by=SYSTEM)
    today = timezone.localdate()
    position = services.record_prior_opinion(
        request=treated, source="working_group", body_name=canary, stance="for", given_on=today, name=f"{canary}.pdf",
        content=PDF, by=SYSTEM,
    )  # fmt: skip
    window = services.open_window(
        region=treated.region, opens=today, closes=today + timedelta(days=9), note=canary, by=SYSTEM
    )
    given = services.enter_earlier_opinion(
        school=school, occupation=lists["occupations"]["711603"], school_type=lists["school_types"]["BS1"],
        start_year=2022, places=20, decided_on=date(2022, 3, 1), delivered_on=date(2022, 3, 2), number=1, kind="positive",
        reasons=f"Powody {canary}.", by=SYSTEM,
    )  # fmt: skip
    return {
        "position": position, "position_file": position.files.get(), "given_request": given.request, "opinion_item": treated.item, "window": window, "voivodeship": treated.region,
        "opinion_request": treated, "sheet": sheet, "attachment": treated.attachments.order_by("pk").first(),
        "own_request": own, "own_partner": own.partners.get(), "own_resource": own.resources.order_by("pk").first(),
        "own_attachment": own.attachments.order_by("pk").first(),
    }  # fmt: skip
