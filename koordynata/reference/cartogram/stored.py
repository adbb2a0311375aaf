"""The cartogram as it was computed (data/cartogram.json; made by `python -m koordynata.reference.cartogram.build`)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "data" / "cartogram.json"


@dataclass(frozen=True)
class Cartogram:
    """`view` is width and height, `shift` how far the plane's origin lies from the corner, all in km."""

    version: str
    method: str
    view: tuple[float, float]
    shift: tuple[float, float]
    cells: dict[str, dict[str, Any]]  # powiat → path, circle, host, label, room, bbox, neighbours
    regions: dict[str, dict[str, Any]]  # voivodeship → path, bbox, label
    country: dict[str, Any]


@cache
def stored_cartogram() -> Cartogram:
    """Read once per process."""
    data = json.loads(FILE.read_text("utf-8"))
    data["view"], data["shift"] = tuple(data["view"]), tuple(data["shift"])
    return Cartogram(**data)
