"""From counts of people to the figures that may leave the house: summed, then hidden where they must be."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ..method import limits
from .axes import Axes
from .nodes import ALL
from .numbering import Names
from .suppression import hide

# What hiding a figure costs, by the kind of what it stands for: a country's total is worth more than a powiat's.
TERRITORY_WEIGHTS = {"country": 40.0, "voivodeship": 20.0, "functional_area": 8.0, "powiat": 4.0}
BRANCH_WEIGHT, ALL_WEIGHT, NARROWED_WEIGHT, WHOLE_WEIGHT = 6.0, 60.0, 2.0, 6.0

Sets = Mapping[str, frozenset[str]]
HIDDEN = pa.schema({"measure": pa.string(), "year": pa.int64(), "territory": pa.string(), "subject": pa.string(),
                    "layer": pa.string()})  # fmt: skip


def publish(con: Any, figures: ir.Table, people: ir.Table, maps: Mapping[str, ir.Table]) -> ir.Table:
    """`figures` with `value` empty and `hidden` true where a count must not be seen, nor be worked out."""
    con.con.register("hidden", _hidden(figures, people, maps))
    marks = con.table("hidden").mutate(mark=True)
    joined = figures.left_join(marks, ["measure", "year", "territory", "subject", "layer"])
    hidden = joined.mark.fill_null(False)
    return joined.select(
        "measure", "territory", "subject", "year", "layer",
        value=ibis.ifelse(hidden, ibis.null("int64"), joined.value), hidden=hidden,
    )  # fmt: skip


def _hidden(figures: ir.Table, people: ir.Table, maps: Mapping[str, ir.Table]) -> pa.Table:
    """(measure, year, territory, subject, layer) of every figure to hide."""
    threshold, room = int(limits()["suppression_threshold"]), int(limits()["suppression_room"])
    axes = _axes(maps)
    few = figures.filter((figures.value > 0) & (figures.value < threshold))
    small = _numbered(few, axes.figures, "territory", "subject", few.value)
    somebody = people.filter(people.value > 0)
    cells = _numbered(somebody, axes.cells, "unit", "occupation", ibis.greatest(somebody.room, 0))
    tables = []
    for (measure, year), wanted in sorted(small.items()):
        hidden, _ = hide(cells[measure, year], axes, wanted, room)
        what = [pa.repeat(measure, len(hidden)), pa.repeat(year, len(hidden)), *axes.figures.columns(hidden)]
        tables.append(pa.Table.from_arrays(what, schema=HIDDEN))
    return pa.concat_tables(tables) if tables else HIDDEN.empty_table()


def _axes(maps: Mapping[str, ir.Table]) -> Axes:
    territories = _sets(maps["units"], "unit", "territory")
    subjects = _sets(maps["subjects"], "occupation", "subject")
    layers = _sets(maps["layers"], "layer", "node")
    return Axes(territories, subjects, layers, _kin(territories, subjects), _weights(maps["territory"], subjects))


def _numbered(
    rows: ir.Table, names: Names, where: str, what: str, value: ir.Value
) -> dict[tuple[str, int], dict[int, int]]:
    """Rows by (measure, year), each as its number and a value."""
    found: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    answer = rows.select("measure", "year", where, what, "layer", value=value.cast("int64")).to_pyarrow()
    one, two, three = names.parts
    for measure, year, place, subject, layer, told in zip(*(c.to_pylist() for c in answer.columns), strict=True):
        found[measure, year][one[place] + two[subject] + three[layer]] = told
    return found


def _sets(pairs: ir.Table, key: str, value: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    answer = pairs.select(key, value).to_pyarrow()
    for name, member in zip(answer[key].to_pylist(), answer[value].to_pylist(), strict=True):
        found[name].add(member)
    return {name: frozenset(members) for name, members in found.items()}


def _kin(territories: Sets, subjects: Sets) -> dict[str, str]:
    """Unit → voivodeship (two digits), occupation → branch (three letters)."""
    regions = {u: next((t for t in into if len(t) == 2 and t.isdigit()), "") for u, into in territories.items()}
    return regions | {code: next(filter(_is_branch, into), "") for code, into in subjects.items()}


def _is_branch(subject: str) -> bool:
    return not subject.isdigit() and ":" not in subject and subject != ALL


def _weights(territory: ir.Table, subjects: Sets) -> dict[str, float]:
    kinds = territory.select("code", "kind").to_pyarrow().to_pydict()
    weights = {c: TERRITORY_WEIGHTS.get(k, 1.0) for c, k in zip(kinds["code"], kinds["kind"], strict=True)}
    for subject in set().union(*subjects.values()):
        if not subject.isdigit():
            whole = ALL_WEIGHT if subject == ALL else BRANCH_WEIGHT
            weights[subject] = NARROWED_WEIGHT if ":" in subject else whole
    return weights | {"all": WHOLE_WEIGHT, "in": 2.0}
