"""Malformed register files: `python benchmarks/fuzz.py [--files 20000]`.

Takes good files (RSPO exports, pages of the API), spoils them at random and reads them. No reader may crash; every
refusal says where and why; every row is accounted for; and a row that is taken must say exactly what the good file
said in the cells that were not spoiled. The last line is one JSON object.
"""

import argparse
import json
import os
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

import django

django.setup()

from benchmarks.spoiling import SPOILERS, good_csv, good_json
from koordynata.sources.enums import Severity
from koordynata.sources.messages import message
from koordynata.sources.reading import LINE, Reading
from koordynata.sources.rspo import read, read_pages

GOALS = ("crashes", "refusals without a place", "rows not accounted for", "silent changes")


def main() -> int:
    """Spoil, read, count; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20261121)
    arguments = parser.parse_args()
    counts = fuzz(arguments.files, arguments.seed)
    figures = [_figure(f"{name} in {arguments.files:,} malformed files", counts[name]) for name in GOALS]
    print(f"refused {counts['refused']}, rows rejected {counts['rejected']}, untouched rows {counts['equal']}")
    for figure in figures:
        print(f"{figure['name']}: {figure['value']}")
    print(json.dumps({"benchmark": "fuzz", "figures": figures}, ensure_ascii=False))
    return int(not all(figure["met"] for figure in figures))


def _figure(name: str, value: int) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": "", "goal": "0", "met": value == 0}


def fuzz(files: int, seed: int) -> Counter[str]:
    """Read so many spoiled files; what must not be is counted under the names of `GOALS`."""
    chance, counts = random.Random(seed), Counter[str]()
    goods = [(good_csv(), read), (good_json(), read_pages)]
    known = {id(reader): _rows(reader(data)) for data, reader in goods}
    for number in range(files):
        good, reader = goods[number % 2]
        spoiled = good
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            spoiled = chance.choice(SPOILERS)(spoiled, chance)
        try:
            reading = reader(spoiled)
        except Exception as error:
            counts["crashes"] += 1
            print(f"crash in file {number}: {error!r}", file=sys.stderr)
            continue
        _judge(reading, known[id(reader)], counts)
    return counts


def _rows(reading: Reading) -> dict[int, dict[str, Any]]:
    return {row["rspo"]: row for row in reading.rows.iter_rows(named=True)}


def _judge(reading: Reading, good: dict[int, dict[str, Any]], counts: Counter[str]) -> None:
    counts["refused"] += reading.refused
    counts["rejected"] += reading.rejected
    placed = [problem for problem in reading.problems if problem.severity != Severity.FILE]
    counts["refusals without a place"] += sum(problem.line is None for problem in placed)
    counts["refusals without a place"] += sum(not message(p.code, p.params).strip() for p in reading.problems)
    named = {problem.line for problem in placed}
    if not reading.refused and len(named) < reading.rejected:
        counts["rows not accounted for"] += 1
    for row in reading.rows.iter_rows(named=True):
        counts["equal"] += row == good.get(row["rspo"])
        counts["silent changes"] += row[LINE] not in named and _half_shifted(row, good)


def _half_shifted(row: dict[str, Any], good: dict[int, dict[str, Any]]) -> bool:
    """A row that stands under its own number, and whose cells are another row's: it slipped."""
    own = good.get(row["rspo"])
    if own is None or row == own:
        return False
    names = [name for name in own if name not in {LINE, "rspo"} and own[name] not in (None, "", [])]
    foreign = sum(row.get(name) != own[name] for name in names)
    return bool(foreign > len(names) / 2)


if __name__ == "__main__":
    sys.exit(main())
