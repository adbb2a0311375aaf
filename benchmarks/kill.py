"""Kill -9 in the middle of imports: `python benchmarks/kill.py [--times 200] [--control] [--sqlite-only]`.

A process imports a file that adds, changes and removes schools; it is killed at a random moment. The register must
then be exactly the old or the new one, the run must say which, and must be able to go on. `--control` does the same to
a variant without a transaction and must find half-written registers. The last line is one JSON object.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.databases import SERVER, own_postgres, run_step


def main() -> int:
    """Kill on both databases; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--database", default=SERVER, help="PostgreSQL server on which a new database may be made")
    arguments = parser.parse_args()
    figures: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/kill.sqlite3"
        figures += run_step("benchmarks.kill_steps", "SQLite", url, folder, arguments.times, arguments.control)
        if not arguments.control and not arguments.sqlite_only:
            figures += _on_postgres(arguments.database, folder, arguments.times)
    for figure in figures:
        print(f"{figure['name']}: {figure['value']} {figure['unit']} (goal {figure['goal']})")
    print(json.dumps({"benchmark": "kill", "figures": figures}, ensure_ascii=False))
    return int(any(figure["met"] is False for figure in figures))


def _on_postgres(server: str, folder: str, times: int) -> list[dict[str, Any]]:
    with own_postgres(server) as url:
        if url:
            return run_step("benchmarks.kill_steps", "PostgreSQL", url, folder, times, False)
    print("PostgreSQL: no server answers, not measured")
    return []


if __name__ == "__main__":
    sys.exit(main())
