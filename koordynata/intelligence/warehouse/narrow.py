"""Marts for one question each: a part of `cell` in another order, so that the question reads little."""

import ibis.expr.types as ir

from ..method import gap_method
from ..metrics.catalogue import COLUMNS
from .ground import KEYS
from .nodes import COUNTRY


def gap_columns() -> list[str]:
    """What a gap row needs: a third of the columns of `cell`."""
    parts = [rule.id for rule in gap_method().parts]
    figures = [name for metric in ("gap", "graduates", "vacancies", "pupils") for name in COLUMNS[metric] if name]
    told = [f"{kind}_{part}" for kind in ("sub", "out") for part in parts]
    return [*KEYS, *figures, "klass", "lasting_years", "growth", *told]


def narrow_marts(cells: ir.Table) -> dict[str, tuple[ir.Table, list[str]]]:
    """`gap`: one subject on the map. `region`: one subject in every voivodeship."""
    regions = cells.filter(cells.territory.re_search("^[0-9]{2}$") | (cells.territory == COUNTRY))
    return {
        "gap": (cells.select(*gap_columns()), ["subject", "territory", "year"]),
        "region": (regions, ["subject", "year", "territory"]),
    }
