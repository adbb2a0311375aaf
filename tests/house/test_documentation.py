"""The documentation says what is so: links lead somewhere, commands and settings exist, the example adds up."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import ibis
import pytest
from django.core.management import CommandError, get_commands, load_command_class

from koordynata.cli.sample.generate import Sample
from koordynata.cli.sample.plan import Plan
from koordynata.intelligence.method import gap_method
from koordynata.intelligence.metrics.catalogue import CARDS
from koordynata.intelligence.metrics.gap import balance, classify, subscore
from koordynata.sources import catalogue

pytestmark = pytest.mark.either_database

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
ENVIRONMENT = r"\bKOORDYNATA_[A-Z0-9_]*[A-Z0-9]\b"


def dead_links(page: Path, text: str) -> list[str]:
    """Relative links of a page that lead nowhere."""
    found = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text)
    return [link for link in found if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_link_is_dead(page: Path) -> None:
    assert dead_links(page, page.read_text("utf-8")) == []


def test_control_a_dead_link_would_be_found() -> None:
    assert dead_links(ROOT / "README.md", "[here](docs/index.md) [gone](docs/gone.md#x)") == ["docs/gone.md"]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_page_is_a_bare_heading(page: Path) -> None:
    """A page that waits for its author is worse than none: others lead to it."""
    assert len([line for line in page.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"]) >= 1


def called(text: str) -> list[list[str]]:
    """What a page says to type: the words after `koordynata`, up to a comment."""
    typed = re.findall(r"(?:`|^|bin/)koordynata ([a-z][^`\n]*)", text, re.MULTILINE)
    return [shlex.split(words.partition(" > ")[0], comments=True) for words in typed if "%i" not in words]


def refused(words: list[str]) -> str:
    """Why a command would not take these words; words in capitals stand for others."""
    name = words[0].replace("-", "_")
    if get_commands().get(name) != "koordynata.cli":
        return "" if name in get_commands() else f"no command {words[0]}"
    given = [word for word in words[1:] if word not in {"[--occupation", "CODE]"}]
    parser = load_command_class("koordynata.cli", name).create_parser("", name)
    if not given or given[0] in {"COMMAND", "…"}:
        return ""
    try:
        parser.parse_args(["2026" if word == "YEAR" else "1" if word == "RUN" else word for word in given])
    except CommandError as error:
        return "" if "SOURCE" in words or "required" in str(error) or "brakuje" in str(error) else str(error)
    kinds = {"import": {one.id for one in catalogue.importers()}, "metric": set(CARDS)}.get(name)
    first = given[0]
    known = kinds is None or first.startswith("-") or first in kinds or first.isupper() or first in INVENTED
    return "" if known else f"{name} knows no {first}"


INVENTED = {"workshops"}  # the example of how-to/add-a-register.md


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_what_a_page_says_to_type_is_taken(page: Path) -> None:
    assert [problem for words in called(page.read_text("utf-8")) if (problem := refused(words))] == []


@pytest.mark.parametrize(
    "words", ["koordynata improt x", "koordynata import no-such f.csv", "koordynata metric nonsense --territory 16"]
)
def test_control_a_wrong_command_would_be_found(words: str) -> None:
    (typed,) = called(words)
    assert refused(typed)


def test_every_setting_is_documented_and_no_other() -> None:
    code = [*(ROOT / "koordynata").rglob("*.py"), *(ROOT / "script").iterdir()]
    used = {name for file in code if file.is_file() for name in re.findall(ENVIRONMENT, file.read_text("utf-8"))}
    text = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    assert used - set(re.findall(ENVIRONMENT, text)) == set()
    told = {name for name in re.findall(ENVIRONMENT, text) if not name.startswith("KOORDYNATA_A11Y")}
    assert told - used == set()


def test_the_example_of_the_gap_adds_up() -> None:
    page = (ROOT / "docs/explanation/gap.md").read_text("utf-8")
    method = gap_method()
    rules = {rule.id: rule for rule in method.parts}
    offers = balance(ibis.literal(30), ibis.literal(60))
    values = {
        "barometer_relation": ibis.literal(2.0),
        "offers_per_graduate": offers,
        "unemployment_rate": ibis.literal(8.0),
    }
    scores = {part: float(subscore(value, rules[part]).to_pyarrow().as_py()) for part, value in values.items()}
    weight = sum(rules[part].weight for part in values)
    points = {part: scores[part] * rules[part].weight / weight for part in values}
    assert all(written(number) in page for number in (*scores.values(), *points.values(), sum(points.values())))
    assert classify(ibis.literal(sum(points.values())), method).to_pyarrow().as_py() == "D"


def test_the_line_that_the_tutorial_changes_is_in_the_sample(tmp_path: Path) -> None:
    page = (ROOT / "docs/tutorial/first-hour.md").read_text("utf-8")
    (line,) = re.findall(r"begins with `(\S+)`", page)
    (before,) = re.findall(r"change its `(\d;\d)`", page)
    Sample(Plan(regions=("16",))).write(tmp_path)
    (found,) = [row for row in (tmp_path / "barometr.csv").read_text("utf-8-sig").splitlines() if row.startswith(line)]
    assert found == f"{line};;{before};"


def written(number: float) -> str:
    """As the page writes it: `−22.2`, `+2.5`."""
    return f"{'−' if number < 0 else '+'}{abs(number):.1f}"
