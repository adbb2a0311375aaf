"""Pages of the API, in the wrappings of both generations."""

import json

import pytest

from koordynata.sources.rspo import read_pages

from .files import COMPLEX_RECORD, RECORD

BOTH = [RECORD, COMPLEX_RECORD]


def read(value):
    return read_pages(json.dumps(value).encode())


@pytest.mark.parametrize(
    "value",
    [
        BOTH,
        {"hydra:member": BOTH, "hydra:totalItems": 2},
        {"member": BOTH},
        [{"hydra:member": [RECORD]}, {"hydra:member": [COMPLEX_RECORD]}],
        [[RECORD], [COMPLEX_RECORD]],
    ],
    ids=["bare", "hydra", "member", "pages", "bare pages"],
)
def test_every_wrapping_gives_the_same_rows(value):
    reading = read(value)
    assert reading.problems == [] and reading.total == 2
    school, complex_ = reading.rows.iter_rows(named=True)
    assert (school["rspo"], school["type_name"], school["pupils"]) == (12345, "Technikum", 312)
    assert school["parent_rspo"] == 12344 and school["closed_on"] is None
    assert (school["lat"], school["lon"]) == (50.47, 17.33)
    assert school["head_name"] == "Anna Przykładowa" and school["body_name"] == "POWIAT NYSKI"
    assert [taught["code"] for taught in school["occupations"]] == ["311928", "17"]
    assert complex_["gmina_code"] == "1607044" and complex_["occupations"] == []
    assert json.loads(school["details"]) == {"czyPosiadaInternat": True}


def test_one_record_alone_is_a_page_too():
    assert read(RECORD).rows.height == 1


def test_a_wrong_record_is_named_by_its_place():
    reading = read([RECORD, "not a record", COMPLEX_RECORD | {"liczbaUczniow": -3}])
    assert [(p.line, p.column, p.code) for p in reading.problems] == [
        (2, "", "record_broken"),
        (3, "liczbaUczniow", "cell_below"),
    ]
    assert reading.rejected == 2 and reading.mentioned is None


@pytest.mark.parametrize(
    "strange",
    [
        {"geolokalizacja": []}, {"geolokalizacja": {"latitude": "x"}}, {"ksztalcenieZawodowe": "technik"},
        {"ksztalcenieZawodowe": [{"id": 1, "nazwa": "x"}, "y", None]}, {"podmiotProwadzacy": {"nazwa": "G"}},
        {"podmiotNadrzedny": {"@id": "/api/placowki/12344"}}, {"nazwa": "A\x00B"}, {"dataZalozenia": "2009-08-31T00:00:00"},
    ],
)  # fmt: skip
def test_what_php_and_people_write_is_read(strange):
    assert read([RECORD | strange]).rows.height == 1


@pytest.mark.parametrize(("data", "code"), [
    (b"{", "json_broken"), (b"[]", "json_shape"), (b'{"a": 1}', "json_shape"), (b"", "file_empty"),
    (b"[" * 100_000 + b"]" * 100_000, "json_too_deep"), (b"PK\x03\x04", "file_is_spreadsheet"),
])  # fmt: skip
def test_files_that_are_no_pages_are_refused(data, code):
    reading = read_pages(data)
    assert reading.refused and reading.problems[0].code == code


def test_what_no_database_can_store_is_left_out_of_texts():
    page = json.dumps([RECORD | {"nazwa": "Szkoła\x00 \ud800nr 1", "rodzajSzkolyPlacowki": ["a\x00", "\U0001f600"]}])
    row = read_pages(page.encode()).rows.row(0, named=True)
    assert row["name"] == "Szkoła nr 1"
    assert json.loads(row["details"])["rodzajSzkolyPlacowki"] == ["a", "\U0001f600"]
