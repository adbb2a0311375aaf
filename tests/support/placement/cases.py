"""Files of a placement, built from what a test is about."""

import json
from datetime import date
from typing import Any

from koordynata.support.placement.answer import Answer, answer_to
from koordynata.support.placement.case import case_of
from koordynata.support.placement.case_reading import read_placement
from koordynata.support.placement.weights import rules_on

DAY = date(2027, 3, 1)


def offer(name: str, seats: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": name, "seats": seats, **more}


def pupil(name: str, *wishes: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "wishes": [*wishes], **more}


def case(offers: list[Any], pupils: list[Any], **more: Any) -> bytes:
    return json.dumps({"offers": offers, "pupils": pupils, **more}).encode()


def answered(content: bytes) -> Answer:
    return answer_to(case_of(read_placement(content), rules_on(DAY)))


def told(answer: Answer) -> dict[str, str | None]:
    """Pupil → offer."""
    choices = [answer.choice(number) for number in range(answer.case.network.pupils)]
    return {
        person.id: answer.case.file.offers[got.offer].id if got else None
        for person, got in zip(answer.case.file.pupils, choices, strict=True)
    }
