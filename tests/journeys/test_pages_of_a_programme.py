"""Every page of the programme of one region, as its office sees it, in both languages at desk and phone width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from .conftest import OpenPage
from .test_every_page import FIRST, wrong_on

pytestmark = pytest.mark.either_database

# From a page, the first address of a kind.
SAMPLES = [
    ("tresc/", r"/wersje/\d+/[0-9a-f-]{36}/$"), ("wskazniki/", r"/wskazniki/\d+/"), ("okresy/", r"/okresy/\d+/$"),
    ("sprawozdania/", r"/sprawozdania/\d+/$"), ("wersje/", r"/wersje/\d+/zmiany/$"), ("", r"/liczby/"),
]  # fmt: skip
COUNTRY = ["/program/", "/program/kraj/", "/program/kraj/08/", "/program/sprawozdania/", "/program/rozpocznij/"]


def links(page: Page, pattern: str) -> list[str]:
    """Addresses on the page that look so, each once, in their order."""
    found: list[str] = page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href') || '')")
    return list(dict.fromkeys(one for one in found if re.search(pattern, one)))


def pages_of(page: Page) -> list[str]:
    """The programme's tabs, the sections of its monitoring, one page of every kind below them."""
    page.goto("/program/")
    (home, *_others) = links(page, r"^/program/\d+/$")
    page.goto(home)
    tabs = page.locator(".tabs a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    page.goto(f"{home}monitoring/")
    sections = [one.partition("?")[0] for one in links(page, rf"^{home}monitoring/[a-z]+/")]
    found = [*tabs, *dict.fromkeys(sections)]
    for under, pattern in SAMPLES:
        page.goto(f"{home}{under}")
        below = links(page, pattern)
        assert below, f"{under}: nothing like {pattern}"
        found += below[-1:]
    return [*found, *COUNTRY]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_page_of_a_programme(open_page: OpenPage, language: str) -> None:
    width, height = FIRST[language]
    page, wrong = open_page("officer.08", width=width, height=height, language=language), []
    addresses = pages_of(page)
    assert len(addresses) > 20, addresses
    for number, address in enumerate(addresses):
        page.set_viewport_size({"width": width, "height": height})
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
        name = f"programme-{number:02}-{re.sub(r'[0-9a-f-]{36}|[^a-z]+', '-', address)}"
        wrong += [f"{address}: {what}" for what in wrong_on(page, name, language)]
    assert wrong == [], wrong
