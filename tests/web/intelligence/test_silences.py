"""Hidden is never called unknown: in cells, letters, maps, charts and files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from koordynata.intelligence.queries import Figure, GapRow, SchoolRow, Silence
from koordynata.web.charts.multiples import draw_multiples
from koordynata.web.intelligence.colours import colour_of
from koordynata.web.intelligence.exports import GAP_COLUMNS
from koordynata.web.intelligence.sourced import figure_html, grades_html

from . import fakes
from .pages import text

HIDDEN, MISSING = (Figure(None, silence, "people", "pupils", 2026) for silence in (Silence.SUPPRESSED, Silence.MISSING))


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def row_with(score: Figure) -> GapRow:
    return replace(fakes.row("1607", "nyski"), score=score, klass=None, growth=None, lasting_years=0)


@pytest.mark.parametrize(("figure", "word"), [(HIDDEN, "hidden"), (MISSING, "no data")])
def test_each_silence_has_its_word_and_its_reason(figure: Figure, word: str) -> None:
    shown = figure_html(figure)
    assert figure.silence is not None
    assert f">{word}</span>" in shown and figure.silence.reason in shown


@pytest.mark.parametrize(("figure", "word"), [(HIDDEN, "hidden"), (MISSING, "no data")])
def test_letters_maps_charts_and_files_say_the_same(figure: Figure, word: str, land: Any) -> None:
    row = row_with(figure)
    letter = Template("{% gap_class row.klass row.score %}").render(Context({"row": row}))
    assert f'title="{word}"' in letter and "class-letter no-data" in letter
    assert colour_of(row, "nyski").sentence == f"nyski: {word}"
    cells = {str(column.name): column.value(row) for column in GAP_COLUMNS}
    assert {cells[name] for name in ("Gap", "Years in deficit", "Change per year")} == {word}
    series = fakes.demand_supply_series("1607", "")
    silent = replace(series, points=tuple(replace(point, supply=figure) for point in series.points))
    assert draw_multiples([(row, silent)])[0].supply_silence == word


def test_grades_of_which_one_is_hidden_are_hidden() -> None:
    figures = ((1, MISSING), (2, HIDDEN))
    school = SchoolRow(1, "x", "1607", "nyski", "TEC", figures, HIDDEN, HIDDEN, HIDDEN)
    assert ">hidden</span>" in grades_html(school, 1)
    assert ">no data</span>" in grades_html(replace(school, pupils_by_grade=((1, MISSING),)), 1)


def test_the_years_of_a_gap_tell_hidden_ones(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fakes.row

    def with_hidden_year(*about: Any, **more: Any) -> GapRow:
        row = whole(*about, **more)
        return replace(row, history=((2025, None), (2026, None)), hidden_years=(2025,))

    monkeypatch.setattr(fakes, "row", with_hidden_year)
    office.cookies["django_language"] = "en"
    page = text(office.get("/terytoria/1607/"))
    assert '<th scope="row">2025</th><td class="number"><span class="suppressed">hidden</span>' in page
    assert '<th scope="row">2026</th><td class="number">no data' in page


@pytest.mark.parametrize("address", ["/zawody/311407/", "/szkoly/{school}/perspektywa/", "/kwadrant/"])
def test_pages_with_counts_of_people_say_why_some_are_hidden(office: Any, school: Any, address: str) -> None:
    office.cookies["django_language"] = "en"
    page = text(office.get(address.format(school=school.pk)))
    assert "Figures on fewer than 10 people are hidden" in page


def test_the_drawer_gives_the_reason(office: Any) -> None:
    office.cookies["django_language"] = "en"
    page = text(office.get("/liczby/supply/?territory=1609&occupation=311407&year=2026"))
    assert Silence.SUPPRESSED.reason in page
