"""Forms: what was written comes back, two clicks act once, mistakes are read first."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .axe import findings
from .conftest import OpenPage

SAVED = re.compile(r"Draft saved at \d\d:\d\d")


def test_a_draft_waits_and_comes_back_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("officer.16")
    page.goto("/instytucje/nowa/")
    page.select_option("select[name=kind]", "employer")
    page.fill("input[name=name]", "Fabryka Szkiców (przykład)")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto("/")
    page.goto("/instytucje/nowa/")
    expect(page.locator("input[name=name]")).to_have_value("")
    offer = page.get_by_role("button", name="Bring the draft back")
    expect(offer).to_be_visible()
    assert findings(page) == []
    offer.focus()
    page.keyboard.press("Enter")
    expect(page.locator("input[name=name]")).to_have_value("Fabryka Szkiców (przykład)")
    expect(page.locator("select[name=kind]")).to_have_value("employer")
    assert page.evaluate("document.activeElement.form !== null"), "the focus stands in the form"
    expect(page.get_by_role("status").filter(has_text="The draft is back")).to_be_visible()


def test_two_clicks_make_one_institution_and_end_the_draft(open_page: OpenPage) -> None:
    page = open_page("officer.16")
    page.goto("/instytucje/nowa/")
    page.select_option("select[name=kind]", "employer")
    page.fill("input[name=name]", "Zakład Dwóch Kliknięć (przykład)")
    page.select_option("select[name=territory]", index=1)
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.locator("main form button.primary").dblclick()
    page.wait_for_url(re.compile(r"/instytucje/\d+/"))
    page.goto("/instytucje/?q=Dwóch+Kliknięć&kind=employer")
    expect(page.get_by_role("link", name="Zakład Dwóch Kliknięć (przykład)")).to_have_count(1)
    page.goto("/instytucje/nowa/")
    expect(page.locator("[data-draft-offer]")).to_have_count(0)


def test_a_draft_in_a_folded_form_is_seen_and_thrown_away(open_page: OpenPage) -> None:
    page = open_page("officer.16", width=390, height=844)
    open_first_institution(page)
    page.locator("summary", has_text="Add a contact").click()
    page.fill("#contact_name", "Osoba Szkicowa (przykład)")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Throw the draft away")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Throw the draft away").click()
    expect(page.get_by_role("status").filter(has_text="thrown away")).to_be_visible()
    page.reload()
    expect(page.locator("[data-draft-offer]")).to_have_count(0)


def test_mistakes_are_read_first(open_page: OpenPage) -> None:
    page = open_page("officer.16")
    page.goto("/instytucje/nowa/")
    page.fill("input[name=name]", "Z błędem (przykład)")
    page.fill("input[name=nip]", "5260001247")
    page.locator("main form").evaluate("form => form.noValidate = true")
    page.locator("main form button.primary").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    assert findings(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    focused = page.evaluate("document.activeElement.name || document.activeElement.closest('.field')?.textContent")
    assert focused, "the summary leads to the field"
    expect(page.locator("input[name=nip]")).to_have_attribute("aria-invalid", "true")


def open_first_institution(page: Page) -> None:
    page.goto("/instytucje/")
    page.locator("main table tbody a").first.click()
    page.wait_for_url(re.compile(r"/instytucje/\d+/"))
