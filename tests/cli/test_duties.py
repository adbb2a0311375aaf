"""`koordynata duties`: the calendar for programs and for people."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from koordynata.coordination import services
from koordynata.foundation.audit import SYSTEM


def printed(*words: str) -> str:
    out = StringIO()
    call_command("duties", *words, stdout=out)
    return out.getvalue()


def test_as_json(land: Any) -> None:
    today = timezone.localdate()
    services.mark_duty(territory=land["16"], duty="forecast", year=2026, month=2, done_on=today, by=SYSTEM)
    told = json.loads(printed("--year", "2026", "--region", "16", "--json"))
    assert (told["region"], told["year"]) == ("16", 2026) and len(told["duties"]) > 8
    assert [one["due"] for one in told["duties"]] == sorted(one["due"] for one in told["duties"])
    (forecast,) = [one for one in told["duties"] if one["duty"] == "forecast"]
    assert forecast["due"] == "2026-02-02", "1 February 2026 is a Sunday"
    assert forecast["state"] == "done" and forecast["done_by"] == "system" and forecast["certain"]
    assert all(one["basis"] and one["source"] and (one["certain"] or one["note"]) for one in told["duties"])


def test_for_people(land: Any) -> None:
    text = printed("--year", "2027")
    assert "art. 46b" in text and "01.02.2027" in text.replace("1 February 2027", "01.02.2027")


@pytest.mark.parametrize("words", [["--region", "99"], ["--region", "1607"], ["--year", "1900"]])
def test_refused(words: list[str], land: Any) -> None:
    with pytest.raises(CommandError):
        printed(*words)


def test_without_any_voivodeship(db: None) -> None:
    with pytest.raises(CommandError):
        printed()
