"""RSPO files and what is done with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.sources.models import ImportRun
from koordynata.sources.services import import_file
from tests.sources.rspo.files import TODAY, csv_of


@pytest.fixture
def load_csv(land: Any, lists: Any, tmp_path: Path) -> Callable[..., ImportRun]:
    """Import rows as an RSPO export."""

    def _load(*rows: dict[str, str], header: list[str] = TODAY, **options: Any) -> ImportRun:
        path = tmp_path / "rspo.csv"
        path.write_text(csv_of(rows, header), "utf-8")
        return import_file("rspo", path, by=SYSTEM, **options)

    return _load


@pytest.fixture
def load_json(land: Any, lists: Any, tmp_path: Path) -> Callable[..., ImportRun]:
    """Import records as a page of the API."""

    def _load(*records: dict[str, Any], **options: Any) -> ImportRun:
        path = tmp_path / "page.json"
        path.write_text(json.dumps(records), "utf-8")
        return import_file("rspo-api", path, by=SYSTEM, **options)

    return _load
