"""A programme's structure from a table: what is added, what is refused with its line."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from koordynata.cli.command import Refused
from koordynata.foundation.audit import SYSTEM
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.importers.adding import add_structure
from koordynata.programme.importers.structure import Plan, Row, _settle, plan_of
from koordynata.programme.layout import kinds

from .conftest import Ground

HEAD = "numer;nazwa;poziom;numer nadrzędnego\n"
GOOD = HEAD + "2.1;Przywództwo;temat działania;\n2.1.1;Studia dla dyrektorów;;\n2.1.2;Sieci;kierunek działania;2.1\n"


def told(text: str) -> bytes:
    return text.encode()


def test_themes_and_lines_are_added_under_their_areas(ground: Ground) -> None:
    plan = plan_of(told(GOOD), ground.version)
    assert [(row.code, level.id) for row, level in plan.new] == [("2.1", "theme"), ("2.1.1", "line"), ("2.1.2", "line")]
    assert not plan.wrong
    add_structure(version=ground.version, data=told(GOOD), by=SYSTEM)
    assert ground.element("2.1.1").parent == ground.element("2.1")
    again = plan_of(told(GOOD), ground.version)
    assert len(again.there) == 3 and not again.new and not again.wrong


def test_a_workbook_reads_as_the_same_table(ground: Ground) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in GOOD.strip().split("\n"):
        book.active.append(line.split(";"))  # type: ignore[union-attr]
    book.save(file)
    assert [row.code for row, _level in plan_of(file.getvalue(), ground.version).new] == ["2.1", "2.1.1", "2.1.2"]


@pytest.mark.parametrize(("rows", "line"), [
    ("2.1;A;temat działania;\n2.1;B;temat działania;\n", 3),  # a number twice
    ("2.1;A;temat działania;99\n", 2),  # an unknown parent
    ("a;A;;b\nb;B;;c\nc;C;;a\n", 2),  # a circle
    ("a;A;;a\n", 2),  # under itself
    ("2.1;A;obszar oddziaływania;2\n", 2),  # an area under an area
    ("2.1;A;cokolwiek;2\n", 2),
    ("1.1;Inne;cel;1\n", 2),  # the number of another element
    ("2.1;;temat działania;\n", 2),  # no name
    ("2.1;=1+1;temat działania;\n", 2),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_its_line(ground: Ground, rows: str, line: int) -> None:
    before = ground.version.elements.count()
    plan = plan_of(told(HEAD + rows), ground.version)
    assert plan.wrong and plan.wrong[0].line == line and plan.wrong[0].text
    with pytest.raises(ProgrammeRefusal):
        add_structure(version=ground.version, data=told(HEAD + rows), by=SYSTEM)
    assert ground.version.elements.count() == before


@pytest.mark.parametrize("data", [b"", b"\0\0", b"numer;nazwa\n", b"a;b\n1;2\n", b"%PDF-1.4", "ą".encode("utf-16")])
def test_a_file_that_is_no_such_table_is_refused(ground: Ground, data: bytes) -> None:
    assert plan_of(data, ground.version).wrong


def test_all_that_is_wrong_is_told_at_once(ground: Ground) -> None:
    rows = "a;Raz;;b\nb;Dwa;;a\n9.9;Trzy;;99\n2.1;X;temat działania;\n2.1;Y;temat działania;\n"
    plan = plan_of(told(HEAD + rows), ground.version)
    assert [one.line for one in plan.wrong] == [2, 3, 4, 6]
    assert "a → b → a" in plan.wrong[0].text


def test_one_wrong_line_stops_the_whole_file(ground: Ground) -> None:
    text = GOOD + "3.1;B;temat działania;99\n"
    with pytest.raises(ProgrammeRefusal):
        add_structure(version=ground.version, data=told(text), by=SYSTEM)
    assert not ground.version.elements.filter(code="2.1").exists()


def test_an_adopted_version_takes_no_file(ground: Ground) -> None:
    ground.adopt()
    with pytest.raises(ProgrammeRefusal):
        add_structure(version=ground.version, data=told(GOOD), by=SYSTEM)


@given(parents=st.lists(st.integers(min_value=0, max_value=12), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_every_row_is_either_placed_or_told_of(parents: list[int]) -> None:
    """Whatever hangs on whatever: sorting ends, and no row is lost."""
    rows = [Row(number + 2, str(number + 1), "X", "", str(one or "")) for number, one in enumerate(parents)]
    plan = Plan()
    _settle(plan, rows, {}, kinds()["zsu"])
    placed = {row.code for row, _level in plan.new}
    assert len(placed) == len(plan.new)
    assert {row.line for row in rows} == {row.line for row, _level in plan.new} | {one.line for one in plan.wrong}
    for row, _level in plan.new:
        assert not row.parent or row.parent in placed | {one.code for one in rows}


def test_the_command_shows_and_adds(ground: Ground, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "tematy.csv"
    file.write_text(GOOD)
    call_command("programme_import", str(file), programme="RPW", dry_run=True)
    assert "2.1.1" in capsys.readouterr().out and not ground.version.elements.filter(code="2.1").exists()
    call_command("programme_import", str(file), programme="16/RPW")
    assert ground.version.elements.filter(code="2.1.2").exists()
    file.write_text(HEAD + "9.1;A;;99\n")
    with pytest.raises(SystemExit) as stopped:
        call_command("programme_import", str(file), programme="RPW", json=True)
    assert stopped.value.code == 2 and '"line": 2' in capsys.readouterr().out
    with pytest.raises(Refused):
        call_command("programme_import", str(file), programme="NIE MA")
