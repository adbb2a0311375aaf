"""A killed import leaves the old register or the new one; here a few kills, `benchmarks/kill.py` does two hundred."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def kill(*options):
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "KOORDYNATA_DATA"}}
    command = [sys.executable, "benchmarks/kill.py", *options]
    if url := os.environ.get("DATABASE_URL", ""):
        command += ["--database", url]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    return done.returncode, json.loads(done.stdout.strip().splitlines()[-1])["figures"]


def test_only_the_old_or_the_new_register_is_left():
    only_sqlite = () if os.environ.get("DATABASE_URL", "").startswith("postgres") else ("--sqlite-only",)
    code, figures = kill("--times", "2", *only_sqlite)
    assert code == 0
    assert figures and all(figure["value"] == 0 for figure in figures), figures


def test_control_without_the_transaction_a_half_is_found():
    code, figures = kill("--times", "1", "--control")
    assert code == 0 and figures[0]["value"] > 0
