"""A body from nothing, by keyboard alone, at desk and phone width: set up, term, seat, appointment, rules, group."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from .axe import findings
from .conftest import OpenPage
from .test_every_page import width_over

PAGES = ("", "regulamin/", "regulamin/nowy/", "grupy/", "historia/", "zmien/")


def unfold(page: Page, words: str) -> None:
    """Open a form behind a word."""
    page.locator("summary", has_text=words).first.focus()
    page.keyboard.press("Enter")


def write(page: Page, field: str, text: str) -> None:
    """Go to a field and type."""
    page.locator(field).focus()
    page.keyboard.type(text)


def send(page: Page, words: str) -> None:
    """Press a button by Enter, and wait for the page after it."""
    page.get_by_role("button", name=words, exact=True).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_team_is_set_up_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("officer.16")
    page.goto("/zespoly/nowy/")
    page.select_option("select[name=territory]", index=1)
    write(page, "input[name=name]", "Zespół z klawiatury (przykład)")
    write(page, "input[name=short_name]", "WZK")
    send(page, "Save")
    body = re.search(r"/zespoly/(\d+)/", page.url)
    assert body
    address = f"/zespoly/{body[1]}/"
    unfold(page, "Open the next term")
    send(page, "Open term")
    unfold(page, "Add a seat and fill it")
    write(page, "#person_name", "Osoba Klawiaturowa (przykład)")
    page.select_option("#person_side", "economy")
    send(page, "Add member")
    page.goto(f"{address}regulamin/nowy/")
    write(page, "input[name=title]", "Regulamin")
    page.locator("input[name=valid_from]").fill("2026-01-01")
    write(page, "textarea[name=note]", "Kworum jest niepewne.")
    send(page, "Adopt the version")
    page.goto(f"{address}grupy/")
    unfold(page, "Set up a working group")
    write(page, "#group_name", "Grupa z klawiatury (przykład)")
    write(page, "#group_short_name", "GR")
    send(page, "Set up group")
    page.goto(address)
    page.get_by_role("link", name="Osoba Klawiaturowa (przykład)").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    seat = page.url
    unfold(page, "Name a substitute")
    write(page, "#substitute_name", "Zastępca Klawiaturowy (przykład)")
    send(page, "Name substitute")
    assert page.get_by_text("Zastępca Klawiaturowy").count()
    assert looked_at(open_page, [f"{address}{one}" for one in PAGES] + ["/zespoly/", seat]) == []


def looked_at(open_page: OpenPage, addresses: list[str]) -> list[str]:
    """What axe finds, and what is wider than the window, in both languages and widths."""
    wrong: list[str] = []
    for language, width in (("pl", 390), ("en", 1440)):
        page = open_page("officer.16", language=language, width=width)
        for address in addresses:
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.locator("details.adder").evaluate_all("all => all.forEach(one => { one.open = true })")
            wrong += [f"{address} {language}: {finding}" for finding in findings(page)]
            wrong += [f"{address} {width}: {over} px too wide"] if (over := width_over(page)) > 0 else []
    return wrong
