"""What every journey does: press, fill, look, fetch."""

from __future__ import annotations

from playwright.sync_api import Page

from .axe import findings
from .conftest import House
from .test_every_page import keep_picture, width_over


def told(house: House, code: str) -> str:
    """What a few lines said, run inside the house."""
    done = house.command("shell", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def clean(page: Page, name: str) -> None:
    """axe finds nothing, nothing sticks out; at desk and at phone width."""
    for width, height in ((1440, 1000), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        keep_picture(page, name, width, str(page.locator("html").get_attribute("lang")))
        assert findings(page) == [] and width_over(page) <= 0, (name, width)
    page.set_viewport_size({"width": 1440, "height": 1000})


def press(page: Page, words: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state("networkidle")


def open_adder(page: Page, words: str) -> None:
    """Open a form behind a word."""
    page.locator("summary", has_text=words).click()


def add(page: Page, summary: str, button: str, **values: str) -> None:
    """Fill one of the forms behind a word."""
    open_adder(page, summary)
    form = page.locator("details[open]").filter(has=page.get_by_role("button", name=button, exact=True))
    for name, value in values.items():
        place = form.locator(f"[name={name}]")
        tag = place.evaluate("e => e.tagName")
        if tag == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)
    form.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("networkidle")


def downloaded(page: Page, words: str) -> bytes:
    """The file behind a link."""
    with page.expect_download() as got:
        page.get_by_role("link", name=words).click()
    return got.value.path().read_bytes()
