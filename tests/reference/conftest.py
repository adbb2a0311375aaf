"""The lists of the package, loaded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.reference.services import load_reference
from tests.loading import Load, loader

ROOT = Path(__file__).parents[2]


@pytest.fixture
def loaded(db: None) -> None:
    list(load_reference(by=SYSTEM))


@pytest.fixture
def load(loaded: None, tmp_path: Path) -> Load:
    return loader(tmp_path)


@pytest.fixture
def real_files() -> Path:
    folder = Path(os.environ.get("KOORDYNATA_REAL_FILES", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: no real files in {folder}; set KOORDYNATA_REAL_FILES")
    return folder
