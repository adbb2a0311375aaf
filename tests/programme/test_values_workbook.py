"""A partner's form: one institution's indicators of one period, out and back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import ActualState, Involved
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Actual, Indicator
from koordynata.programme.services.actuals import Value
from koordynata.programme.workbooks.desk import NotTaken, receive
from koordynata.programme.workbooks.values import form_of
from koordynata.programme.workbooks.writing import write_book
from koordynata.registry.models import Institution

from .conftest import Define, Ground, Promised
from .test_workbook import Edit, edited, problems, put, take

SHEET = "Wartości"


@pytest.fixture
def partner(ground: Ground, measure: Define, promised: Promised, employer: User) -> Institution:
    """Responsible for 1.1.1, which promises a number with parts by sex and a ratio; 6.1.1 is nobody's."""
    promised("1.1.1", measure(dimensions=["sex"]), 10, 20)
    promised("1.1.2", measure("W2", over_time="state", over_elements="ratio", unit="%"), 50, 60)
    promised("6.1.1", measure("W3"), 1, 2)
    company = Institution.objects.get(name="Kolej (przykład)")
    for code in ("1.1.1", "1.1.2"):
        services.involve_institution(
            element=ground.element(code), institution=company, role=Involved.RESPONSIBLE, by=SYSTEM
        )
    ground.adopt()
    return company


def made(ground: Ground, partner: Institution) -> bytes:
    return write_book(form_of(ground.periods[0], partner))


def both(*edits: Edit) -> Edit:
    def edit(book: Any) -> None:
        for one in edits:
            one(book)

    return edit


FILLED = both(
    put(SHEET, "1.1.1", "value", 8), put(SHEET, "1.1.1", "part:sex:women", 5), put(SHEET, "1.1.1", "note", "Lista."),
    put(SHEET, "1.1.2", "numerator", "3"), put(SHEET, "1.1.2", "denominator", "4"),
)  # fmt: skip


def test_the_form_holds_what_the_institution_reports_and_nothing_else(ground: Ground, partner: Institution) -> None:
    (sheet,) = form_of(ground.periods[0], partner).sheets
    assert [row["element"] for row in sheet.rows.values()] == ["1.1.1", "1.1.2"]
    assert receive(made(ground, partner)).found.changes == []


def test_filled_in_it_becomes_drafts(ground: Ground, partner: Institution) -> None:
    content = edited(made(ground, partner), FILLED)
    assert problems(content) == [] and not Actual.objects.exists()
    assert len(take(content)) == 2
    number, ratio = Actual.objects.order_by("indicator__measure__code")
    assert (number.value, number.note, number.state) == (Decimal(8), "Lista.", ActualState.DRAFT)
    assert (ratio.shown, [part.value for part in number.parts.all()]) == (Decimal(75), [Decimal(5)])
    assert receive(made(ground, partner)).found.changes == []
    take(edited(made(ground, partner), put(SHEET, "1.1.1", "part:sex:women", 4)))
    assert Actual.objects.get(pk=number.pk).parts.get().value == 4


@pytest.mark.parametrize(("edit", "words"), [
    (both(put(SHEET, "1.1.1", "value", 8), put(SHEET, "1.1.1", "part:sex:women", 9)), "więcej niż całość"),
    (put(SHEET, "1.1.1", "numerator", 9), "licznik"),
    (put(SHEET, "1.1.2", "value", 9), "licznik"),
    (both(put(SHEET, "1.1.2", "numerator", 9), put(SHEET, "1.1.2", "denominator", 8)), "mianownik"),
    (put(SHEET, "1.1.1", "value", "dużo"), "nie jest liczbą"),
    (put(SHEET, "1.1.2", "part:sex:men", 1), "licznik"),
])  # fmt: skip
def test_a_wrong_value_names_its_cell_and_keeps_the_others_back(
    ground: Ground, partner: Institution, edit: Edit, words: str
) -> None:
    content = edited(made(ground, partner), both(edit, put(SHEET, "1.1.1", "note", "Dobra")))
    told = problems(content)
    assert told and words in " ".join(told) and all(one.startswith(f"{SHEET}, ") for one in told)
    with pytest.raises(NotTaken):
        take(content)
    assert not Actual.objects.exists()


def test_two_people_of_one_partner(ground: Ground, partner: Institution) -> None:
    first, second = (edited(made(ground, partner), put(SHEET, "1.1.1", "value", one)) for one in (8, 9))
    take(first)
    (clash,) = receive(second).found.clashes
    take(second, **{clash: "file"})
    assert Actual.objects.get().value == 9


def test_a_submitted_value_is_not_written_over(ground: Ground, partner: Institution) -> None:
    content = edited(made(ground, partner), put(SHEET, "1.1.1", "value", 9))
    indicator = Indicator.objects.get(measure__code="W1")
    actual = services.enter_actual(
        indicator=indicator, period=ground.periods[0], given=Value(Decimal(1)), by=SYSTEM
    )  # fmt: skip
    services.submit_actual(actual=actual, by=SYSTEM)
    assert any("przekazan" in one for one in problems(content))


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_closed_period_has_no_form(ground: Ground, partner: Institution, when: str) -> None:
    content = made(ground, partner) if when == "after" else b""
    services.close_period(period=ground.periods[0], by=SYSTEM)
    ground.periods[0].refresh_from_db()
    with pytest.raises(ProgrammeRefusal, match="zamknięty"):
        receive(content) if when == "after" else made(ground, partner)


def test_whoever_has_nothing_to_report_gets_no_form(ground: Ground, partner: Institution) -> None:
    other = Institution.objects.exclude(pk=partner.pk).first() or Institution(pk=0, name="X")
    with pytest.raises(ProgrammeRefusal, match="nic do przekazania"):
        form_of(ground.periods[0], other)


def test_rows_cannot_be_added_nor_left_out_by_mistake(ground: Ground, partner: Institution) -> None:
    def edit(book: Any) -> None:
        book[SHEET].delete_rows(3)
        book[SHEET]["G9"].value = 5

    told: Callable[[bytes], list[str]] = problems
    assert any("nie dodaje" in one for one in told(edited(made(ground, partner), edit)))
    take(edited(made(ground, partner), lambda book: book[SHEET].delete_rows(3)))
    assert not Actual.objects.exists()
