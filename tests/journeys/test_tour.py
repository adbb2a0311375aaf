"""The first minute: a small card that leads, blocks nothing, and comes back when it is asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .axe import findings
from .conftest import OpenPage, sign_in

pytestmark = pytest.mark.either_database


def begin(page: Page) -> None:
    """Whoever shares the demo account may have closed it."""
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Tour of the program").click()
    expect(page.get_by_text("Tour, step 1 of 5")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 1000), (390, 844)])
def test_five_steps_by_keyboard(open_page: OpenPage, width: int, height: int) -> None:
    page = open_page("analyst.12", width=width, height=height)
    begin(page)
    for number in range(1, 6):
        expect(page.get_by_text(f"Tour, step {number} of 5")).to_be_visible()
        expect(page.locator("#tour")).to_be_focused()
        assert findings(page) == [], number
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        covered = page.evaluate(
            "() => { const c = document.querySelector('.tour-card').getBoundingClientRect();"
            " const m = document.querySelector('main').getBoundingClientRect(); return m.top < c.bottom; }"
        )
        assert not covered, "the card stands above the page, on nothing"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.locator("#tour")).to_have_count(0)
    page.goto("/")
    expect(page.locator("#tour")).to_have_count(0)


def test_it_is_announced_marks_its_place_and_leads_there(open_page: OpenPage) -> None:
    page = open_page("ministry")
    begin(page)
    page.goto("/")
    expect(page.locator("#tour [role=status]")).to_have_text("Tour, step 1 of 5: The desk")
    expect(page.locator(".tour-place")).to_have_count(1)
    page.get_by_role("button", name="Go to the place").click()
    assert page.evaluate("document.activeElement.closest('.tour-place') !== null")
    page.get_by_role("button", name="Close the tour").click()
    expect(page.locator("#tour")).to_have_count(0)


def test_without_javascript(open_page: OpenPage) -> None:
    page = open_page("school.16", javascript=False)
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Tour of the program").click()
    page.get_by_role("button", name="Next step").click()
    expect(page.get_by_text("Tour, step 2 of 5")).to_be_visible()
    page.get_by_role("button", name="Step back").click()
    expect(page.get_by_text("Tour, step 1 of 5")).to_be_visible()


@pytest.mark.parametrize(("wish", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_whoever_wishes_so(open_page: OpenPage, wish: str, behaviour: str) -> None:
    page = open_page("ministry")
    page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type]
    begin(page)
    page.evaluate("() => { Element.prototype.scrollIntoView = (how) => { window.how = how.behavior; }; }")
    page.get_by_role("button", name="Go to the place").click()
    assert page.evaluate("window.how") == behaviour
    assert page.evaluate("document.getAnimations().length") == 0, "the card itself never moves"


def test_a_new_account_sees_it_first(open_page: OpenPage, house: object) -> None:
    page = open_page()
    sign_in(page, "employer.16")
    expect(page.get_by_text("Tour, step 1 of 5")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
