"""A unit agrees with its number, in both languages."""

import pytest
from django.utils.translation import override

from koordynata.intelligence.metrics import units
from koordynata.intelligence.queries import Figure
from koordynata.web.intelligence.sourced import figure_words


@pytest.mark.parametrize(
    ("language", "unit", "value", "words"),
    [
        ("pl", units.PEOPLE, 1, "1 osoba"),
        ("pl", units.PEOPLE, 22, "22 osoby"),
        ("pl", units.PEOPLE, 1935, "1 935 osób"),
        ("pl", units.OFFERS, 208, "208 ofert"),
        ("pl", units.YEARS, 10, "10 lat"),
        ("pl", units.RATIO, 0.72, "0,72"),
        ("en", units.PEOPLE, 1, "1 person"),
        ("en", units.OFFERS, 2, "2 offers"),
        ("en", units.RATIO, 0.72, "0.72"),
    ],
)
def test_units_agree(language: str, unit: str, value: float, words: str) -> None:
    with override(language):
        assert figure_words(Figure(value, None, unit, "pupils"), unit=True).replace("\u00a0", " ") == words
