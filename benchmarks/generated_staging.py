"""A generated country in the shape of the warehouse's staging tables; nothing in it is real but its size."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from koordynata.intelligence.warehouse.staging import staged

YEARS = range(2017, 2027)


def _strings(values: Any) -> list[str]:
    return [str(value) for value in values]


def generate(folder: Path, powiats: int = 380, occupations: int = 250, schools: int = 700, seed: int = 1) -> None:
    """Write every staging table to `folder`."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    regions = [f"{2 * n:02}" for n in range(1, 17)]
    codes = [f"{regions[n % 16]}{n // 16 + 1:02}" for n in range(powiats)]
    branches = [f"B{n:02}" for n in range(32)]
    jobs = [f"{311000 + n}" for n in range(occupations)]
    groups = [f"G{n:03}" for n in range(100)]
    tables: dict[str, dict[str, Any]] = {}
    tables["territory"] = {
        "code": ["PL", *regions, *codes],
        "kind": ["country", *["voivodeship"] * 16, *["powiat"] * powiats],
        "name": ["Polska", *regions, *codes],
        "path": ["PL/", *(f"{r}/" for r in regions), *(f"{c[:2]}/{c}/" for c in codes)],
        "parent": [None, *["PL"] * 16, *(c[:2] for c in codes)],
        "seat": ["x"] * (powiats + 17),
        "lat": rng.uniform(49.2, 54.7, powiats + 17),
        "lon": rng.uniform(14.3, 23.8, powiats + 17),
        "city_rights": [False] * (powiats + 17),
        "withdrawn_run": [None] * (powiats + 17),
    }
    tables["area_member"] = {"area": [], "member": [], "kind": []}
    tables["branch"] = {"code": branches, "name_pl": branches, "name_en": branches}
    tables["barometer_group"] = {"code": groups, "name_pl": groups, "name_en": groups}
    tables["occupation"] = {
        "code": jobs, "name_pl": jobs, "name_en": jobs, "branch": [branches[n % 32] for n in range(occupations)],
        "school_types": ["TEC"] * occupations, "opened": [None] * occupations, "closed": [None] * occupations,
        "withdrawn_run": [None] * occupations,
    }  # fmt: skip
    tables["length"] = {"occupation": [], "school_type": [], "years": []}
    tables["qualification"] = {"occupation": jobs, "qualification": [f"Q{n % 90:02}" for n in range(occupations)]}
    tables["crosswalk"] = {
        "from_scheme": ["KZSB"] * occupations, "from_code": jobs, "to_scheme": ["BAROMETER"] * occupations,
        "to_code": [groups[n % 100] for n in range(occupations)], "version": ["1"] * occupations,
    }  # fmt: skip
    home = rng.integers(0, powiats, schools)
    tables["school"] = {
        "id": range(1, schools + 1), "name": _strings(range(schools)),
        "place": [f"{codes[h][:2]}/{codes[h]}/" for h in home], "gmina": [f"{codes[h]}01" for h in home],
        "lat": [None] * schools, "lon": [None] * schools, "school_type": ["TEC"] * schools, "years": [5] * schools,
    }  # fmt: skip
    tables["offer"] = _offers(rng, schools, jobs)
    tables["rating"] = _ratings(rng, codes, groups)
    tables["flow"] = _flows(rng, codes, jobs)
    tables["forecast"] = _forecast(rng, regions, jobs)
    tables["outcome"] = _outcomes(rng, codes, jobs)
    tables["observation"] = {
        "variable": ["60270"] * powiats * 10, "year": [y for y in YEARS for _ in codes], "period": [""] * powiats * 10,
        "place": [f"{c[:2]}/{c}/" for _ in YEARS for c in codes], "value": rng.uniform(2, 15, powiats * 10),
        "run": [1] * powiats * 10,
    }  # fmt: skip
    tables["run"] = {"id": [1], "snapshot": [1]}
    tables["snapshot"] = {"id": [1], "publisher": ["generated"], "title": ["x"], "vintage": [None], "is_sample": [True]}
    for name, table in staged().items():
        arrays = [pa.array(list(tables[name][column]), type=kind) for column, (_, kind) in table.columns.items()]
        pq.write_table(pa.table(arrays, schema=table.schema), folder / f"{name}.parquet")


def _offers(rng: np.random.Generator, schools: int, jobs: list[str]) -> dict[str, Any]:
    rows: dict[str, list[Any]] = {k: [] for k in ("school", "occupation", "school_year", "grade", "pupils", "graduates", "pass_share", "place", "run")}  # fmt: skip # noqa: E501
    for school in range(1, schools + 1):
        for job in rng.choice(jobs[:180], rng.integers(2, 7), replace=False):
            size = rng.normal(22, 6)
            for year in YEARS:
                for grade in range(1, 6):
                    pupils = max(0, int(size * 0.95**grade + rng.normal(0, 2)))
                    last = grade == 5 and year < YEARS[-1]
                    rows["school"].append(school)
                    rows["occupation"].append(str(job))
                    rows["school_year"].append(year)
                    rows["grade"].append(grade)
                    rows["pupils"].append(pupils)
                    rows["graduates"].append(int(pupils * 0.95) if last else None)
                    rows["pass_share"].append(0.8 if last else None)
                    rows["place"].append("02/0201/")
                    rows["run"].append(1)
    return rows


def _ratings(rng: np.random.Generator, codes: list[str], groups: list[str]) -> dict[str, Any]:
    n = len(codes) * len(groups) * len(YEARS)
    return {
        "year": [y for y in YEARS for _ in codes for _ in groups],
        "place": [f"{c[:2]}/{c}/" for _ in YEARS for c in codes for _ in groups],
        "group": groups * (len(codes) * len(YEARS)), "occupation": [None] * n,
        "demand_change": rng.integers(1, 6, n), "relation": rng.integers(1, 6, n), "run": [1] * n,
    }  # fmt: skip


def _flows(rng: np.random.Generator, codes: list[str], jobs: list[str]) -> dict[str, Any]:
    pairs = [(y, c, j) for y in YEARS for c in codes for j in jobs[:: rng.integers(2, 4)]]
    return {
        "year": [p[0] for p in pairs], "place": [f"{p[1][:2]}/{p[1]}/" for p in pairs],
        "occupation": [p[2] for p in pairs], "vacancies": rng.poisson(6, len(pairs)),
        "unemployed": rng.poisson(12, len(pairs)), "run": [1] * len(pairs),
    }  # fmt: skip


def _forecast(rng: np.random.Generator, regions: list[str], jobs: list[str]) -> dict[str, Any]:
    levels = ["istotne zapotrzebowanie", "umiarkowane zapotrzebowanie"]
    rows = [(y, r, j) for y in YEARS for r in regions for j in jobs[:120]]
    return {
        "year": [r[0] for r in rows], "place": [f"{r[1]}/" for r in rows], "occupation": [r[2] for r in rows],
        "level": rng.choice(levels, len(rows)), "run": [1] * len(rows),
    }  # fmt: skip


def _outcomes(rng: np.random.Generator, codes: list[str], jobs: list[str]) -> dict[str, Any]:
    rows = [(y, c, str(j)) for y in YEARS[:-2] for c in codes for j in rng.choice(jobs[:180], 6, replace=False)]
    people = rng.poisson(18, len(rows)) + 1
    return {
        "year": [r[0] for r in rows], "occupation": [r[2] for r in rows],
        "place": [f"{r[1][:2]}/{r[1]}/" for r in rows],
        "graduates": people, "working": people // 2, "learning": people // 4, "unemployed": people // 8,
        "staying": people // 3, "wage_ratio": rng.uniform(0.6, 1.1, len(rows)), "run": [1] * len(rows),
    }  # fmt: skip
