"""What a placement weighs, as dated data (data/placement_rules.csv)."""

from dataclasses import dataclass
from datetime import date

from koordynata.foundation.dated import Dated, named, rows


@dataclass(frozen=True)
class PlacementRules(Dated):
    """Costs are points without a unit; only their proportions matter."""

    wish_cost: int  # for each wish before the one that was fulfilled
    minute_cost: int  # for each minute of the way
    alone_cost: int  # for being left without a place
    point_cost: int  # ... more, for each point of priority
    speed_km_per_hour: int  # where nobody gave the minutes: along the straight line …
    detour_percent: int  # … longer by this
    most_minutes: int  # further away is no option


def rules_on(day: date) -> PlacementRules:
    """The rules in force on a day. Raises LookupError where none are."""
    for row in rows("koordynata.support", "placement_rules"):
        if (found := _read(row)).holds_on(day):
            return found
    raise LookupError(f"no rules of placement on {day}")


def _read(row: dict[str, str]) -> PlacementRules:
    return PlacementRules(**named(row) | {name: int(row[name]) for name in ROW_NUMBERS})


ROW_NUMBERS = (
    "wish_cost", "minute_cost", "alone_cost", "point_cost", "speed_km_per_hour", "detour_percent", "most_minutes",
)  # fmt: skip
