"""Rows of the law with their days, their certainty and their source."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from koordynata.foundation import dated
from koordynata.foundation.dated import Dated, spoken

__all__ = ["Dated", "common", "in_force", "rows", "spoken"]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the room."""
    return dated.rows("koordynata.opinions", name)


D = TypeVar("D", bound=Dated)


def in_force(found: Iterable[D], day: date) -> list[D]:
    """Only what is in force on a day."""
    return [one for one in found if one.holds_on(day)]


def common(row: dict[str, str], name: str = "name") -> dict[str, Any]:
    """The columns that every file has, as `Dated` takes them."""
    return {
        "id": row.get("id") or row.get("region", ""),
        "name_pl": row.get(f"{name}_pl", ""),
        "name_en": row.get(f"{name}_en", ""),
    } | dated.provenance(row)
