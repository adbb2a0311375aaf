"""Exports: what stood in the house stands in the file, and nothing in it runs."""

import csv
import datetime as dt
import io
import random
import re
import zipfile
from xml.etree import ElementTree

import pytest

from koordynata.foundation.tables import Column, Kind, neutral, write_csv, write_xlsx

COLUMNS = [
    Column[dict[str, object]]("nazwa", Kind.TEXT, "Name of the school", lambda row: row["name"]),
    Column[dict[str, object]]("uczniowie", Kind.INTEGER, "Pupils on 30 September", lambda row: row["pupils"]),
    Column[dict[str, object]]("luka", Kind.NUMBER, "Score", lambda row: row["gap"]),
    Column[dict[str, object]]("dzień", Kind.DATE, "As of", lambda row: row["day"]),
]
ROW = {"name": "Szkoła; „Żubr”", "pupils": 312, "gap": -12.5, "day": dt.date(2026, 9, 30)}
STARTS = ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "\n@", "\ufeff="]


def read_csv(rows, columns=COLUMNS):
    content = b"".join(write_csv(columns, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";"))


def read_xlsx(rows, **more):
    content = b"".join(write_xlsx(COLUMNS, rows, sheet="Luki", columns_sheet="Kolumny", **more))
    book = zipfile.ZipFile(io.BytesIO(content))
    return {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}


def strings_of(sheet: str) -> list[str]:
    """Inline strings, which is what a book written row by row holds."""
    return [node.text or "" for node in ElementTree.fromstring(sheet).iter() if node.tag.endswith("}t")]


def test_a_row_reads_back() -> None:
    assert read_csv([ROW]) == [
        ["nazwa", "uczniowie", "luka", "dzień"],
        ["Szkoła; „Żubr”", "312", "-12,5", "2026-09-30"],
    ]


def test_an_unknown_value_is_an_empty_field_and_a_word_stays_a_word() -> None:
    assert read_csv([ROW | {"pupils": None, "gap": "ukryte"}])[1][1:3] == ["", "ukryte"]


@pytest.mark.parametrize("text", ["-5", "+48 600 100 200", "007", "−12", "a=b", "", "1609", "e-mail@example.org"])
def test_honest_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text


def hostile(n: int) -> list[str]:
    rng = random.Random(2026)
    tails = ["cmd|' /C calc'!A0", "SUM(A1:A9)", 'HYPERLINK("x")', "1+1", "-5-3", "", "WEBSERVICE(1)"]
    return [rng.choice(STARTS) + rng.choice(tails) + str(rng.randrange(10)) for _ in range(n)]


def live(field: str) -> bool:
    """What a spreadsheet would run: written apart from the code under test."""
    bare = field.strip(" \u00a0\ufeff\t\r\n")
    return bool(re.match(r"[=+\-@＝＋－＠]", bare)) and not re.fullmatch(r"[+-]\d[\d \u00a0]*([.,]\d+)?", bare)


def test_no_hostile_text_is_live_in_csv() -> None:
    fields = [row[0] for row in read_csv([ROW | {"name": text} for text in hostile(2000)])[1:]]
    assert len(fields) == 2000
    assert [field for field in fields if live(field)] == []


def test_the_check_would_find_a_live_one() -> None:
    assert live("=1+1") and live(" @SUM(A1)") and live("-5-3") and not live("-5") and not live("'=1+1")


def test_no_hostile_text_is_live_in_xlsx_and_it_reads_back_unchanged() -> None:
    texts = ["=1+1", "@x", "+48 600", "-5", "007", "a\x00b"]
    sheet = read_xlsx([ROW | {"name": text} for text in texts])["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    found = strings_of(sheet)
    assert all(text in found for text in texts[:-1]) and "a b" in found


def test_xlsx_describes_its_columns() -> None:
    sheet = strings_of(read_xlsx([ROW], notes=["Dane przykładowe"])["xl/worksheets/sheet2.xml"])
    assert sheet[:3] == ["nazwa", "text", "Name of the school"]
    assert sheet[-1] == "Dane przykładowe"


def test_a_long_list_comes_in_pieces() -> None:
    assert len(list(write_csv(COLUMNS, (ROW for _ in range(5000))))) > 3
