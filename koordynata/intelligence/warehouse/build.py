"""Staging Parquet → marts, in one in-memory DuckDB."""

from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from ..method import gap_method, limits
from ..metrics import gap, persistence, reach, supply_outlook
from ..metrics.catalogue import BY_CELL, BY_TERRITORY
from . import nodes, people
from .connection import connect
from .grid import CELL, lay_grid
from .ground import KEYS, Ground
from .narrow import narrow_marts
from .observations import cohort_factors, with_role
from .publish import publish


def build_marts(staging: Path, out: Path) -> dict[str, int]:
    """Read `staging/*.parquet`, write `out/*.parquet`; returns rows by mart."""
    con = connect()
    try:
        return _write(con, out, _marts(con, _open(con, staging)))
    finally:
        con.disconnect()


def _open(con: Any, staging: Path) -> dict[str, ir.Table]:
    return {file.stem: con.read_parquet(file, table_name=f"staged_{file.stem}") for file in staging.glob("*.parquet")}


def _keep(con: Any, name: str, expression: ir.Table) -> ir.Table:
    """Compute once, use many times."""
    con.create_table(name, expression)
    return con.table(name)


def lay_ground(con: Any, staged: dict[str, ir.Table]) -> Ground:
    """Bridges and published figures."""
    t = staged
    powiats = _keep(con, "powiat_node", nodes.powiat_nodes(t["territory"], t["area_member"]))
    schools = _keep(con, "school_node", nodes.school_nodes(t["school"], t["area_member"]))
    subjects = _keep(con, "subject_node", nodes.subject_nodes(t["occupation"]))
    counts = _keep(con, "people", ibis.union(
        people.pupils(t["offer"], t["school"], t["length"]), people.graduates(t["offer"]),
        people.unemployed(t["flow"]), people.tracked(t["outcome"])))  # fmt: skip
    units = ibis.union(powiats, schools, distinct=True)
    layers = _keep(con, "layer_node", people.layer_nodes(counts))
    figures = _keep(con, "figure_raw", people.roll_up(counts, units, subjects, layers))
    maps = {"units": units, "subjects": subjects, "layers": layers, "territory": t["territory"]}
    published = _keep(con, "figure", publish(con, figures, counts, maps))
    roles = _keep(con, "role_observation", with_role(t["observation"]))
    grid = lay_grid(con, "grid", {"unit": powiats.unit, "occupation": subjects.occupation}, t["flow"].year)
    return Ground(published, powiats, subjects, {**t, "school_node": schools, "role_observation": roles}, grid)


def _marts(con: Any, staged: dict[str, ir.Table]) -> dict[str, tuple[ir.Table, list[str]]]:
    """Mart → (expression, order of its rows)."""
    ground = lay_ground(con, staged)
    near = _keep(con, "nearest", reach.nearest(ground))
    ground.staged["nearest"] = near
    cells = _keep(con, "cell", with_gaps(con, _keep(con, "input", inputs(con, ground))))
    figures = ground.figures
    wide = _keep(con, "wide", supply_outlook.layers(figures))
    return {
        "cell": (cells, ["territory", "year", "subject"]),
        **narrow_marts(cells),
        "outlook": (_outlook(con, ground, wide), ["territory", "subject", "base", "ahead"]),
        "school": (_school_marts(ground), ["school", "year", "occupation", "grade"]),
        "school_total": (_school_years(ground), ["territory", "subject", "year"]),
        "nearest": (near, ["subject", "year", "unit"]),
        "territory": (staged["territory"], ["code"]),
        "area_member": (staged["area_member"], ["area", "member"]),
        "place": (_places(ground), ["territory", "unit"]),
        "subject": (_subjects(staged), ["subject"]),
        "crosswalk": (staged["crosswalk"], ["from_code", "to_code"]),
        "qualification": (staged["qualification"], ["occupation", "qualification"]),
        "institution": (_institutions(staged), ["id"]),
        "source": (_sources(staged), ["input", "year", "region"]),
    }


def inputs(con: Any, ground: Ground) -> ir.Table:
    """One row per territory × subject × year that anything speaks of, with every metric's columns."""
    tables = [_keep(con, f"m_{metric.card.id}", metric.expression(ground)) for metric in BY_CELL]
    telling = [
        # Every occupation stands somewhere on or off a list, and everything is somewhere near: no ground for a row.
        table.filter(table.forecast_listed > 0) if "forecast_listed" in table.columns else table
        for table in tables
        if "reach" not in table.columns
    ]
    rows = _beside_each_other(con, ibis.union(*(table.select(*KEYS) for table in telling), distinct=True), tables)
    rows = _nobody_where_reports_say_so(con, ground, rows)
    for metric in BY_TERRITORY:
        rows = rows.left_join(metric.expression(ground), ["territory", "year"]).drop("territory_right", "year_right")
    return _with_older(con, rows)


def _beside_each_other(con: Any, rows: ir.Table, tables: list[ir.Table]) -> ir.Table:
    """The cells, with every table's columns."""
    cells = _keep(con, "cell_keys", rows)
    grid = lay_grid(con, "cells", {"territory": cells.territory, "subject": cells.subject}, cells.year)
    numbered = grid.number(cells)
    for table in tables:
        numbered = grid.add(numbered, grid.number(table))
    return numbered.drop(CELL)


def _nobody_where_reports_say_so(con: Any, ground: Ground, rows: ir.Table) -> ir.Table:
    """Where schools of the voivodeship reported in a year, an occupation that none of them names has 0 people."""
    places = ground.territories.select(territory="code", region="voivodeship")
    for measure in ("pupils", "graduates"):
        told = ground.measure(measure).filter(ibis._.subject == nodes.ALL).select(region="territory", year="year")
        country = told.filter(told.region == nodes.COUNTRY).select(territory="region", year="year")
        reported = ibis.union(places.join(told, "region").select("territory", "year"), country).mutate(told=True)
        kept = _keep(con, f"reported_{measure}", reported.distinct())
        rows = rows.left_join(kept, ["territory", "year"]).drop("territory_right", "year_right")
        nobody = rows.told & rows[measure].isnull() & ~rows[f"{measure}_hidden"].fill_null(False)
        rows = rows.mutate(**{measure: ibis.ifelse(nobody, 0, rows[measure])}).drop("told")
    return rows


def _with_older(con: Any, rows: ir.Table) -> ir.Table:
    """Values that may be older than the gap take the newest year within their limit; `*_year` says which."""
    now = _keep(con, "input_now", rows)
    ages = {rule.id: rule.max_age for rule in gap_method().parts}
    careers = ("graduates_work", "graduates_unemployed", "stay_in_region", "wage")
    for columns, age in ((careers, ages["graduates_unemployed"]), (("unemployment_rate",), ages["unemployment_rate"])):
        rows = _taken_from_before(rows, now, columns, age)
    return rows


def _taken_from_before(rows: ir.Table, now: ir.Table, columns: tuple[str, ...], age: int) -> ir.Table:
    def told(table: ir.Table, name: str) -> ir.BooleanValue:
        known = table[name].notnull()
        return known | table[f"{name}_hidden"].fill_null(False) if f"{name}_hidden" in table.columns else known

    rows = rows.mutate(**{f"{n}_year": ibis.ifelse(told(rows, n), rows.year, ibis.null("int64")) for n in columns})
    names = [n for column in columns for n in (column, f"{column}_hidden") if n in now.columns]
    for years in range(1, age + 1):
        older = now.select("territory", "subject", *names, year=now.year + years)
        joined = rows.left_join(older, list(KEYS), rname="{name}_older")
        taken = {}
        for column in columns:
            use = joined[f"{column}_year"].isnull() & joined[f"{column}_older"].notnull()
            for name in (n for n in (column, f"{column}_hidden") if n in names):
                taken[name] = ibis.ifelse(use, joined[f"{name}_older"], joined[name])
            taken[f"{column}_year"] = ibis.ifelse(use, joined.year - years, joined[f"{column}_year"])
        rows = joined.mutate(**taken).select(*rows.columns)
    return rows


def with_gaps(con: Any, cells: ir.Table) -> ir.Table:
    """Cells with their gap, its parts, how long it lasts and how it grows."""
    gaps = _keep(con, "m_gap", gap.expression(cells))
    for table in (gaps, persistence.lasting(gaps), persistence.growth(gaps)):
        cells = cells.left_join(table, list(KEYS)).drop("territory_right", "subject_right", "year_right")
    return cells.mutate(lasting_years=cells.lasting_years.fill_null(0))


def _outlook(con: Any, ground: Ground, wide: ir.Table) -> ir.Table:
    factors = _keep(con, "cohort", cohort_factors(
        ground.staged["role_observation"], ground.powiats, supply_outlook.YEARS))  # fmt: skip
    schools = ground.staged["school_node"]
    of_schools = schools.filter(schools.territory.re_search("^[0-9]{4}$")).join(factors, "territory")
    own = of_schools.drop("territory").rename(territory="unit")
    every = ibis.union(factors, own.select(*factors.columns))
    rates = _keep(con, "rate", supply_outlook.rates(wide))
    expected = _keep(con, "expected", supply_outlook.expression(wide, rates, every))
    return supply_outlook.with_band(expected, wide)


def _school_marts(ground: Ground) -> ir.Table:
    """One row per school × occupation × year × grade; counts as published. Grade 0: all grades."""
    offers, f = ground.staged["offer"], ground.figures
    graded = people.with_layer(offers, ground.staged["school"], ground.staged["length"])
    by_grade = graded.select(
        "school", "occupation", "grade", year="school_year", unit=nodes.school_unit(graded.school),
        layer=ibis.literal("r") + graded.layer.replace("i", ""),
    ).distinct()  # fmt: skip
    counts = f.filter(f.measure == "pupils").select(unit="territory", occupation="subject", year="year",
                                                    layer="layer", pupils="value", pupils_hidden="hidden")  # fmt: skip
    grades = by_grade.left_join(counts, ["unit", "occupation", "year", "layer"])
    keyed = offers.select("school", "occupation", year="school_year", unit=nodes.school_unit(offers.school))
    return ibis.union(
        grades.select("school", "occupation", "year", "grade", "pupils", "pupils_hidden",
                      graduates=ibis.null("int64"), graduates_hidden=ibis.literal(False),
                      pass_share=ibis.null("float64"), pass_share_hidden=ibis.literal(False)),
        _school_totals(ground, keyed),
    )  # fmt: skip


def _school_totals(ground: Ground, keyed: ir.Table) -> ir.Table:
    f, offers = ground.figures, ground.staged["offer"]
    counts = f.filter((f.layer == "all") & f.measure.isin(["pupils", "graduates"]) & f.territory.startswith("s"))
    names = {"unit": counts.territory, "occupation": counts.subject}
    pupils_of = counts.filter(counts.measure == "pupils").select(
        **names, year="year", pupils="value", pupils_hidden="hidden")  # fmt: skip
    left = counts.filter(counts.measure == "graduates").select(
        **names, year="year", graduates="value", graduates_hidden="hidden")  # fmt: skip
    told = offers.filter(offers.graduates.notnull() & offers.pass_share.notnull())
    passed = told.group_by("school", "occupation", year=told.school_year + 1).aggregate(
        people=told.graduates.sum(), passing=(told.graduates * told.pass_share).sum()
    )
    taught = keyed.select("school", "unit", "occupation", "year").distinct()
    gone = left.join(taught.select("school", "unit").distinct(), "unit").select("school", "unit", "occupation", "year")
    rows = ibis.union(taught, gone, distinct=True)
    for table in (pupils_of, left):
        rows = rows.left_join(table, ["unit", "occupation", "year"]).drop(
            "unit_right", "occupation_right", "year_right"
        )
    rows = rows.left_join(passed, ["school", "occupation", "year"])
    # Where only some grades say a share, it may speak of fewer people than the published number of graduates.
    few = rows.graduates_hidden.fill_null(False) | (rows.people < int(limits()["suppression_threshold"]))
    hidden = ((rows.people > 0) & few).fill_null(False)
    share = rows.passing / rows.people.nullif(0) * 100.0
    return rows.select(
        "school", "occupation", "year", "pupils", "pupils_hidden", "graduates", "graduates_hidden",
        grade=ibis.literal(0, "int64"), pass_share=ibis.ifelse(hidden, ibis.null("float64"), share),
        pass_share_hidden=hidden,
    ).select("school", "occupation", "year", "grade", "pupils", "pupils_hidden", "graduates", "graduates_hidden",
             "pass_share", "pass_share_hidden")  # fmt: skip


def _school_years(ground: Ground) -> ir.Table:
    """One row per school × occupation (and all) × year: pupils as published."""
    f = ground.figures
    rows = f.filter((f.measure == "pupils") & (f.layer == "all") & f.territory.startswith("s"))
    return rows.select("territory", "subject", "year", pupils="value", pupils_hidden="hidden")


def _places(ground: Ground) -> ir.Table:
    """Powiats in force and what they lie in; one that was withdrawn only counts in the years in which it was there."""
    t = ground.staged["territory"]
    return ground.powiats.semi_join(t.filter(t.withdrawn_run.isnull()), ground.powiats.unit == t.code)


def _subjects(staged: dict[str, ir.Table]) -> ir.Table:
    """One row per occupation and branch: code, kind, names, branch, school types."""
    o, b = staged["occupation"], staged["branch"]
    occupations = o.select(subject="code", kind=ibis.literal("occupation"), name_pl="name_pl", name_en="name_en",
                           branch="branch", school_types="school_types")  # fmt: skip
    branches = b.select(subject="code", kind=ibis.literal("branch"), name_pl="name_pl", name_en="name_en",
                        branch="code", school_types=ibis.literal(""))  # fmt: skip
    return ibis.union(occupations, branches)


def _institutions(staged: dict[str, ir.Table]) -> ir.Table:
    s = staged["school"]
    return s.select("id", "name", "lat", "lon", "school_type", powiat=nodes.powiat_of(s.place))


def _sources(staged: dict[str, ir.Table]) -> ir.Table:
    """One row per input × year × voivodeship × snapshot, with how many of its rows speak there."""
    offer = staged["offer"].rename(year="school_year")
    counted = {
        "offer_pupils": offer.filter(offer.pupils.notnull()),
        "offer_graduates": offer.filter(offer.graduates.notnull()).mutate(year=ibis._.year + 1),
        "offer_taught": offer,
        **{name: staged[name] for name in ("rating", "forecast", "outcome", "flow", "observation")},
    }
    rows = ibis.union(*(
        table.select(input=ibis.literal(name), year="year", region=table.place[:2], run="run")
        for name, table in counted.items()
    ))  # fmt: skip
    joined = rows.left_join(staged["run"], rows.run == staged["run"].id)
    per = joined.group_by("input", "year", "region", "snapshot").aggregate(rows=joined.count())
    snapshots = staged["snapshot"]
    return per.left_join(snapshots, per.snapshot == snapshots.id).drop("id")


def _write(con: Any, out: Path, marts: dict[str, tuple[ir.Table, list[str]]]) -> dict[str, int]:
    """Each mart to its file, sorted, so that one territory's rows lie together."""
    out.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, (expression, order) in marts.items():
        sql = ibis.to_sql(expression.order_by(order), dialect="duckdb")
        target = str(out / f"{name}.parquet").replace("'", "''")
        options = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000"
        counts[name] = con.raw_sql(f"COPY ({sql}) TO '{target}' ({options})").fetchone()[0]
    return counts
