"""The map of gaps and its table twin."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.intelligence import queries
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import FunctionalAreaMember, Territory
from koordynata.reference.queries import map_shapes
from koordynata.web.intelligence.views import gaps
from tests.conftest import make_territory

from .pages import lasting, results, text

HOSTILE = [
    "' OR 1=1 --", "<script>alert(1)</script>", "%00", "9" * 400, "-1", "2026'", "../../etc", "\u202e", "1607\n", "{{ 7*7 }}",
]  # fmt: skip
FIELDS = ["territory", "year", "branch", "occupation", "school_type", "klass", "sort", "page"]


def test_it_works(office: Any) -> None:
    page = text(office.get("/luki/"))
    assert "nyski" in page and "−62" in page and "D+" in page


def test_every_powiat_has_a_cell_a_title_a_letter_and_a_row(office: Any) -> None:
    page = text(office.get("/luki/"))
    for code, name in (("1607", "nyski"), ("1609", "opolski"), ("1661", "Opole")):
        assert page.count(f'data-territory="{code}"') == 2, "a cell and a row"
        assert re.search(rf"<title>{name}: [^<]+</title>", page)
    letters = re.findall(r'class="letter on-([a-z-]+)"[^>]*>([^<]+)<', page)
    assert sorted(letters) == [("deficit", "D"), ("large-deficit", "D+"), ("surplus", "N")]


def test_the_largest_deficit_stands_first_and_the_order_turns(office: Any) -> None:
    def order(query: str) -> list[str]:
        return re.findall(r'<tr role="row" data-territory="(\d+)"', text(office.get(f"/luki/{query}")))

    assert order("") == ["1607", "1609", "1661"]
    assert order("?sort=-gap") == ["1661", "1609", "1607"]
    assert order("?sort=supply")[-1] == "1609", "a hidden figure stands last whichever way"
    assert order("?sort=-supply")[-1] == "1609"


def test_the_order_in_force_is_said(office: Any) -> None:
    assert text(office.get("/luki/?sort=-supply")).count('aria-sort="descending"') == 1


def test_a_hidden_figure_is_a_word_with_a_reason_behind_it(office: Any) -> None:
    page = text(office.get("/luki/"))
    hidden = re.findall(r'<a class="suppressed" href="([^"]+)"', page)
    assert len(hidden) == 2  # pupils and graduates of 1609
    assert "territory=1609" in hidden[0]


def test_silence_is_never_an_empty_cell(office: Any, land: Any) -> None:
    make_territory("1601", TerritoryKind.POWIAT, "brzeski", land["16"])
    row = re.search(r'<tr role="row" data-territory="1601".*?</tr>', text(office.get("/luki/")), re.DOTALL)
    assert row is not None
    assert row[0].count('class="silence"') == 6
    assert not re.search(r"<td[^>]*></td>", row[0])


def test_filters_narrow_the_rows_and_stay_in_the_export(office: Any) -> None:
    page = text(office.get("/luki/?klass=surplus"))
    assert re.findall(r'<tr role="row" data-territory="(\d+)"', page) == ["1661"]
    assert 'href="?klass=surplus&amp;format=xlsx"' in page


def test_a_functional_area_shows_its_own_powiats(office: Any, land: Any) -> None:
    area = make_territory("AO", TerritoryKind.FUNCTIONAL_AREA, "Aglomeracja Opolska", land["16"])
    Territory.objects.filter(pk=area.pk).update(path="AO/")
    for code in ("1609", "1661"):
        FunctionalAreaMember.objects.create(area=area, member=land[code])
    page = text(office.get("/luki/?territory=AO"))
    assert sorted(set(re.findall(r'data-territory="(\d+)"', page))) == ["1609", "1661"]


def test_a_foreign_territory_is_not_among_the_choices(office: Any) -> None:
    page = text(office.get("/luki/?territory=12"))
    assert "krak" not in page.lower()
    assert 'class="call warn"' in page, "the filter that was left out is named"


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_filters_are_left_out_and_never_run(office: Any, value: str) -> None:
    for field in FIELDS:
        response = office.get(f"/luki/?{urlencode({field: value})}")
        assert response.status_code == 200, field
        assert "<script>alert" not in text(response)
        assert "nyski" in text(response)


def test_the_swap_equals_a_fresh_page(office: Any) -> None:
    fresh = lasting(office.get("/luki/?klass=deficit"))
    part = lasting(office.get("/luki/?klass=deficit", headers={"HX-Request": "true"}))
    before = lasting(office.get("/luki/"))
    assert results(fresh).strip() == part.strip()
    swapped = before.replace(results(before), part)
    outside = [page.replace(results(page), "") for page in (swapped.replace(part, results(fresh)), fresh)]
    assert outside[0] == outside[1]


def test_going_back_in_the_history_gets_the_whole_page(office: Any) -> None:
    asked = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in text(office.get("/luki/", headers=asked))


def test_the_csv_holds_what_the_page_holds(office: Any) -> None:
    response = office.get("/luki/?klass=deficit&format=csv")
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["1607", "1609"]
    assert rows[2][6] == rows[2][7] != "", "a hidden figure is a word in the file too"
    assert "attachment" in response["Content-Disposition"]


def test_the_xlsx_opens_and_describes_its_columns(office: Any) -> None:
    response = office.get("/luki/?format=xlsx")
    book = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert "xl/worksheets/sheet2.xml" in book.namelist()


def test_an_empty_answer_says_so_with_one_link(office: Any) -> None:
    page = text(office.get("/luki/?klass=growing&branch=TKO&school_type=BS1&occupation=311407&territory=16&year=2021"))
    assert 'class="empty"' in page or 'data-territory="1607"' in page


def test_the_number_of_queries_does_not_follow_the_rows(office: Any, land: Any) -> None:
    office.get("/luki/")
    with CaptureQueriesContext(connection) as three:
        office.get("/luki/")
    for code in ("1602", "1603", "1604"):
        make_territory(code, TerritoryKind.POWIAT, f"powiat {code}", land["16"])
    with CaptureQueriesContext(connection) as six:
        office.get("/luki/")
    assert len(six) == len(three)


def test_without_a_warehouse_the_page_says_so(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "available_years", lambda: ())
    response = office.get("/luki/")
    assert response.status_code == 200
    assert 'class="empty"' in text(response)


@pytest.fixture
def country(land: Any, administrator: Any, as_user: Any) -> Any:
    """All 380 powiats, seen by whoever sees the country."""
    cells = map_shapes()["cells"]
    known = set(Territory.objects.values_list("code", flat=True))
    Territory.objects.bulk_create(
        Territory(code=code, kind=TerritoryKind.POWIAT, name=f"powiatowo-{code}-ziemski", path=f"{code[:2]}/{code}/")
        for code in cells
        if code not in known
    )
    return as_user(administrator)


def test_the_whole_country_is_light_and_complete(country: Any, monkeypatch: Any) -> None:
    """The map holds every powiat; the table comes in pages, which together hold every powiat once, in order."""
    first = country.get("/luki/?territory=PL")
    page = text(first)
    assert len(first.content) < 300_000
    assert len(set(re.findall(r'data-territory="(\d+)"><title>', page))) == 380, "every powiat on the map"
    codes: list[str] = []
    for number in range(1, first.context["page"].paginator.num_pages + 1):
        codes += re.findall(
            r'<tr role="row" data-territory="(\d+)"', text(country.get(f"/luki/?territory=PL&page={number}"))
        )
    assert len(codes) == len(set(codes)) == 380
    monkeypatch.setattr(gaps, "PAGE_SIZE", 380)
    assert len(country.get("/luki/?territory=PL").content) > 300_000, "negative control: without pages it is heavy"


def test_a_voivodeship_needs_no_pages(office: Any) -> None:
    assert 'class="pages"' not in text(office.get("/luki/"))
