"""Graduate tracking: what became of graduates, as shares recomputed from summed counts."""

import ibis
import ibis.expr.types as ir

from ..warehouse.ground import KEYS, Ground
from ..warehouse.people import told


def base(ground: Ground, column: str) -> ir.Table:
    """Keys, `people` of whom `column` was told, and `hidden` where they are too few, or could give away too few."""
    return ground.measure("tracked", told(column)).rename(people="value")


def shares(ground: Ground, **columns: str) -> ir.Table:
    """`name=column`: percent of the graduates of whom `column` was told; hidden with their number."""
    rows = ground.spread(ground.by_powiat("outcome"))
    sums = {column: rows[column].sum() for column in columns.values()}
    joined, out = rows.group_by(*KEYS).aggregate(**sums), {}
    for name, column in columns.items():
        of = base(ground, column).rename({f"{column}_people": "people", f"{column}_hidden": "hidden"})
        joined = joined.left_join(of, list(KEYS)).drop("territory_right", "subject_right", "year_right")
        hidden = joined[f"{column}_hidden"].fill_null(False)
        share = joined[column] / joined[f"{column}_people"].nullif(0) * 100.0
        out[name] = ibis.ifelse(hidden, ibis.null("float64"), share)
        out[f"{name}_hidden"] = hidden
    return joined.select(*KEYS, **out)
