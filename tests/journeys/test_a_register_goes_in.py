"""An officer loads a real kind of file, reads what would change, confirms, and takes it back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import House, OpenPage

HEADER = ["rok", "teryt_powiat", "kod_zawodu", "oferty", "bezrobotni"]


def offers(folder: Path, rows: list[list[object]], name: str = "oferty.csv") -> Path:
    """A file of job offers for a year that the sample does not have."""
    file = folder / name
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([HEADER, *rows])
    return file


def load(page: Page, source: str, file: Path) -> None:
    page.goto(f"/importy/nowy/{source}/")
    page.set_input_files("input[type=file]", file)
    page.locator("main form button.primary").click()
    page.wait_for_url(lambda url: url.rstrip("/").rsplit("/", 1)[-1].isdigit())


def test_look_confirm_and_take_back(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("officer.16")
    load(page, "oferty", offers(tmp_path, [[2015, "1607", "311410", 25, 12], [2015, "1601", "311410", 7, 3]]))
    expect(page.get_by_role("heading", name="Preview")).to_be_visible(timeout=120_000)
    expect(page.locator("main")).to_contain_text("2015")
    page.get_by_role("button", name="Apply the changes").click()
    expect(page.locator(".chip", has_text="applied")).to_be_visible(timeout=120_000)

    page.get_by_text("Undo this import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.locator(".chip", has_text="undone")).to_be_visible(timeout=120_000)


def test_a_wrong_row_is_named_with_its_line_and_column(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("officer.16")
    good: list[list[object]] = [
        [2014, code, "311410", 25, 12] for code in ("1601", "1602", "1603", "1604", "1605", "1606", "1607", "1608")
    ]
    load(page, "oferty", offers(tmp_path, [*good, [2014, "9999", "311410", 5, 3]]))
    row = page.get_by_role("row").filter(has_text="teryt_powiat")
    expect(row).to_contain_text("10", timeout=120_000)
    expect(row).to_contain_text("9999")


def test_a_foreign_region_is_refused(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("officer.16")
    load(page, "oferty", offers(tmp_path, [[2015, "1261", "311410", 25, 12]]))
    expect(page.locator(".chip", has_text="refused")).to_be_visible(timeout=120_000)


def test_without_javascript_it_works_too(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("officer.16", javascript=False)
    load(page, "oferty", offers(tmp_path, [[2013, "1607", "311410", 2, 1]]))
    expect(page.get_by_role("button", name="Apply the changes")).to_be_visible(timeout=120_000)


@pytest.mark.parametrize("who", ["member.16", "school.16", "employer.16"])
def test_others_do_not_load_files(open_page: OpenPage, who: str) -> None:
    page = open_page(who)
    answer = page.goto("/importy/nowy/")
    assert answer is not None and answer.status == 404


def test_the_command_line_says_the_same(house: House, tmp_path: Path) -> None:
    good: list[list[object]] = [
        [2012, code, "311410", 25, 12] for code in ("1601", "1602", "1603", "1604", "1605", "1606", "1607", "1608")
    ]
    file = offers(tmp_path, [*good, [2012, "1607", "999999", 4, 3]])
    shown = house.command("import", "oferty", str(file), "--dry-run", "--json")
    answer = json.loads(shown.stdout)
    assert (answer["rows"], answer["created"], answer["rejected"]) == (9, 8, 1)
    placed = [(p["line"], p["column"], p["value"]) for p in answer["problems"] if p["line"]]
    assert placed == [(10, "kod_zawodu", "999999")]

    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\x00\x01\x02")
    assert house.command("import", "oferty", str(broken), "--yes", "--json").returncode == 2
