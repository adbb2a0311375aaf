"""Settings of the coordination office as dated data: after how many days what is due, kinds of own actions."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from .dated import Dated, common, rows


@dataclass(frozen=True)
class Setting(Dated):
    """A number of days."""

    days: int


@cache
def _settings() -> tuple[Setting, ...]:
    return tuple(Setting(**common(row), days=int(row["days"])) for row in rows("office"))


def days_for(name: str, day: date, region: str = "") -> int:
    """How many days; a region's own row goes before the one for all. Raises LookupError."""
    found = [one for one in _settings() if one.id == name and one.in_force(day, region)]
    if not found:
        raise LookupError(name)
    return max(found, key=lambda one: one.region).days


@cache
def action_kinds() -> dict[str, Dated]:
    """Kinds of the region's own actions by code."""
    return {row["id"]: Dated(**common(row)) for row in rows("action_kinds")}
