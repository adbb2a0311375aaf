"""A newcomer reads which occupations a voivodeship lacks people for, why, since when, and where they are taught."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .conftest import OpenPage

SIGNALLER = "311407"  # the planted deficit near Kraków that lasts and grows


def english(open_page: OpenPage, who: str, *, javascript: bool = True) -> Page:
    """A page in English, whatever language the account brings along."""
    page = open_page(who, javascript=javascript)
    page.locator(".languages button[value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return page


def test_from_the_desk_to_the_reason(open_page: OpenPage) -> None:
    page = english(open_page, "analyst.12")
    page.goto("/")
    page.get_by_role("region", name="Deficits that last").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What the gap is made of")).to_be_visible()
    expect(page.get_by_role("heading", name="Where it is taught")).to_be_visible()


def test_the_planted_deficit_is_seen_near_krakow(open_page: OpenPage) -> None:
    page = english(open_page, "analyst.12")
    page.goto(f"/luki/?territory=ITI-KRK&occupation={SIGNALLER}")
    rows = page.locator("tbody tr[data-territory]")
    expect(rows).to_have_count(page.locator("svg.map a[data-territory]").count())
    expect(rows.first.locator(".class-letter")).to_have_text(re.compile(r"D\+?"))


def test_a_number_opens_its_source_by_keyboard_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = english(open_page, "analyst.12")
    page.goto(f"/zawody/{SIGNALLER}/")
    number = page.locator("table.parts a.sourced").first
    number.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#drawer-title")).to_be_focused()
    expect(page.locator("#drawer")).to_contain_text("Sources")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer .drawer")).to_have_count(0)
    expect(number).to_be_focused()


def test_a_cell_of_the_map_and_its_row_light_up_together(open_page: OpenPage) -> None:
    page = english(open_page, "officer.16")
    page.goto("/luki/")
    page.locator('svg.map a[data-territory="1607"]').focus()
    expect(page.locator("tr.linked")).to_have_attribute("data-territory", "1607")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/terytoria/1607/"))


def test_a_filter_swaps_stays_in_the_address_and_survives_going_back(open_page: OpenPage) -> None:
    page = english(open_page, "officer.16")
    page.goto("/zawody/")
    before = page.locator("tbody tr").count()
    page.select_option("#filter-branch", "TKO")
    expect(page).to_have_url(re.compile("branch=TKO"))
    expect(page.locator("tbody tr").first).to_contain_text("railway")
    assert page.locator("tbody tr").count() < before
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(before)


def test_everything_without_javascript(open_page: OpenPage) -> None:
    page = english(open_page, "officer.16", javascript=False)
    page.goto("/luki/")
    page.select_option("#filter-klass", "deficit")
    page.get_by_role("button", name="Filter").click()
    expect(page).to_have_url(re.compile("klass=deficit"))
    page.goto(f"/zawody/{SIGNALLER}/")
    expect(page.locator(".chart-drawn svg").first).to_be_visible()
    page.locator("table.parts a.sourced").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where the number comes from")


def test_the_live_chart_holds_what_the_drawing_held(open_page: OpenPage) -> None:
    page = english(open_page, "officer.16")
    page.goto(f"/zawody/{SIGNALLER}/")
    expect(page.locator(".chart-live svg")).to_be_visible()
    expect(page.locator(".chart-drawn")).to_be_hidden()


def test_an_export_comes_down_filtered(open_page: OpenPage) -> None:
    page = english(open_page, "officer.16")
    page.goto("/zawody/?branch=TKO")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").first.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert SIGNALLER in text and len(text.splitlines()) == page.locator("tbody tr").count() + 1
