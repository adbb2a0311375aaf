"""An administrator loads real borders, sees them on the map with the name of who made them, and takes them back."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.borders import plausible_borders

from .conftest import ROOT, OpenPage

REAL = Path(os.environ.get("KOORDYNATA_REAL_FILES", ROOT.parent / "shared" / "data")) / "territory"


@pytest.fixture(params=["generated", "real"])
def borders(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file made up here, and a real one where there is one."""
    if request.param == "real":
        real = REAL / "powiaty_min_teryt.geojson"
        if not real.exists():
            pytest.skip(f"SKIPPED LOUDLY: no real borders in {REAL}; set KOORDYNATA_REAL_FILES")
        yield real
        return
    file = tmp_path / "powiaty.geojson"
    file.write_text(plausible_borders())
    yield file


def outlines(page: Page, territory: str) -> list[str]:
    """What the map draws, cell by cell."""
    page.goto(f"/luki/?territory={territory}")
    return [str(path.get_attribute("d")) for path in page.locator("svg.map path.cell").all()]


def test_exact_borders_come_and_go(open_page: OpenPage, borders: Path) -> None:
    page = open_page("administrator")
    drawn = outlines(page, "16")
    expect(page.locator("figcaption")).to_contain_text("Cartogram")

    page.goto("/importy/nowy/boundaries/")
    page.set_input_files("input[type=file]", borders)
    page.fill("input[type=date]", "2026-01-01")
    page.locator("main form button.primary").click()
    page.get_by_role("button", name="Apply the changes").click(timeout=120_000)
    expect(page.get_by_text("Undo this import")).to_be_visible(timeout=120_000)
    run = page.url

    exact = outlines(page, "16")
    assert len(exact) == len(drawn) == 12 and not set(exact) & set(drawn)
    expect(page.locator("figcaption")).to_contain_text("Borders: GUGiK, Państwowy Rejestr Granic, as of 1 Jan 2026")
    expect(page.locator("figcaption")).not_to_contain_text("Cartogram")
    page.locator('svg.map a[data-territory="1607"]').focus()
    expect(page.locator("tr.linked")).to_have_attribute("data-territory", "1607")
    page.goto("/luki/?territory=PL")
    expect(page.locator("svg.map path.cell")).to_have_count(380)
    page.goto("/terytoria/1607/")
    expect(page.locator("svg.map path.picked")).to_have_count(1)

    page.goto(run)
    page.get_by_text("Undo this import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.locator(".chip", has_text=re.compile("undone"))).to_be_visible(timeout=120_000)
    assert outlines(page, "16") == drawn
    expect(page.locator("figcaption")).to_contain_text("Cartogram")
