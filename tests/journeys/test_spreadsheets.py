"""What can be filled in on a page can be filled in a spreadsheet: the template goes out, the rows come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

from .axe import findings
from .conftest import OpenPage


def template(page: Page, folder: Path) -> Path:
    """The XLSX template of job offers, taken by the keyboard."""
    page.goto("/importy/nowy/oferty/")
    assert findings(page) == []
    link = page.get_by_role("link", name="Template (XLSX)")
    link.focus()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def fill(file: Path, rows: list[list[Any]], *, merge: str = "") -> Path:
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for y, row in enumerate(rows, start=2):
        for x, value in enumerate(row, start=1):
            sheet.cell(y, x).value = value
    if merge:
        sheet.merge_cells(merge)
    book.save(file)
    return file


def load(page: Page, file: Path) -> None:
    page.goto("/importy/nowy/oferty/")
    page.set_input_files("input[type=file]", file)
    page.locator("main form button.primary").click()
    page.wait_for_url(lambda url: url.rstrip("/").rsplit("/", 1)[-1].isdigit())


def test_a_template_goes_out_and_comes_back(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("officer.16")
    file = template(page, tmp_path)
    assert file.name == "oferty.xlsx" and openpyxl.load_workbook(file).sheetnames == ["Data", "Explanations", "Lists"]
    load(page, fill(file, [[2011, "1607", "311410", 25, 12], [2011, 1601, 311410, 7, 3]]))
    expect(page.get_by_role("heading", name="Preview")).to_be_visible(timeout=120_000)
    assert findings(page) == []
    page.get_by_role("button", name="Apply the changes").click()
    expect(page.locator(".chip", has_text="applied")).to_be_visible(timeout=120_000)


def test_a_wrong_cell_is_named_like_in_a_text_file(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("officer.16", width=390, height=844)
    good: list[list[Any]] = [[2010, f"160{n}", "311410", 25, 12] for n in range(1, 9)]
    load(page, fill(template(page, tmp_path), [*good, [2010, "9999", "311410", 5, 3]]))
    row = page.get_by_role("row").filter(has_text="teryt_powiat")
    expect(row).to_contain_text("10", timeout=120_000)
    expect(row).to_contain_text("9999")
    assert findings(page) == []


def test_merged_cells_are_refused_with_their_place(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("officer.16")
    file = fill(template(page, tmp_path), [[2010, "1607", "311410", 25, 12], [2010, "1601", "311410", 7, 3]],
                merge="B2:B3")  # fmt: skip
    load(page, file)
    expect(page.get_by_text("Cells are merged here")).to_be_visible(timeout=120_000)
    expect(page.locator("main")).to_contain_text("teryt_powiat")
