"""The coordination office by keyboard: a letter gets its number, a duty is marked as done, the queue follows."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .axe import findings
from .conftest import OpenPage
from .test_every_page import width_over


def test_a_letter_and_a_duty_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("officer.16", width=390, height=844)
    page.goto("/biuro/korespondencja/")
    page.get_by_role("link", name="Enter a letter").first.focus()
    page.keyboard.press("Enter")
    page.select_option("select[name=series]", "general")
    page.fill("input[name=title]", "Nabór do szkół (przykład)")
    page.select_option("select[name=direction]", "outgoing")
    page.fill("input[name=counterpart]", "Kuratorium oświaty (przykład)")
    page.select_option("select[name=way]", "e_delivery")
    page.fill("input[name=address]", "AE:PL-1")
    page.fill("input[name=subject]", "Prośba o wyniki naboru")
    page.fill("input[name=answer_due]", page.input_value("input[name=handled_on]"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("AE:PL-12345-67890-ABCDE-12")
    assert findings(page) == []
    page.fill("input[name=address]", "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"EDU\.4301\.\d+\.20\d\d"))
    assert findings(page) == [] and width_over(page) <= 0
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the whole case (ZIP)").click()
    assert waiting.value.suggested_filename.endswith(".zip")

    page.goto("/biuro/?source=letters")
    expect(page.locator("main tbody")).to_contain_text("Prośba o wyniki naboru")

    page.goto("/biuro/obowiazki/")
    open_one = page.locator("main tbody tr", has=page.locator("summary")).first
    open_one.locator("summary").focus()
    page.keyboard.press("Enter")
    open_one.locator("input[name=note]").fill("zrobione przed terminem")
    page.keyboard.press("Enter")
    expect(page.locator("main tbody")).to_contain_text("zrobione przed terminem")
    assert findings(page) == [] and width_over(page) <= 0
