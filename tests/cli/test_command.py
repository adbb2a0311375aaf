"""What all commands have in common: language, refusals, exit codes, and an output that nobody reads to its end."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.utils import translation

from koordynata.cli.command import HouseCommand
from koordynata.cli.overview import names, overview
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun
from tests.sources.rspo.files import SCHOOL, csv_of

ROOT = Path(__file__).resolve().parents[2]


def koordynata(folder: Path, *words: str, lang: str = "en_GB.UTF-8") -> subprocess.CompletedProcess[str]:
    """The program as a person starts it, on a data folder of its own."""
    own = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "LC_ALL", "LC_MESSAGES"}}
    return subprocess.run(
        [sys.executable, "-m", "koordynata.cli", *words], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env={**own, "KOORDYNATA_DATA": str(folder), "LANG": lang}, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("name", names())
def test_every_command_is_ours_and_explains_each_of_its_words(name: str) -> None:
    command = load_command_class("koordynata.cli", name.replace("-", "_"))
    assert isinstance(command, HouseCommand)
    parser = command.create_parser("", name)
    assert parser.prog == f"koordynata {name}"
    assert [action.dest for action in parser._actions if not action.help] == []


def test_the_overview_speaks_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "pl_PL.UTF-8")
    polish = overview()
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    english = overview()
    assert all(f"  {name} " in polish and f"  {name} " in english for name in names())
    assert polish.startswith("użycie: ") and english.startswith("usage: ")


def test_without_a_database_it_says_so_and_makes_none(tmp_path: Path) -> None:
    plain = koordynata(tmp_path, "undo", "1")
    assert (plain.returncode, plain.stdout) == (2, "")
    assert str(tmp_path) in plain.stderr and "KOORDYNATA_DATA" in plain.stderr and "Traceback" not in plain.stderr
    told = koordynata(tmp_path, "metric", "gap", "--territory", "16", "--year", "2026", "--json")
    assert told.returncode == 2 and str(tmp_path) in json.loads(told.stdout)["error"]


def test_wrong_words_are_refused_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    answer = koordynata(tmp_path, "undo", "x", lang="pl_PL.UTF-8")
    assert answer.returncode == 2 and answer.stderr.startswith("użycie: koordynata undo") and "błąd" in answer.stderr
    answer = koordynata(tmp_path, "inport")
    assert answer.returncode == 2 and "“import”" in answer.stderr


@pytest.mark.parametrize("words", [("import", "--list"), ("help",), ("template", "rspo", "--describe")])
def test_a_reader_who_leaves_early_meets_no_traceback(tmp_path: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    answer = subprocess.run(
        [sys.executable, "-m", "koordynata.cli", *words], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=60,
        env={**os.environ, "KOORDYNATA_DATA": str(tmp_path)},
    )  # fmt: skip
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (141, b"")


class Unread(io.StringIO):
    """An output whose reader is gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


@pytest.mark.django_db
def test_a_preview_that_nobody_reads_leaves_no_run_waiting(land: Any, lists: Any, tmp_path: Path) -> None:
    file = tmp_path / "rspo.csv"
    file.write_text(csv_of([SCHOOL]), "utf-8")
    with pytest.raises(BrokenPipeError):
        call_command("import", "rspo", str(file), stdout=Unread())
    assert ImportRun.objects.get().state == RunState.CANCELLED


@pytest.mark.django_db
def test_a_file_that_changes_nothing_needs_no_word(land: Any, lists: Any, tmp_path: Path) -> None:
    file = tmp_path / "rspo.csv"
    file.write_text(csv_of([SCHOOL]), "utf-8")
    call_command("import", "rspo", str(file), "--yes", stdout=io.StringIO())
    call_command("import", "rspo", str(file), stdout=io.StringIO())  # no SystemExit
    assert [run.state for run in ImportRun.objects.order_by("id")] == [RunState.APPLIED, RunState.CANCELLED]


def test_what_cannot_be_read_is_refused_before_anything_is_done(db: None, tmp_path: Path, monkeypatch: Any) -> None:
    pipe, locked = tmp_path / "pipe", tmp_path / "locked.csv"
    os.mkfifo(pipe)
    locked.write_text("x")

    def refuse(*_words: Any, **_more: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything
    for path, told in ((tmp_path, "folder"), (pipe, "twice"), (locked, "denied"), (tmp_path / "none", "no such file")):
        with translation.override("en"), pytest.raises(CommandError) as refused:
            monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
            call_command("import", "rspo", str(path))
        assert told in str(refused.value) and refused.value.returncode == 2
    assert not ImportRun.objects.exists()
