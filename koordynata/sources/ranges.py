"""Many keys as a few ranges: records of one file mostly have numbers that follow each other."""

from collections.abc import Iterable
from itertools import chain

import polars as pl

Range = list[int]  # the first and the last


def ranges_of(keys: pl.Series) -> list[Range]:
    """Keys as ranges, smallest first."""
    frame = pl.DataFrame({"key": keys.cast(pl.Int64).unique().sort()})
    islands = frame.group_by(pl.col("key") - pl.int_range(pl.len()), maintain_order=True)
    found = islands.agg(first=pl.col("key").first(), last=pl.col("key").last())
    return [list(row) for row in found.select("first", "last").iter_rows()]


def keys_in(ranges: Iterable[Range]) -> pl.Series:
    """The keys of ranges."""
    every = chain.from_iterable(range(first, last + 1) for first, last in ranges)
    return pl.Series("id", every, dtype=pl.Int64)
