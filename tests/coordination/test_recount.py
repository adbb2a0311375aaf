"""The published record of a secret ballot, recounted by the standard library alone."""

from __future__ import annotations

import ast
import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from koordynata.coordination import recount, services
from koordynata.coordination.enums import BallotMode

from .conftest import Team

SOURCE = Path(recount.__file__)


@pytest.fixture
def cast(team: Team) -> tuple[dict[str, Any], dict[str, str]]:
    """The record of four papers, and the codes by person."""
    ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
    wishes = {"a": "in_favour", "b": "against", "c": "in_favour", "d": "abstained"}
    codes = {
        letter: services.cast_paper(ballot=ballot, member=team.people[letter], choice=choice, by=team.by)
        for letter, choice in wishes.items()
    }
    return services.close_ballot(ballot=ballot, by=team.by).record or {}, codes


def test_it_recounts(cast: Any, tmp_path: Path) -> None:
    record, _codes = cast
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record))
    answer = subprocess.run([sys.executable, "-I", str(SOURCE), str(file)], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["abstained:", "1", "against:", "1", "in_favour:", "2"]


def test_it_imports_the_standard_library_alone() -> None:
    found = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name) or "."
        for node in ast.walk(ast.parse(SOURCE.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {name.partition(".")[0] for name in found} <= sys.stdlib_module_names


def test_each_code_finds_its_paper(cast: Any) -> None:
    record, codes = cast
    papers = {paper["receipt"]: paper["choice"] for paper in record["papers"]}
    assert papers[recount.receipt(record["ballot"], codes["b"])] == "against"
    assert recount.receipt(record["ballot"] + 1, codes["b"]) not in papers


def changed(record: dict[str, Any], how: str) -> dict[str, Any]:
    spoilt = copy.deepcopy(record)
    papers = spoilt["papers"]
    if how == "choice":
        papers[0]["choice"] = "against" if papers[0]["choice"] != "against" else "in_favour"
    elif how == "removed":
        papers.pop()
    elif how == "doubled":
        papers.append(papers[-1])
    elif how == "swapped":
        papers[0], papers[1] = papers[1], papers[0]
    elif how == "unknown":
        papers[0]["choice"] = "perhaps"
    return spoilt


@pytest.mark.parametrize("how", ["choice", "removed", "doubled", "swapped", "unknown"])
def test_a_change_is_found(cast: Any, how: str) -> None:
    record, _codes = cast
    assert recount.faults(record) == []
    assert recount.faults(changed(record, how)) != []


@pytest.mark.parametrize("how", ["removed", "doubled", "swapped", "unknown"])
def test_a_change_is_found_even_with_a_new_digest(cast: Any, how: str) -> None:
    spoilt = changed(cast[0], how)
    spoilt["digest"] = recount.digest(spoilt)
    assert recount.faults(spoilt) != []


@pytest.mark.parametrize(
    "nonsense", [None, [], {}, {"format": recount.FORMAT}, {"format": recount.FORMAT, "papers": [1], "choices": []}]
)
def test_nonsense_is_said_to_be_nonsense(nonsense: Any) -> None:
    assert recount.faults(nonsense) != []
