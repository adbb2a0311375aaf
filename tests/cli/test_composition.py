# ruff: noqa: F811
"""`koordynata composition`: who sits in a body, for people and for programs, without anybody's address."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

import pytest
from django.core.management import load_command_class

from koordynata.coordination import services
from koordynata.coordination.models import Member
from tests.coordination.conftest import Team, make_team, team  # noqa: F401

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code, output, complaints."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(argparse, "_", argparse._)  # type: ignore[attr-defined]
    monkeypatch.setattr("koordynata.cli.command.connections.close_all", lambda: None)

    def _run(*words: str) -> tuple[int, str, str]:
        code = 0
        try:
            load_command_class("koordynata.cli", "composition").run_from_argv(["koordynata", "composition", *words])
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        said = capsys.readouterr()
        return code, said.out, said.err

    return _run


def test_as_data(team: Team, run: Run) -> None:
    Member.objects.update(email="kanarek@example.org")
    code, out, _err = run("--territory", "16", "--on", "2026-06-01", "--json")
    told = json.loads(out)
    assert code == 0 and "kanarek" not in out
    assert (told["body"], told["seats"], told["vacant"], told["term"]) == ("WZK", 5, 0, 1)
    second = told["composition"][1]
    assert second["person"] == "Osoba B (przykład)" and second["substitutes"] == ["Zastępca X (przykład)"]
    assert sum(one["seats"] for one in told["balance"]) == 5


def test_for_people(team: Team, run: Run) -> None:
    code, out, _err = run("wzk", "--territory", "16")
    assert code == 0 and "Seats 5, vacant 0, suspended 0." in out and "1. Osoba A (przykład) – chair" in out


def test_refusals_are_sentences(team: Team, run: Run) -> None:
    services.create_body(kind="council", name="Rada", short_name="R", territory=team.body.territory, by=team.by)
    for words, said in (
        (["--territory", "16"], "R, WZK"), (["--territory", "99"], "no bodies"), (["x", "--territory", "16"], "R, WZK"),
        (["r", "--territory", "16"], "no term"),
    ):  # fmt: skip
        code, _out, err = run(*words)
        assert code == 2 and said in err
    code, out, _err = run("x", "--territory", "16", "--json")
    assert code == 2 and "error" in json.loads(out)
