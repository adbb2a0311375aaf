"""Answers are kept as long as their build, within bounds, and nobody can change them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from koordynata.intelligence.warehouse.reading import Answers, Warehouse


def build(folder: Path, value: int) -> Warehouse:
    folder.mkdir()
    duckdb.connect().execute(f"COPY (SELECT {value} AS n) TO '{folder / 'one.parquet'}' (FORMAT parquet)")
    return Warehouse(folder)


def test_another_build_has_its_own_answers(tmp_path: Path) -> None:
    old, new = build(tmp_path / "old", 1), build(tmp_path / "new", 2)
    assert [dict(row) for row in old.rows("SELECT n FROM one")] == [{"n": 1}]
    assert [dict(row) for row in new.rows("SELECT n FROM one")] == [{"n": 2}]


def test_a_question_with_other_values_is_another_question(tmp_path: Path) -> None:
    house = build(tmp_path / "b", 1)
    found = [house.rows("SELECT ? AS n", [value])[0]["n"] for value in (1, "1", None)]
    assert found == [1, "1", None]


def test_what_was_answered_cannot_be_changed(tmp_path: Path) -> None:
    house = build(tmp_path / "b", 1)
    answer = house.rows("SELECT n FROM one")
    row: Any = answer[0]
    with pytest.raises(TypeError):
        row["n"] = 9
    answer.clear()
    assert [row["n"] for row in house.rows("SELECT n FROM one")] == [1]


def test_the_least_used_go_first() -> None:
    answers = Answers(most=12)
    for question in "abcd":
        answers.keep(question, [{"n": 1, "m": 2}])  # three values each, the count of rows among them
    assert answers.get("a") is not None
    answers.keep("e", [{"n": 1, "m": 2}])
    assert (answers.get("b"), answers.held) == (None, 12)
    assert answers.get("a") is not None


def test_an_answer_too_large_is_not_kept() -> None:
    answers = Answers(most=12)
    answers.keep("country", [{"n": number} for number in range(9)])
    assert (answers.get("country"), answers.held) == (None, 0)
