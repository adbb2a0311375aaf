"""A toy importer, and files for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from koordynata.foundation.audit import SYSTEM, Actor
from koordynata.sources import catalogue
from koordynata.sources.models import ImportRun
from koordynata.sources.services import import_file

from .toy import ToyImporter


@pytest.fixture
def toy(land: dict[str, Any]) -> Iterator[None]:
    """The toy importer, for one test."""
    catalogue.enter(ToyImporter())
    yield
    catalogue._importers.pop("toy")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write lines to a file."""

    def _write(*lines: str, name: str = "toy.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), "utf-8")
        return path

    return _write


@pytest.fixture
def load(toy: None, write: Callable[..., Path]) -> Callable[..., ImportRun]:
    """Import lines as the system, or as somebody."""

    def _load(*lines: str, by: Actor = SYSTEM, **options: Any) -> ImportRun:
        return import_file("toy", write(*lines), by=by, **options)

    return _load
