"""Orders in which a reader may have the rows; unknown values always stand last."""

from collections.abc import Callable, Iterable

from koordynata.foundation.alphabet import polish_key
from koordynata.intelligence.queries import Figure, GapRow

Key = Callable[[GapRow], float | tuple[str, ...] | None]


def _figure(pick: Callable[[GapRow], Figure]) -> Key:
    return lambda row: pick(row).value


ORDERS: dict[str, Key] = {
    "gap": _figure(lambda row: row.score),
    "pupils": _figure(lambda row: row.pupils),
    "supply": _figure(lambda row: row.supply),
    "demand": _figure(lambda row: row.demand),
    "lasting": lambda row: row.lasting_years,
    "growth": lambda row: row.growth,
    "name": lambda row: polish_key(row.occupation_name or row.territory_name),
}
DEFAULT = "gap"


def order_of(asked: str) -> str:
    """The order asked for when it exists, with `-` before it when turned; else the largest deficit first."""
    return asked if asked.removeprefix("-") in ORDERS else DEFAULT


def ordered(rows: Iterable[GapRow], order: str) -> list[GapRow]:
    """The rows in the order; silent ones last whichever way it runs."""
    key = ORDERS[order.removeprefix("-")]
    rows = list(rows)
    known = [row for row in rows if key(row) is not None]
    known.sort(key=lambda row: (key(row), row.territory_code, row.occupation_code), reverse=order.startswith("-"))
    return known + [row for row in rows if key(row) is None]


def of_class(rows: Iterable[GapRow], klass: str) -> list[GapRow]:
    """Only the rows of a class or kind of deficit; every row when none is asked for."""
    tests: dict[str, Callable[[GapRow], bool]] = {
        "deficit": lambda row: row.klass is not None and row.klass.is_deficit,
        "lasting": lambda row: row.lasting_years >= 3,
        "growing": lambda row: row.growing,
        "balance": lambda row: row.klass is not None and row.klass.css == "balance",
        "surplus": lambda row: row.klass is not None and row.klass.css.endswith("surplus"),
    }
    return [row for row in rows if tests[klass](row)] if klass in tests else list(rows)
