"""`koordynata place`: the answer in words and as data; a refused file says where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.support.placement.cases import case, offer, pupil

PEOPLE = [pupil("u", "a", "b", points=3), pupil("v", "a", "b", points=5), pupil("w", "a")]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two places for three pupils."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    path = tmp_path / "placement.json"
    path.write_bytes(case([offer("a"), offer("b")], PEOPLE))
    return path


def placed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


@pytest.mark.parametrize("rule", ["cost", "stable"])
def test_as_data(rule: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("place", str(file), "--rule", rule, "--json")
    told = placed(capsys)
    assert (told["rule"], told["proved"], told["placed"], told["by_wish"]) == (rule, True, 2, {"1": 1, "2": 1})
    assert next(one for one in told["placements"] if one["pupil"] == "w")["offer"] is None, "he has no points"


def test_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("place", str(file), "--rule", "stable")
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "v\ta\tYou got your first wish."
    assert lines[-2:] == ["2 of 3 pupils have a place.", "Checked: yes."]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_refused_file_says_where(as_json: bool, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(case([offer("a")], [pupil("u", "z")]))
    with pytest.raises(SystemExit) as left:
        call_command("place", str(file), *(["--json"] if as_json else []))
    told = capsys.readouterr()
    assert left.value.code == 2
    if as_json:
        assert json.loads(told.out) == {
            "problems": [{"place": "pupils.0.wishes.0", "message": "There is no offer “z”."}]
        }
    else:
        assert told.err.strip() == "pupils.0.wishes.0: There is no offer “z”."


def test_pairs_that_cannot_be_kept_are_said(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("koordynata.support.placement.pairs.MOST_STEPS", 0)
    file.write_bytes(case([offer("a", 2), offer("b")], PEOPLE[:1] + PEOPLE[2:], apart=[["u", "w"]]))
    with pytest.raises(Exception, match="keeps all pairs"):
        call_command("place", str(file))
