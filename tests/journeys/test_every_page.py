"""Every page in both languages at desk and phone width: it answers, axe finds nothing, nothing sticks out.

With KOORDYNATA_SCREENSHOTS=FOLDER each page is kept as a picture, to be looked at.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .axe import findings
from .conftest import OpenPage

pytestmark = pytest.mark.either_database

PICTURES = os.environ.get("KOORDYNATA_SCREENSHOTS", "")
OFFICER = "officer.16"
ADMINISTRATOR = "administrator"

# (name, who opens it, address). "…" stands for the first link of that kind on the page before it.
PAGES = [
    ("sign-in", "", "/konto/login/"),
    ("accessibility", "", "/deklaracja-dostepnosci/"),
    ("public-resolutions", "", "/uchwaly/publiczne/"),
    ("desk", OFFICER, "/"),
    ("gaps", OFFICER, "/luki/"),
    ("gaps-branch", OFFICER, "/luki/?branch=MEC"),
    ("occupations", OFFICER, "/zawody/"),
    ("occupation", OFFICER, "/zawody/311410/"),
    ("branches", OFFICER, "/branze/"),
    ("branch", OFFICER, "/branze/MEC/"),
    ("territories", OFFICER, "/terytoria/"),
    ("territory", OFFICER, "/terytoria/1607/"),
    ("comparison", OFFICER, "/porownanie/"),
    ("quadrant", OFFICER, "/kwadrant/"),
    ("methods", OFFICER, "/metody/"),
    ("method", OFFICER, "/metody/gap/"),
    ("institutions", OFFICER, "/instytucje/"),
    ("imports", OFFICER, "/importy/"),
    ("import-new", OFFICER, "/importy/nowy/"),
    ("resolutions", OFFICER, "/uchwaly/"),
    ("tasks", OFFICER, "/uchwaly/zadania/"),
    ("office", OFFICER, "/biuro/"),
    ("office-duties", OFFICER, "/biuro/obowiazki/"),
    ("office-letters", OFFICER, "/biuro/korespondencja/"),
    ("office-letter-new", OFFICER, "/biuro/korespondencja/nowe/"),
    ("office-stakeholders", OFFICER, "/biuro/interesariusze/"),
    ("office-actions", OFFICER, "/biuro/dzialania/"),
    ("office-action-new", OFFICER, "/biuro/dzialania/nowe/"),
    ("plan", OFFICER, "/posiedzenia/plan/"),
    ("plan-meeting", OFFICER, "/posiedzenia/plan/nowe/"),
    ("plan-year", OFFICER, "/posiedzenia/plan/rok/"),
    ("audit", OFFICER, "/dziennik/"),
    ("search", OFFICER, "/szukaj/?q=mechatronik"),
    ("bodies", OFFICER, "/zespoly/"),
    ("opinions", OFFICER, "/opinie/"),
    ("opinions-wizard", OFFICER, "/opinie/kreator/?occupation=311407&school_type=TEC"),
    ("opinions-intake", OFFICER, "/opinie/nabory/"),
    ("opinions-register", OFFICER, "/opinie/rejestr/"),
    ("opinions-earlier", OFFICER, "/opinie/rejestr/dopisz/"),
    ("opinions-accuracy", OFFICER, "/opinie/trafnosc/"),
    ("people", ADMINISTRATOR, "/osoby/"),
    ("missing", OFFICER, "/nie-ma-takiej-strony/"),
]
DESK, PHONE = (1440, 1000), (390, 844)
# Each language is examined by axe at one width; nothing may stick out at either.
FIRST, THEN = {"pl": DESK, "en": PHONE}, {"pl": PHONE, "en": DESK}


LONG_WORD = "a-file-with-a-long-name-and-nowhere-to-break".replace("-", "_") * 3
LENGTHEN = "w => document.querySelectorAll('main .stack td, main .stack th[scope=row], main dd').forEach(c => c.append(' ' + w))"


def width_over(page: Page) -> int:
    """Pixels by which a page sticks out of its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def keep_picture(page: Page, name: str, width: int, language: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name}-{width}-{language}.png", full_page=True)


def wrong_on(page: Page, name: str, language: str) -> list[str]:
    """What is wrong with an open page: what axe finds, words of another language, what is wider than a window."""
    wrong = findings(page)
    if page.locator("html").get_attribute("lang") != language:
        wrong.append(f"not in {language}")
    for width, height in (FIRST[language], THEN[language]):
        page.set_viewport_size({"width": width, "height": height})
        keep_picture(page, name, width, language)
        if (over := width_over(page)) > 0:
            wrong.append(f"{over} px wider than {width} px")
    return wrong


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("who", ["", OFFICER, ADMINISTRATOR])
def test_every_page(open_page: OpenPage, who: str, language: str) -> None:
    width, height = FIRST[language]
    page, wrong = open_page(who, width=width, height=height, language=language), []
    for name, owner, address in PAGES:
        if owner != who:
            continue
        page.set_viewport_size({"width": width, "height": height})
        answer = page.goto(address)
        if answer is None or answer.status != (404 if name == "missing" else 200):
            wrong.append(f"{name}: status {answer and answer.status}")
        else:
            wrong += [f"{name}: {what}" for what in wrong_on(page, name, language)]
    assert wrong == []


def test_a_long_word_in_any_cell_does_not_widen_the_phone(open_page: OpenPage) -> None:
    """Names of files, addresses, codes: whatever a stacked row or a list of facts may hold one day."""
    page, wrong = open_page(OFFICER, width=PHONE[0], height=PHONE[1]), {}
    for name, owner, address in PAGES:
        if owner == OFFICER:
            page.goto(address)
            page.evaluate(LENGTHEN, LONG_WORD)
            if (over := width_over(page)) > 0:
                wrong[name] = over
    assert wrong == {}


def test_axe_would_find_something(open_page: OpenPage) -> None:
    """The negative control: a picture without a text and grey on grey are found."""
    page = open_page()
    page.goto("/konto/login/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<main><img src=\"/x.png\"><input></main>')")
    assert any("image-alt" in finding for finding in findings(page))


def test_a_page_in_another_language_and_one_too_wide_are_found(open_page: OpenPage) -> None:
    """The negative control of the other two."""
    page = open_page()
    page.goto("/konto/login/")
    page.evaluate("document.body.style.minWidth = '800px'")
    assert wrong_on(page, "sign-in", "pl") == ["not in pl", "410 px wider than 390 px"]
