"""The gap of 380 × 230 × 10 cells from ten million vacancies: our expression, the bare scan, pandas.

    python benchmarks/gap.py [--quick]

All in one run and from the same two Parquet files, each side anew from the files each time, none sorted or indexed
beforehand, keys as text; both sides end with the same table of scores and classes, and its checksum must agree.

* scan: every column of both files decoded and reduced once (largest text, sum of numbers), DuckDB, all cores.
* ours: vacancies summed by territory × occupation × year, joined to the cells, scored by the product's expression.
* pandas: the same three steps as an analyst would write them (groupby, merge, column arithmetic); one core, as pandas.

The three are timed in turn, several rounds; the ratios are medians over the rounds, so that a busy machine bears on
all sides alike. `*_cpu_s` counts the time of all threads. Page reads follow. Last line: one JSON object.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

POWIATS, OCCUPATIONS, YEARS = 380, 230, 10
NEVER_HIDDEN = ("graduates_hidden", "unemployed_hidden", "graduates_unemployed_hidden", "intake_change_hidden")


def generate(folder: Path, vacancies: int) -> tuple[Path, Path]:
    """The vacancies, one row each, and the other inputs, one row per cell."""
    rng = np.random.default_rng(7)
    posted, cells = folder / "vacancy.parquet", folder / "cell.parquet"
    # Codes are text, as in every register: TERYT `0201`, occupation `311000`.
    powiats = pa.array([f"{2 * (n % 16 + 1):02}{n // 16 + 1:02}" for n in range(POWIATS)])
    jobs = pa.array([f"{311000 + n}" for n in range(OCCUPATIONS)])
    columns = {
        "territory": powiats.take(pa.array(rng.integers(0, POWIATS, vacancies))),
        "subject": jobs.take(pa.array(rng.integers(0, OCCUPATIONS, vacancies))),
        "year": rng.integers(0, YEARS, vacancies, dtype=np.int16),
        "places": rng.integers(1, 4, vacancies, dtype=np.int16),
    }
    pq.write_table(pa.table(columns), posted)
    n = POWIATS * OCCUPATIONS * YEARS
    key = np.arange(n)
    missing = rng.random(n) < 0.1
    pq.write_table(pa.table({
        "territory": powiats.take(pa.array(key // (OCCUPATIONS * YEARS))),
        "subject": jobs.take(pa.array(key // YEARS % OCCUPATIONS)),
        "year": (key % YEARS).astype(np.int16),
        "barometer_relation": pa.array(rng.integers(1, 6, n).astype(float), mask=missing),
        "barometer_demand": pa.array(rng.integers(1, 6, n).astype(float), mask=missing),
        "graduates": rng.integers(0, 60, n), "unemployed": rng.integers(0, 90, n),
        "forecast_points": rng.choice([-100.0, -60.0, -30.0, 0.0], n),
        "graduates_unemployed": rng.uniform(0, 35, n), "intake_change": rng.uniform(-50, 50, n),
        "unemployment_rate": rng.uniform(1, 20, n),
    }), cells, row_group_size=100_000)  # fmt: skip
    return posted, cells


def scan(posted: Path, cells: Path) -> float:
    """The floor: read, decode and reduce every column of both files once, in the cheapest way there is for its type.

    The largest text and the sum of each number; a query of maxima alone would be answered from the files' statistics.
    """
    con, total = duckdb.connect(), 0.0
    for file in (posted, cells):
        kinds = con.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(file)]).description or ()
        texts = [name for name, kind, *_ in kinds if kind == "VARCHAR"]
        numbers = [name for name, kind, *_ in kinds if kind != "VARCHAR"]
        columns = [f"max({name})" for name in texts] + [f"sum({name})" for name in numbers]
        row = con.execute(f"SELECT {', '.join(columns)} FROM read_parquet(?)", [str(file)]).fetchone()
        total += sum(row[len(texts) :] if row else ())
    return float(total)


def ours(posted: Path, cells: Path) -> dict[str, float]:
    """The product's own steps: vacancies summed by cell, joined to the other inputs, scored."""
    import ibis

    from koordynata.intelligence.metrics import gap
    from koordynata.intelligence.warehouse.connection import connect
    from koordynata.intelligence.warehouse.grid import lay_grid

    con = connect()
    inputs = con.read_parquet(cells)
    grid = lay_grid(con, "grid", {name: inputs[name] for name in ("territory", "subject")}, inputs.year)
    offers = grid.sums(con.read_parquet(posted), "places").rename(vacancies="places")
    joined = grid.add(grid.number(inputs), offers)
    # Kept as a table before it is scored, as the build keeps its inputs.
    con.create_table("input", joined.mutate(**dict.fromkeys(NEVER_HIDDEN, ibis.literal(False))))
    scored = gap.expression(con.table("input"))
    answer = scored.group_by("klass").aggregate(cells=scored.count(), total=scored.gap.sum()).to_pyarrow().to_pylist()
    con.disconnect()
    return checksum({row["klass"]: (row["cells"], row["total"] or 0.0) for row in answer})


def theirs(posted: Path, cells: Path) -> dict[str, float]:
    """What an analyst would write in pandas; the rules come from the same data files."""
    from koordynata.intelligence.method import gap_method

    method, keys = gap_method(), ["territory", "subject", "year"]
    offers = pd.read_parquet(posted).groupby(keys, sort=False)["places"].sum().rename("vacancies").reset_index()
    table = pd.read_parquet(cells).merge(offers, on=keys, how="left")
    values = dict(table.items())
    for people, part in (("graduates", "offers_per_graduate"), ("unemployed", "offers_per_unemployed")):
        both = table[people] + table["vacancies"]
        values[part] = (table[people] - table["vacancies"]) / both.where(both != 0)
    values["forecast_level"] = table["forecast_points"]
    points: Any = 0.0
    weight: Any = 0.0
    known: Any = 0
    for rule in method.parts:
        value = values[rule.id]
        below = (value - rule.balance_at) / abs(rule.balance_at - rule.deficit_at)
        above = (value - rule.balance_at) / abs(rule.surplus_at - rule.balance_at)
        side = below.where(value < rule.balance_at, above) * (1 if rule.surplus_at > rule.deficit_at else -1)
        sub = (side * 100.0).clip(-100.0, 100.0)
        points = points + (sub * rule.weight).fillna(0.0)
        weight = weight + sub.notna() * rule.weight
        known = known + sub.notna().astype(int)
    enough = (known >= method.minimum_parts) & (weight >= method.minimum_weight)
    score = (points / weight).where(enough)
    result = score.round(6)  # on a limit, the last bit must not decide
    edges = [(rule.letter, rule.above, rule.up_to) for rule in method.classes]
    letters = np.select([
        result < edges[0][2], result < edges[1][2], result <= edges[2][2], result <= edges[3][2], result > edges[3][2]
    ], [edge[0] for edge in edges], default="")  # fmt: skip
    groups = score.groupby(letters).agg(["size", "sum"])
    return checksum({str(k) or None: (int(row["size"]), float(row["sum"])) for k, row in groups.iterrows()})


def checksum(classes: dict[str | None, tuple[int, float]]) -> dict[str, float]:
    """Cells by class and the sum of all scores, to a thousandth."""
    counts = {letter or "none": count for letter, (count, _) in sorted(classes.items(), key=lambda c: c[0] or "")}
    return {**counts, "sum": round(sum(total for _, total in classes.values()), 2)}


@dataclass(frozen=True)
class Run:
    """Seconds of one run, and what it answered."""

    wall: float
    cpu: float
    answer: Any


def timed(job: Callable[[], Any]) -> Run:
    """One run."""
    start, cpu = time.perf_counter(), time.process_time()
    answer = job()
    return Run(time.perf_counter() - start, time.process_time() - cpu, answer)


def raced(sides: dict[str, Callable[[], Any]], rounds: int) -> dict[str, list[Run]]:
    """All sides in turn, round after round, after one round that does not count."""
    runs: dict[str, list[Run]] = {name: [] for name in sides}
    for counted in (False, *[True] * rounds):
        for name, job in sides.items():
            run = timed(job)
            if counted:
                runs[name].append(run)
    return runs


def summary(runs: dict[str, list[Run]]) -> dict[str, Any]:
    """Medians of seconds and of the ratios round by round."""
    figures: dict[str, Any] = {}
    for name, many in runs.items():
        figures[f"{name}_s"] = round(median(run.wall for run in many), 3)
        figures[f"{name}_cpu_s"] = round(median(run.cpu for run in many), 3)
    both = list(zip(runs["scan"], runs["ours"], runs["pandas"], strict=True))
    return figures | {
        "times_scan": round(median(mine.wall / floor.wall for floor, mine, _ in both), 2),
        "times_scan_cpu": round(median(mine.cpu / floor.cpu for floor, mine, _ in both), 2),
        "faster_than_pandas": round(median(theirs.wall / mine.wall for _, mine, theirs in both), 2),
        "same_checksum": all(mine.answer == theirs.answer for _, mine, theirs in both),
        "checksum": runs["ours"][0].answer,
    }


def read_times(read: Callable[[str], Any], questions: list[str]) -> dict[str, float]:
    """Median milliseconds of questions never asked before, and of the same ones asked again."""
    read(questions[0])  # names and sources, once in a process
    first = [timed(lambda q=q: read(q)).wall for q in questions[1:]]  # type: ignore[misc]
    again = [timed(lambda q=q: read(q)).wall for q in questions[1:]]  # type: ignore[misc]
    return {"first": round(median(first) * 1000, 1), "again": round(median(again) * 1000, 1)}


def page_reads(folder: Path, quick: bool) -> dict[str, Any]:
    """Page queries on marts larger than the sample's."""
    from benchmarks.generated_staging import generate as generate_staging
    from koordynata.intelligence import queries
    from koordynata.intelligence.warehouse import layout
    from koordynata.intelligence.warehouse.build import build_marts

    name = layout.new_name()
    work = layout.work_folder(name)
    generate_staging(folder, powiats=64 if quick else 380, schools=80 if quick else 400)
    start = time.perf_counter()
    build_marts(folder, work)
    build = time.perf_counter() - start
    layout.finish(name)
    layout.point_to(name)
    pages: dict[str, Callable[[str], Any]] = {
        "map_of_region": lambda job: queries.gap_by_territory(job, within="16", year=2025),
        "map_of_country": lambda job: queries.gap_by_territory(job, within="PL", year=2025),
        "gap_taken_apart": lambda job: queries.gap_parts("16", job, 2025),
        "series": lambda job: queries.demand_supply_series("16", job),
    }
    jobs = [f"{311010 + n}" for n in range(8)]
    reads = {page: read_times(read, jobs) for page, read in pages.items()}
    regions = [f"{code:02}" for code in range(2, 18, 2)]
    reads["occupations_of_region"] = read_times(lambda code: queries.gap_by_occupation(code, 2025), regions)
    return {"build_s": round(build, 1)} | reads


def figures(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The ratios with their goals, and page reads as they come."""
    scan, peer = result["times_scan"], result["faster_than_pandas"]
    rows = [
        ("ours ÷ scan", scan, "×", "≤ 7", scan <= 7),
        ("pandas ÷ ours", peer, "×", "≥ 2.5", peer >= 2.5),
        ("same checksum", int(result["same_checksum"]), "", "1", result["same_checksum"]),
    ]
    for page, times in result["pages_ms"].items():
        if isinstance(times, dict):
            rows += [(f"{page}, {which}", value, "ms", "", None) for which, value in times.items()]
    return [dict(zip(("name", "value", "unit", "goal", "met"), row, strict=True)) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer rounds, page reads of a sixth of the country")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KOORDYNATA_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")
        import django

        django.setup()
        posted, cells = generate(Path(folder), 10_000_000)
        sides = {
            "scan": lambda: scan(posted, cells),
            "ours": lambda: ours(posted, cells),
            "pandas": lambda: theirs(posted, cells),
        }
        runs = raced(sides, 2 if quick else 5)
        result = {**summary(runs), "pages_ms": page_reads(Path(folder) / "staging", quick)}
    print(json.dumps(result, ensure_ascii=False))
    print(json.dumps({"benchmark": "gap", "figures": figures(result)}, ensure_ascii=False))
    if not result["same_checksum"]:
        sys.exit(f"pandas says {runs['pandas'][0].answer}")


if __name__ == "__main__":
    main()
