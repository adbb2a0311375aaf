"""A small body votes at once through HTTP; `benchmarks/council.py` does it with five hundred."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
URL = os.environ.get("DATABASE_URL", "")


@pytest.mark.skipif(not URL.startswith("postgres"), reason="a body of that size is measured on PostgreSQL")
def test_none_is_lost_and_none_doubled_and_the_control_shows_doubles() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "KOORDYNATA_DATA"}}
    command = [sys.executable, "benchmarks/council.py", "--quick", "--votes-only", "--voters", "8"]
    command += ["--database", URL]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
    told = json.loads(done.stdout.strip().splitlines()[-1])["figures"]
    figures: dict[str, Any] = {figure["name"]: figure for figure in told}
    # Of times only that they were taken: a machine with other work proves nothing.
    counted = [figure for figure in told if figure["unit"] not in {"ms", "s"}]
    assert len(counted) == 7 and [figure["name"] for figure in counted if not figure["met"]] == []
    assert figures["secret: ballots counted of 8"]["value"] == 8
    assert "secret: closing" in figures
