"""Real files of Statistics Poland, beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.intelligence.models import Observation
from koordynata.reference.services import load_reference
from koordynata.sources.services import import_file

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("KOORDYNATA_REAL_FILES", ROOT.parent / "shared" / "data")) / "statistics"


@pytest.mark.real_files
@pytest.mark.skipif(not FOLDER.is_dir(), reason="SKIPPED LOUDLY: no real files; set KOORDYNATA_REAL_FILES")
@pytest.mark.parametrize(("name", "rows"), [("GUS_bezrobocie.csv", 9528), ("GUS_zarobki.csv", 408)])
def test_every_row_finds_its_territory(db: None, name: str, rows: int) -> None:
    list(load_reference(by=SYSTEM))
    run = import_file("gus", FOLDER / name, by=SYSTEM)
    assert run.counts() == {"rows": rows, "created": rows, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 0}
    assert Observation.objects.filter(territory__code="PL", year=2014, period="styczeń").count() == 1
    again = import_file("gus", FOLDER / name, by=SYSTEM)
    assert (again.created, again.changed, again.unchanged) == (0, 0, rows)
