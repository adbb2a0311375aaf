"""A serving process puts what it has loaded aside; other processes keep Python's own way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAYS = "import {module}, gc, sys; print(gc.get_freeze_count(), 'koordynata.web.programme.urls' in sys.modules)"


@pytest.mark.parametrize(("module", "settled"), [("koordynata.wsgi", True), ("koordynata.settings", False)])
def test_what_is_loaded_is_frozen_before_the_first_request(tmp_path: Path, module: str, settled: bool) -> None:
    said = subprocess.run(
        [sys.executable, "-c", SAYS.format(module=module)], check=True, capture_output=True, text=True, timeout=300,
        env=os.environ | {"KOORDYNATA_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "koordynata.settings"},
    ).stdout.split()  # fmt: skip
    assert (int(said[0]) > 50_000, said[1] == "True") == (settled, settled)
