"""The connection on which builds run."""

from typing import Any

import ibis

# 2²² places hold 380 powiats × 274 occupations × 14 years, with room to spare.
CELL_BITS = 22


def connect() -> Any:
    """An in-memory DuckDB behind Ibis.

    Selects are not fused: fusing would write a sub-score out again in every place that uses it, thousands of times
    in the end, and DuckDB would compute each of them.
    """
    ibis.options.sql.fuse_selects = False
    con = ibis.duckdb.connect()
    # Groups of small whole numbers are summed in an array, see `grid`; DuckDB's own limit is 12 bits.
    con.raw_sql(f"SET perfect_ht_threshold = {CELL_BITS}")
    return con
