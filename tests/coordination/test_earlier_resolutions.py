"""Resolutions of the time before the register: under their own number, told apart, and the numbering goes on unharmed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.enums import ActKind
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.known_votes import known_votes_words
from koordynata.coordination.models import Resolution
from koordynata.coordination.queries.register import RegisterFilter, public_resolutions
from koordynata.coordination.resolution_document import resolution_pdf
from koordynata.foundation import files
from koordynata.foundation.files import FileRefused
from koordynata.foundation.models import AuditEvent
from tests.days import Ahead, on_the_day

from .conftest import Team
from .test_register import entered

OLD: dict[str, Any] = {
    "kind": ActKind.RESOLUTION, "earlier_number": "XII/45/2023", "adopted_on": date(2023, 5, 8),
    "title": "Dawny plan", "text": "Zespół przyjął plan.",
}  # fmt: skip


def earlier(team: Team, **values: Any) -> Resolution:
    return services.enter_earlier_resolution(body=team.body, by=team.by, **(OLD | values))


def test_it_keeps_its_number_and_says_who_entered_it(team: Team) -> None:
    entry = earlier(team, votes={"in_favour": 12})
    assert (str(entry), entry.number, entry.year, entry.is_earlier) == ("XII/45/2023", None, 2023, True)
    assert entry.entered_by == team.by.audit_label
    assert known_votes_words(entry.known_votes).endswith(" 12"), "what is not known is not said"
    assert AuditEvent.objects.filter(verb="resolution.earlier_entered").count() == 1


def test_the_numbering_goes_on_as_if_it_were_not_there(team: Team) -> None:
    today = timezone.localdate()
    first = entered(team)
    earlier(team, adopted_on=today, earlier_number=f"900/{today.year}")
    assert (first.number, entered(team).number) == (1, 2)


def test_no_number_is_given_out_that_the_year_had_before(team: Team) -> None:
    today = timezone.localdate()
    for number in (1, 2):
        earlier(team, adopted_on=today, earlier_number=f"{number}/{today.year}")
    assert entered(team).number == 3
    assert entered(team, kind=ActKind.POSITION).number == 1, "each kind has its own numbers"


def test_a_number_stands_once(team: Team) -> None:
    own = entered(team)
    with pytest.raises(CoordinationRefusal):
        earlier(team, adopted_on=own.adopted_on, earlier_number=str(own))
    earlier(team)
    with pytest.raises(ValidationError):
        earlier(team, earlier_number=" XII/45/2023 ")
    assert earlier(team, kind=ActKind.OPINION).is_earlier, "another kind has its own numbers"


@pytest.mark.parametrize(
    "wrong",
    [{"earlier_number": "  "}, {"text": ""}, {"adopted_on": Ahead(2)}],
    ids=["no number", "no text and no file", "a day ahead"],
)
def test_bad_input_is_refused_and_nothing_stays(team: Team, wrong: dict[str, Any]) -> None:
    with pytest.raises((CoordinationRefusal, ValidationError)):
        earlier(team, **on_the_day(wrong))
    assert not Resolution.objects.exists()


def test_a_document_may_stand_for_the_text_when_it_is_what_its_name_says(team: Team) -> None:
    entry = earlier(team, text="", file=("uchwała.txt", b"Tekst"))
    assert files.read(entry.digest) == b"Tekst" and entry.file_name == "uchwała.txt"
    with pytest.raises(FileRefused):
        earlier(team, earlier_number="2", file=("uchwała.pdf", b"Tekst"))


def test_what_became_of_it_is_told_and_published_as_of_any_other(team: Team) -> None:
    entry = services.tell_outcome(resolution=earlier(team), outcome="Wykonano.", seen_version=1, by=team.by)
    services.publish_resolution(resolution=entry, public=True, by=team.by)
    own = entered(team)
    services.publish_resolution(resolution=own, public=True, by=team.by)
    shown = [str(row) for row in public_resolutions(RegisterFilter(), timezone.localdate())]
    assert shown == [str(own), "XII/45/2023"]
    assert resolution_pdf(entry).startswith(b"%PDF")
