"""A list is taken home: as a file, and on paper, with what is filtered."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from .axe import findings
from .conftest import OpenPage

LISTS = ["/instytucje/", "/importy/", "/dziennik/", "/osoby/", "/luki/", "/zawody/", "/branze/", "/terytoria/",
         "/metody/"]  # fmt: skip


def download(page: Page, name: str) -> Path:
    with page.expect_download() as waiting:
        page.locator("main .tools").get_by_role("link", name=name).first.click()
    return Path(waiting.value.path())


def test_what_is_filtered_comes_as_csv_and_xlsx(open_page: OpenPage) -> None:
    page = open_page("officer.16")
    page.goto("/instytucje/?kind=employer&q=Hotel")  # other journeys enter employers of their own
    shown = page.locator("main table tbody tr").count()
    text = download(page, "CSV").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) >= shown > 0 and {row["Kind"] for row in rows} == {"employer"}
    assert {row["Sample data"] for row in rows} == {"yes"}
    book = zipfile.ZipFile(download(page, "XLSX"))
    assert "Sample data: people" in book.read("xl/worksheets/sheet2.xml").decode()


def test_every_list_offers_both_files_and_paper(open_page: OpenPage) -> None:
    page, wrong = open_page("officer.16", width=390, height=844), []
    for address in LISTS:
        page.goto(address)
        tools = page.locator("main .tools").first
        words = tools.inner_text()
        if not all(word in words for word in ("XLSX", "CSV", "Print")):
            wrong.append(f"{address}: {words}")
        wrong += [f"{address}: {finding}" for finding in findings(page)]
    assert wrong == []


def test_a_list_in_pages_is_printed_whole(open_page: OpenPage) -> None:
    page = open_page("officer.16")
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    page.goto("/instytucje/")
    assert page.evaluate("window.printed") is None
    page.locator("main .tools").get_by_role("link", name="Print").click()
    expect(page.get_by_role("link", name="Back to the pages")).to_be_visible()
    page.wait_for_function("window.printed === 1")
    assert page.locator("main table tbody tr").count() > 50
    page.emulate_media(media="print")
    expect(page.locator("main .tools").first).to_be_hidden()


def test_a_view_is_saved_shared_opened_renamed_and_deleted_by_keyboard(open_page: OpenPage) -> None:
    officer = open_page("officer.16")
    officer.goto("/luki/")
    officer.select_option("select[name=branch]", "MEC")
    officer.wait_for_url(re.compile("branch=MEC"))
    officer.locator("summary", has_text="Save this view").focus()
    officer.keyboard.press("Enter")
    officer.keyboard.press("Tab")
    officer.keyboard.type("Branża MEC (przykład)")
    officer.keyboard.press("Tab")
    officer.keyboard.press("Space")
    assert findings(officer) == []
    officer.keyboard.press("Tab")
    officer.keyboard.press("Enter")
    shelf = officer.get_by_role("navigation", name="Saved views")
    expect(shelf.get_by_role("link", name=re.compile("Branża MEC.*shared"))).to_have_attribute("aria-current", "page")

    member = open_page("member.16", width=390, height=844)
    member.goto("/luki/")
    member.get_by_role("link", name=re.compile("Branża MEC.*shared")).click()
    member.wait_for_url(re.compile("/luki/.*branch=MEC"))
    expect(member.locator("select[name=branch]")).to_have_value("MEC")
    assert findings(member) == []

    officer.goto("/widoki/")
    assert findings(officer) == []
    officer.get_by_role("link", name="Change the view Branża MEC").click()
    officer.fill("input[name=name]", "Mechaniczna (przykład)")
    officer.uncheck("input[name=share]")
    officer.locator("main form button.primary").click()
    expect(officer.get_by_role("link", name="Mechaniczna (przykład)", exact=True)).to_be_visible()
    member.goto("/luki/")
    expect(member.get_by_role("link", name=re.compile("Mechaniczna|MEC.*shared"))).to_have_count(0)
    officer.get_by_role("button", name="Delete the view Mechaniczna").click()
    expect(officer.get_by_role("link", name="Mechaniczna (przykład)", exact=True)).to_have_count(0)
