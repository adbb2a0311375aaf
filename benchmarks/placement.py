"""Pupils to places: our two rules beside OR-Tools called bare, SciPy, HiGHS and PuLP with CBC, on the same instances.

    python benchmarks/placement.py [--quick]

Instances of 1,000, 20,000 and 200,000 pupils with about thirty options each (`placement_instance`), drawn from a seed.
Each side runs in a process of its own and reads the same arrays; timed is what lies between the arrays and the answer,
for the peers with the building of their model. All must find the same cost; ours is also proved by its prices. A peer
that does not finish in its time is told so. Of close sides the median counts. Last line: one JSON object.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.placement_instance import region
from koordynata.support.placement.network import Network

SIDES = Path(__file__).with_name("placement_sides.py")
PATIENCE = 300.0  # seconds for a peer
Figure = tuple[str, Any, str, str, bool | None]
Told = dict[str, Any]


def run(side: str, file: Path, rounds: int = 1) -> Told | None:
    """The side's word, with the median of its seconds; None where it did not finish."""
    found: list[Told] = []
    for _round in range(rounds):
        try:
            done = subprocess.run(
                [sys.executable, str(SIDES), side, str(file)], capture_output=True, text=True, timeout=PATIENCE
            )
        except subprocess.TimeoutExpired:
            return None
        if done.returncode:
            print(f"{side}: {done.stderr.strip().splitlines()[-1][:200]}", file=sys.stderr)
            return None
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return found[-1] | {"seconds": median(one["seconds"] for one in found)}


def written(network: Network, folder: Path) -> Path:
    file = folder / "network.npz"
    np.savez(file, **network._asdict())
    return file


def measured(pupils: int, peers: list[str], rounds: int) -> dict[str, Told | None]:
    """Every side on one instance."""
    with tempfile.TemporaryDirectory() as folder:
        file = written(region(pupils), Path(folder))
        close = ["cheapest", "ortools", "scan", "stable", "again"]
        found = {side: run(side, file, rounds) for side in close}
        found |= {side: run(side, file) for side in peers}
    for side, told in found.items():
        print(f"{pupils:>7,} {side:9}", "did not finish" if told is None else json.dumps(told), file=sys.stderr)
    return found


def figures(pupils: int, found: dict[str, Told | None]) -> list[Figure]:
    """What must hold at every size, and the goals of this one."""
    ours, theirs, stable, scan, again = (
        found[side] or {} for side in ("cheapest", "ortools", "stable", "scan", "again")
    )
    size = f"{pupils:,} pupils"
    costs = {
        told["cost"]
        for side, told in found.items()
        if told and side in ("cheapest", "ortools", "highs", "scipy", "pulp")
    }
    ratio = stable["seconds"] / scan["seconds"]
    faster = theirs["seconds"] / ours["seconds"]
    less = ours["peak_kb"] / theirs["peak_kb"]
    large = pupils >= 200_000
    told: list[Figure] = [
        (f"{size}: least cost", round(ours["seconds"], 4), "s", "", None),
        (f"{size}: different costs found", len(costs), "costs", "1", len(costs) == 1),
        (f"{size}: proved by prices", ours["proved"], "", "yes", ours["proved"]),
        (f"{size}: OR-Tools / ours", round(faster, 2), "×", "> 1" if large else "", faster > 1 if large else None),
        (f"{size}: memory, ours / OR-Tools", round(less, 2), "×", "< 1" if large else "", less < 1 if large else None),
        (f"{size}: memory", round(ours["peak_kb"] / 1024), "MB", "", None),
        (f"{size}: one offer falls away", round(again["seconds"], 4), "s", "as cheap as anew", again["proved"]),
        (f"{size}: stable / scan of the options", round(ratio, 1), "×", "≤ 15", ratio <= 15),
        (f"{size}: justified envy", stable["envy"], "cases", "0", stable["envy"] == 0),
        (f"{size}: justified envy, planted", stable["planted"], "cases", "> 0", stable["planted"] > 0),
    ]  # fmt: skip
    for peer in ("highs", "scipy", "pulp"):
        if peer in found:
            told.append(_beside(size, peer, found[peer], ours["seconds"], pupils))
    return told


def _beside(size: str, peer: str, told: Told | None, seconds: float, pupils: int) -> Figure:
    if told is None:
        return f"{size}: {peer} did not finish in", PATIENCE, "s", "", None
    ratio = told["seconds"] / seconds
    goal = peer == "highs" and pupils == 20_000
    return f"{size}: {peer} / ours", round(ratio, 1), "×", "≥ 10" if goal else "", ratio >= 10 if goal else None


def main() -> int:
    """1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="1,000 and 20,000 pupils, without PuLP, one round")
    quick = parser.parse_args().quick
    sizes: dict[int, list[str]] = {1_000: ["highs", "scipy"], 20_000: ["highs", "scipy"]}
    if not quick:
        sizes = {1_000: ["highs", "scipy", "pulp"], 20_000: ["highs", "scipy", "pulp"], 200_000: []}
    told = [
        one for pupils, peers in sizes.items() for one in figures(pupils, measured(pupils, peers, 1 if quick else 3))
    ]
    names = ("name", "value", "unit", "goal", "met")
    rows = [dict(zip(names, figure, strict=True)) for figure in told]
    print(json.dumps({"benchmark": "placement", "figures": rows}, ensure_ascii=False))
    return int(any(figure[4] is False for figure in told))


if __name__ == "__main__":
    raise SystemExit(main())
