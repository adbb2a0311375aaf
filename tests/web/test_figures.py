"""Numbers as a Polish and an English reader expect them."""

from decimal import Decimal

import pytest
from django.utils import translation

from koordynata.web.figures import amount, number, percent, plain, signed

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "digits", "pl", "en"),
    [
        (1234.5, 1, f"1{NBSP}234,5", "1,234.5"),
        (1234, 0, f"1{NBSP}234", "1,234"),
        (-72, 0, "−72", "−72"),
        (0, 0, "0", "0"),
        (-0.04, 1, "0,0", "0.0"),
        (9310000, 0, f"9{NBSP}310{NBSP}000", "9,310,000"),
    ],
)
def test_a_number(value: float, digits: int, pl: str, en: str) -> None:
    with translation.override("pl"):
        assert number(value, digits) == pl
    with translation.override("en"):
        assert number(value, digits) == en


def test_a_change_carries_its_sign() -> None:
    assert (signed(5), signed(-5), signed(0)) == ("+5", "−5", "0")


def test_a_share_is_written_without_a_blank() -> None:
    with translation.override("pl"):
        assert percent(0.125, 1) == "12,5%"


def test_silence_is_a_word_and_zero_a_number() -> None:
    with translation.override("en"):
        assert number(None) == signed(None) == percent(None) == "no data"


def test_a_year_is_never_grouped() -> None:
    assert plain(2026) == "2026" and plain(None) == ""


@pytest.mark.parametrize(
    ("value", "told"),
    [("50.00", "50"), ("66.10", "66,1"), ("12.65", "12,65"), ("0.005", "0,01"), (None, "brak danych")],
)
def test_an_amount_has_the_digits_that_it_needs(value: str | None, told: str) -> None:
    with translation.override("pl"):
        assert amount(None if value is None else Decimal(value)) == told
