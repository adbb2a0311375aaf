"""What templates may not leave out."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "koordynata/web/templates"
BARE_INPUT = re.compile(r"<input\b(?![^>]*\btype=)[^>]*>")  # the style sheet knows fields by their type


def bare_inputs(text: str) -> list[str]:
    return BARE_INPUT.findall(text)


def test_every_input_has_a_type() -> None:
    assert {
        file.name: found for file in TEMPLATES.rglob("*.html") if (found := bare_inputs(file.read_text("utf-8")))
    } == {}


@pytest.mark.parametrize(("text", "bare"), [('<input id="a" name="b">', 1), ('<input type="text" name="b">', 0)])
def test_the_search_would_find_one(text: str, bare: int) -> None:
    assert len(bare_inputs(text)) == bare
