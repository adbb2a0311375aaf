"""How fast a register goes in: `python benchmarks/import.py [--quick] [--rows N] [--database URL]`.

60,000 generated rows of 40 columns through the whole way (keep the file, read, check, compare, write, run record,
audit event), first, again, and with 1 % changed; beside `bulk_create` and django-import-export, and the floor: the
same rows by bare COPY or executemany into the same table. On SQLite, and on PostgreSQL where a server answers.
The last line is one JSON object.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.databases import SERVER, own_postgres, run_step

FULL = 60_000  # rows for which the goals are set


def main() -> int:
    """Measure both databases, print a table, then the figures; 1 when a goal is missed."""
    arguments = _arguments()
    rows = arguments.rows or (6_000 if arguments.quick else FULL)
    figures: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        figures += run_step("benchmarks.import_steps", "SQLite", f"sqlite:///{folder}/bench.sqlite3", folder, rows)
        with own_postgres(arguments.database) as url:
            if url:
                figures += run_step("benchmarks.import_steps", "PostgreSQL", url, folder, rows)
            else:
                print("PostgreSQL: no server answers, not measured")
    if rows < FULL:
        for figure in figures:  # the run's fixed costs weigh more on a small file
            figure["met"] = None if figure["unit"] == "rows/s" else figure["met"]
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    _print_table(figures)
    print(json.dumps({"benchmark": "import", "figures": figures}, ensure_ascii=False))
    return int(any(figure["met"] is False for figure in figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="6,000 rows")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--database", default=SERVER, help="PostgreSQL server on which a new database may be made")
    return parser.parse_args()


def _print_table(figures: list[dict[str, Any]]) -> None:
    width = max(len(figure["name"]) for figure in figures)
    for figure in figures:
        goal = f"goal {figure['goal']}" if figure["goal"] else ""
        mark = {True: "met", False: "MISSED", None: ""}[figure["met"]]
        print(f"{figure['name']:<{width}}  {figure['value']:>12,} {figure['unit']:<8} {goal:<14} {mark}")


if __name__ == "__main__":
    sys.exit(main())
