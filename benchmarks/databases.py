"""Databases of a benchmark's own, and steps that run in a process of their own on one of them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("KOORDYNATA_BENCHMARK_SERVER", "postgres://postgres@127.0.0.1:5432/postgres")


@contextmanager
def own_postgres(server: str, copy_of: str | None = None) -> Iterator[str | None]:
    """A database of our own for the time of the run, empty or a copy of another one; None when no server answers."""
    model = copy_of.rpartition("/")[2] if copy_of else "template1"
    name = f"koordynata_bench_{os.getpid()}" + ("_copy" if copy_of else "")
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=3) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
    except psycopg.OperationalError:
        yield None
        return
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with suppress(psycopg.Error), psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run_step(module: str, label: str, url: str, folder: str, *arguments: object) -> list[dict[str, Any]]:
    """Run `python -m module label …` with these settings, which are read once; its last line is JSON."""
    environment = os.environ | {"DATABASE_URL": url, "KOORDYNATA_DATA": f"{folder}/{label}", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", module, label, *map(str, arguments)]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: list[dict[str, Any]] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
