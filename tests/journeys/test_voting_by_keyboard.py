"""A meeting by keyboard alone: the chair opens a ballot, a member votes on a phone, the chair closes it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .axe import findings
from .conftest import PASSWORD, OpenPage
from .test_every_page import keep_picture, width_over

MEETING = re.compile(r"/posiedzenia/\d+/$")
TABS = 120  # more than any page has stops


def sign_in_by_keyboard(page: Page, who: str) -> None:
    page.goto("/konto/login/")
    page.locator("input[name=login]").focus()
    page.keyboard.type(f"{who}@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/konto/login" not in url)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus stands on something of that name, visibly."""
    for _press in range(TABS):
        page.keyboard.press("Tab")
        name = page.evaluate("(document.activeElement.innerText || document.activeElement.value || '').trim()")
        if name.startswith(words):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{words}: the focus is not seen"
            return
    raise AssertionError(f"the keyboard never came to “{words}”")


def press(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def clean(page: Page, name: str, width: int) -> None:
    """axe finds nothing, nothing sticks out."""
    keep_picture(page, name, width, str(page.locator("html").get_attribute("lang")))
    assert findings(page) == [] and width_over(page) <= 0, name


def open_meeting_in_progress(page: Page) -> str:
    """The meeting with a room, from the list; its address."""
    page.goto("/posiedzenia/")
    row = page.locator("tbody tr").filter(has_text=re.compile("hybrid")).filter(has_text="in progress").first
    row.get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(MEETING)
    return page.url


def test_chairing_and_voting(open_page: OpenPage) -> None:
    chair, member = open_page(), open_page(width=390, height=844)
    sign_in_by_keyboard(chair, "chair.08")
    address = open_meeting_in_progress(chair)
    clean(chair, "meeting", 1440)
    if chair.locator("#close-ballot").count():  # the one that the sample left open
        press(chair, "Close the ballot and announce the result")
    chair.locator("#motion_text").focus()
    chair.keyboard.type("Zespół przyjmuje wniosek z klawiatury.")
    press(chair, "Put it before the body")
    motion = chair.locator("blockquote.motion").filter(has_text="z klawiatury")
    motion.get_by_role("button", name="Secret ballot").focus()
    chair.keyboard.press("Enter")
    expect(chair.get_by_text("papers cast")).to_be_visible()

    sign_in_by_keyboard(member, "member.08")
    member.goto(address + "glos/")
    expect(member.get_by_role("group", name="Your vote")).to_be_visible()
    clean(member, "paper", 390)
    member.get_by_role("radio").first.focus()
    member.keyboard.press("ArrowDown")  # the second choice
    press(member, "Put the paper into the box")
    expect(member.get_by_text("Your paper lies in the box.")).to_be_visible()
    clean(member, "receipt", 390)
    press(member, "I have read it")

    expect(chair.get_by_text("1 of ")).to_be_visible()  # the page keeps up
    press(chair, "Close the ballot and announce the result")
    expect(member.get_by_text("Result and votes")).to_be_visible()  # and so does the phone
    press(member, "Result and votes")
    expect(member.get_by_role("heading", name="Published record")).to_be_visible()
    clean(member, "record", 390)
    for width, language in ((1440, "pl"), (390, "pl"), (390, "en")):
        room = open_page("chair.08", width=width, language=language)
        for part in ("", "sala/", "glos/"):
            room.goto(address + part)
            clean(room, f"meeting-{part.strip('/') or 'live'}", width)
