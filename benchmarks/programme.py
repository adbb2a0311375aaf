"""Sixteen programmes at full size: rolled up anew, one area opened, beside pandas on the same rows.

    python benchmarks/programme.py [--quick] [--database postgres://…]

16 programmes × 200 actions × 400 indicators × 24 periods × 6 parts (921,600 rows of parts) on PostgreSQL. The roll-up
reads everything and puts it together from actions to areas; pandas does the areas alone, from the same rows, in the
same run, and must find the same sum. Each step runs in a process of its own. Last line: one JSON object.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.databases import SERVER, own_postgres, run_step

GROUND = "benchmarks.programme_ground"
FULL, QUICK = (16, 200, 400, 24), (4, 40, 80, 8)
Figure = tuple[str, float, str, str, bool | None]


def measured(url: str, folder: str, size: tuple[int, int, int, int]) -> list[Figure]:
    """Everything, one step after another."""

    def step(*words: object) -> dict[str, Any]:
        return run_step(GROUND, "programme", url, folder, *words)[0]

    made, ours, theirs, page = step("make", *size), step("board"), step("pandas"), step("area", 20)
    country, peer = step("national", 20), step("national_pandas", 5)
    alike = float(country["checked"]) == float(peer["checked"])
    same = float(ours["checked"]) == float(theirs["checked"])
    return [
        ("values rolled up", made["actuals"], "values", "", None),
        ("parts beside them", made["parts"], "rows", "", None),
        ("full roll-up", round(ours["seconds"], 2), "s", "< 3", ours["seconds"] < 3),
        ("pandas, areas alone", round(theirs["seconds"], 2), "s", "", None),
        ("same sum as pandas", int(same), "yes", "1", same),
        ("memory of the roll-up", round(ours["megabytes"]), "MB", "< 500", ours["megabytes"] < 500),
        ("area page, p95", round(page["p95"], 1), "ms", "< 200", page["p95"] < 200),
        ("national comparison, p95", round(country["p95"], 1), "ms", "< 500", country["p95"] < 500),
        ("national page, p95", round(country["page"], 1), "ms", "", None),
        ("queries of the comparison", country["queries"], "queries", "< 20", country["queries"] < 20),
        ("pandas, the same comparison", round(peer["p95"], 1), "ms", "", None),
        ("same numbers as pandas", int(alike), "yes", "1", alike),
    ]


def main() -> int:
    """1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="four small programmes")
    parser.add_argument("--database", default=SERVER, help="PostgreSQL server on which a new database may be made")
    words = parser.parse_args()
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder, own_postgres(words.database) as url:
        if url is None:
            print("PostgreSQL: no server answers, not measured")
        else:
            found = measured(url, folder, QUICK if words.quick else FULL)
    figures = [dict(zip(("name", "value", "unit", "goal", "met"), row, strict=True)) for row in found]
    for figure in figures:
        print(f"{figure['name']}: {figure['value']} {figure['unit']} (goal {figure['goal'] or 'none'})")
    print(json.dumps({"benchmark": "programme", "figures": figures}, ensure_ascii=False))
    return int(any(figure["met"] is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
