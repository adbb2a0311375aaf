"""`koordynata programme-export`, `programme-read`, `reporting-form`: out, shown, back."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Actual
from koordynata.registry.models import Institution
from tests.programme.conftest import Ground, ground, measure, promised
from tests.programme.test_values_workbook import FILLED, partner
from tests.programme.test_workbook import BUDGET, ELEMENTS, edited, full, put

__all__ = ["full", "ground", "measure", "partner", "promised"]


def run(*words: object) -> str:
    out = StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


def test_out_changed_and_back(full: Ground, tmp_path: Path) -> None:
    file = tmp_path / "program.xlsx"
    run("programme_export", "RPW", "--out", file)
    assert "niczego nie zmienia" in run("programme_read", file)
    file.write_bytes(edited(file.read_bytes(), put(ELEMENTS, "1.1.1", "name", "Nowa nazwa")))
    assert "→ Nowa nazwa" in run("programme_read", file, "--dry-run")
    assert full.element("1.1.1").name != "Nowa nazwa"
    assert "1" in run("programme_read", file) and full.element("1.1.1").name == "Nowa nazwa"


def test_a_problem_is_told_with_its_cell_and_nothing_is_written(full: Ground, tmp_path: Path) -> None:
    file = tmp_path / "program.xlsx"
    run("programme_export", full.programme.pk, "--out", file, "--number", 1)
    file.write_bytes(edited(file.read_bytes(), put(BUDGET, "1.1.1", "amount", -5)))
    with pytest.raises(CommandError, match="Budżet, F3"):
        run("programme_read", file)


def test_a_clash_needs_a_word(full: Ground, tmp_path: Path) -> None:
    file = tmp_path / "program.xlsx"
    run("programme_export", "RPW", "--out", file)
    file.write_bytes(edited(file.read_bytes(), put(ELEMENTS, "1.1.1", "name", "Z pliku")))
    services.change_element(element=full.element("1.1.1"), name="Ze strony", by=SYSTEM)
    with pytest.raises(CommandError, match="Wybierz"):
        run("programme_read", file)
    run("programme_read", file, "--clashes", "now")
    assert full.element("1.1.1").name == "Ze strony"
    run("programme_read", file, "--clashes", "file")
    assert full.element("1.1.1").name == "Z pliku"


def test_a_partners_form(ground: Ground, partner: Institution, tmp_path: Path) -> None:
    file = tmp_path / "formularz.xlsx"
    run("reporting_form", "RPW", "--period", "2026 I", "--institution", partner.pk, "--out", file)
    file.write_bytes(edited(file.read_bytes(), FILLED))
    run("programme_read", file)
    assert Actual.objects.count() == 2


@pytest.mark.parametrize("words", [
    ("programme_export", "nic", "--out", "x.xlsx"), ("programme_export", "RPW", "--number", "9", "--out", "x.xlsx"),
    ("programme_export", "RPW", "--out", "/nie/ma/x.xlsx"), ("programme_read", "/nie/ma/x.xlsx"),
    ("reporting_form", "RPW", "--period", "1999", "--institution", "1", "--out", "x.xlsx"),
    ("reporting_form", "RPW", "--period", "2026-01-01", "--institution", "nikt", "--out", "x.xlsx"),
])  # fmt: skip
def test_what_is_not_there_is_refused_in_one_sentence(full: Ground, words: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        run(*(str(tmp_path / one) if one == "x.xlsx" else one for one in words))
    assert "\n" not in str(refused.value)
