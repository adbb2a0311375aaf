"""`koordynata report` and `verify-report`: files of frozen reports, checked against their hashes and byte by byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from koordynata.cli.command import Refused
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Measure, Report
from tests.programme.conftest import Ground, ground, measure
from tests.programme.reporting import approved, carried_out, over

__all__ = ["ground", "measure"]


@pytest.fixture
def frozen(ground: Ground, measure: Callable[..., Measure]) -> Report:
    over(ground)
    indicator = carried_out(ground, measure())
    approved(indicator, ground.periods[0], 9)
    return services.freeze_report(report=services.open_report(period=ground.periods[0], by=SYSTEM), by=SYSTEM)


def written(folder: Path, ending: str, *more: str) -> Path:
    out = folder / f"report.{ending}"
    call_command("report", "RPW", "--period", "2026 I", "--format", ending, "--out", str(out), *more)
    return out


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx", "json"])
def test_a_report_is_written_and_verified_byte_by_byte(
    frozen: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    out = written(tmp_path, ending)
    assert frozen.digest in capsys.readouterr().out
    call_command("verify_report", str(frozen.pk), "--document", str(out))
    assert frozen.digest in capsys.readouterr().out
    out.write_bytes(out.read_bytes() + b" ")
    with pytest.raises(Refused):
        call_command("verify_report", str(frozen.pk), "--document", str(out))


def test_a_snapshot_that_was_touched_is_found_out(frozen: Report, tmp_path: Path) -> None:
    out = written(tmp_path, "json")
    call_command("verify_report", str(out))
    told = json.loads(out.read_text("utf-8"))
    told["snapshot"]["areas"][0]["indicators"][0]["value"] = "999.00"
    out.write_text(json.dumps(told), "utf-8")
    with pytest.raises(Refused):
        call_command("verify_report", str(out))


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"snapshot": [], "sha256": "x"}', '{"snapshot": {"a": NaN}, "sha256": "x"}']
)
def test_other_files_are_no_snapshots(db: None, tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content)
    with pytest.raises(Refused):
        call_command("verify_report", str(file))


def test_all_reports_are_checked_together(frozen: Report, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_report")
    assert "1" in capsys.readouterr().out
    Report.objects.filter(pk=frozen.pk).update(snapshot=frozen.snapshot.replace("9.00", "8.00"))
    with pytest.raises(Refused, match=str(frozen.pk)):
        call_command("verify_report")
    with pytest.raises(Refused):
        call_command("verify_report", str(frozen.pk))


@pytest.mark.parametrize("number", ["0", "99999", "9" * 30])
def test_unknown_numbers_are_said(frozen: Report, number: str) -> None:
    with pytest.raises(Refused):
        call_command("verify_report", number)


@pytest.mark.parametrize("more", [("--area", "1"), ("--edition", "2"), ("--territory", "12")])
def test_what_is_not_frozen_is_said(frozen: Report, tmp_path: Path, more: tuple[str, str]) -> None:
    with pytest.raises(Refused):
        written(tmp_path, "json", *more)


def test_a_report_of_an_area_by_its_number(frozen: Report, ground: Ground, tmp_path: Path) -> None:
    six = services.open_report(period=ground.periods[0], area=ground.element("6").strand, by=SYSTEM)
    services.freeze_report(report=six, by=SYSTEM)
    told = json.loads(written(tmp_path, "json", "--area", "6").read_text("utf-8"))
    assert told["snapshot"]["report"]["area"]["code"] == "6"


def test_a_folder_that_is_not_there_is_said(frozen: Report, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        written(tmp_path / "nowhere", "json")
