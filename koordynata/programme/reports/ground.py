"""What a report speaks of: a version as of the last day of a period, whole or one area of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from ..models import Element, Period, Report, Version
from ..queries.board import Board, board_of

AMOUNTS = ("planned", "contracted", "spent", "spent_in_period")
EXACT, SHARE = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True)
class Ground:
    """The version, the period and the areas that one report covers."""

    report: Report
    version: Version
    period: Period

    @cached_property
    def elements(self) -> list[Element]:
        """All elements of the version in their order."""
        found = list(self.version.elements.select_related("strand").order_by("path"))
        for one in found:
            one.version = self.version
        return found

    @cached_property
    def areas(self) -> list[Element]:
        """The highest elements that the report covers."""
        top = [one for one in self.elements if one.parent_id is None]
        return [one for one in top if self.report.area_id in (None, one.strand_id)]

    @cached_property
    def covered(self) -> list[Element]:
        """The areas with all that stands below them."""
        return [one for area in self.areas for one in self.below(area)]

    @cached_property
    def board(self) -> Board:
        """Every indicator that the report covers; only approved values count."""
        return board_of(self.version, self.covered)

    def below(self, area: Element) -> list[Element]:
        """An element with all that stands below it."""
        return [one for one in self.elements if one.path.startswith(area.path)]


def exact(number: Decimal | None) -> str | None:
    """`12.00`: the same spelling whatever the database."""
    return None if number is None else str(number.quantize(EXACT))


def share(number: Decimal | None) -> str | None:
    """A share to four places."""
    return None if number is None else str(number.quantize(SHARE))


def day(moment: date | None) -> str | None:
    """`2026-06-30`."""
    return None if moment is None else moment.isoformat()


def both(thing: Any) -> dict[str, str]:
    """The two names of a row of data."""
    return {"pl": thing.name_pl, "en": thing.name_en}


def sums(rows: list[dict[str, Any]], key: Callable[[dict[str, Any]], str], names: tuple[str, ...]) -> dict[str, Any]:
    """Rows of amounts added up by a key, in the order in which the keys come."""
    found: dict[str, dict[str, Decimal]] = {}
    for row in rows:
        sofar = found.setdefault(key(row), dict.fromkeys(names, Decimal(0)))
        for name in names:
            sofar[name] += Decimal(row[name])
    return {one: {name: exact(amount) for name, amount in amounts.items()} for one, amounts in found.items()}
