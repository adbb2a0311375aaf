"""The sample's programmes: four of them, in every state, and out again without a trace."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from koordynata.cli.sample.plan import Plan
from koordynata.cli.sample.programmes import make_programmes
from koordynata.cli.sample.remove_programmes import remove_programmes
from koordynata.foundation.audit import SYSTEM
from koordynata.programme.enums import ActualState, VersionState
from koordynata.programme.models import Actual, Comment, Fact, Period, Programme, Report, Strand, Version
from koordynata.programme.queries.board import board_of
from koordynata.programme.workbooks.comparing import compare
from koordynata.programme.workbooks.programme import book_of
from koordynata.programme.workbooks.reading import read_origin
from koordynata.programme.workbooks.writing import write_book
from koordynata.reference.services import load_reference

pytestmark = pytest.mark.django_db
PLAN = Plan(regions=("08", "10"))


@pytest.fixture
def made() -> None:
    list(load_reference(by=SYSTEM))
    make_programmes(PLAN)


def test_four_programmes_in_their_states(made: None) -> None:
    states = {
        one.short_name: [version.state for version in one.versions.order_by("number")]
        for one in Programme.objects.all()
    }
    adopted, consulted = VersionState.ADOPTED, VersionState.CONSULTATION
    assert states == {
        "RPW ZSU": [adopted, adopted], "PW ZSU": [adopted, consulted], "SKZ 2030": [adopted], "BRANŻA": [adopted],
    }  # fmt: skip
    assert Comment.objects.filter(outcome="").count() == 1


def test_three_periods_are_reported_and_one_value_is_returned(made: None) -> None:
    programme = Programme.objects.get(short_name="RPW ZSU")
    assert programme.periods.exclude(closed_at=None).count() == 2
    assert Actual.objects.filter(period__programme=programme, state=ActualState.RETURNED).count() == 1
    assert Period.objects.filter(programme=programme, actuals__isnull=False).distinct().count() == 3


def test_closed_periods_have_a_report_that_was_sent_and_the_last_one_a_draft(made: None) -> None:
    rows = Report.objects.filter(programme__short_name="RPW ZSU").order_by("period__starts")
    assert [(one.period.name, one.is_frozen, one.sent_at is not None) for one in rows] == [
        ("2025 I", True, True), ("2025 II", True, True), ("2026 I", False, False),
    ]  # fmt: skip
    for one in rows:
        assert all("przykładowy" in narrative.text for narrative in one.narratives.order_by("pk"))
        assert not one.is_frozen or json.loads(one.snapshot)["sample"]


def test_a_pupil_in_two_projects_is_one_pupil_in_the_programme(made: None) -> None:
    version = Programme.objects.get(short_name="RPW ZSU").versions.in_force_on(date(2026, 6, 30)).get()
    board = board_of(version)
    at = [period.name for period in board.periods].index("2026 I")
    code = {element.code: element for element in board.elements}

    def pupils(element: str) -> int:
        (line,) = [line for line in board.of(code[element]) if line.measure.code == "W1"]
        return int(line.value(at) or 0)

    assert pupils("1.1") < pupils("1.1.1") + pupils("1.1.2")
    persons = Fact.objects.filter(kind="placement_completed", on__lte=date(2026, 6, 30)).values("person").distinct()
    assert pupils("1") == persons.count()


def test_twice_makes_no_more_and_all_goes_without_a_trace(made: None) -> None:
    before = Strand.objects.count()
    make_programmes(PLAN)
    assert Strand.objects.count() == before
    remove_programmes()
    assert not any(model.objects.exists() for model in (Programme, Strand, Fact, Actual, Period))


def test_every_version_goes_out_as_a_workbook_and_comes_back_the_same(made: None) -> None:
    for version in Version.objects.select_related("programme").order_by("pk"):
        book = book_of(version)
        found = compare(book, read_origin(write_book(book)))
        assert (found.changes, found.problems) == ([], []), version
        assert all(len(sheet.rows) for sheet in book.sheets if sheet.id in ("elements", "budget", "milestones"))


def test_an_indicator_of_the_warehouse_is_promised_and_never_typed_in(made: None) -> None:
    """The sample's warehouse stands before its programmes are made, so its figures are there to be seen."""
    programme = Programme.objects.get(short_name="RPW ZSU")
    card = programme.measures.get(source="metric")
    version = programme.versions.get(number=2)
    (element,) = version.elements.filter(strand__indicators__measure=card)
    line = board_of(version).lines[element.pk][card.pk]
    assert (card.rule, element.code, line.target(0)) == ({"metric": "unemployment_rate"}, "8.1", Decimal("6.5"))
    assert not Actual.objects.filter(indicator__measure=card).exists()
