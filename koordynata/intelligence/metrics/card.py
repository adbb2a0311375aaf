"""The card beside every metric."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis.expr.types as ir
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from ..warehouse.ground import Ground

Words = str | Promise
OWNER = _("Regional labour office of the voivodeship")
AUTHOR = "Koordynata"


@dataclass(frozen=True)
class Card:
    """Karta miernika."""

    id: str
    title: Words
    why: Words
    unit: str  # id of the unit, see `units.py`
    grain: Words
    direction: Words  # which way is good, if any
    method: Words
    rollup: Words
    inputs: tuple[str, ...]  # staging tables whose snapshots are the sources
    version: str = "1.0"
    next_review: str = "2027-11-30"
    author: Words = AUTHOR
    owner: Words = OWNER


@dataclass(frozen=True)
class Metric:
    """A card and the expression that computes its columns, one row per territory × subject × year.

    `column` holds the value in the mart `cell`; `hidden` names the column that says whether it is suppressed.
    """

    card: Card
    column: str
    expression: "Callable[[Ground], ir.Table]"
    hidden: str | None = None
