"""`koordynata verify-evidence`: a sheet from a file, and all that are frozen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from koordynata.opinions.evidence.canonical import exported
from koordynata.opinions.models import Evidence, OpinionRequest
from tests.coordination.conftest import make_team, team  # noqa: F401
from tests.opinions.conftest import Stage, make_request, stage  # noqa: F401
from tests.opinions.test_evidence import figure


@pytest.fixture
def kept(make_request: Callable[..., OpinionRequest], stage: Stage) -> Evidence:  # noqa: F811
    return stage.on_agenda(make_request()).evidence.get()


def test_a_file_matches(kept: Evidence, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sheet.json"
    file.write_bytes(exported(kept.sheet, kept.digest))
    call_command("verify_evidence", str(file))
    assert kept.digest in capsys.readouterr().out


def test_a_changed_file_does_not(kept: Evidence, tmp_path: Path) -> None:
    file = tmp_path / "sheet.json"
    figure(kept.sheet, "employers", "letters")["value"] = 9.0
    file.write_bytes(exported(kept.sheet, kept.digest))
    with pytest.raises(CommandError):
        call_command("verify_evidence", str(file))


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"sheet": 1})])
def test_what_is_no_sheet(db: None, tmp_path: Path, content: str) -> None:
    file = tmp_path / "sheet.json"
    file.write_text(content)
    with pytest.raises(CommandError):
        call_command("verify_evidence", str(file))


def test_all_frozen_sheets(kept: Evidence, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_evidence")
    assert "1" in capsys.readouterr().out
    sheet = kept.sheet
    sheet["about"]["places"] = 99
    Evidence.objects.filter(pk=kept.pk).update(sheet=sheet)
    with pytest.raises(CommandError):
        call_command("verify_evidence")
