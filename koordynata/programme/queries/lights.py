"""Traffic lights with the rule behind each: from where to where, how much of the way, as of which period."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Direction
from ..lights import Light, light_for
from ..models import Element, Period
from .board import Line
from .watched import Watched


class Dark(models.TextChoices):
    """Why a line has no light."""

    NOT_REPORTED = "not_reported", _("no value has been approved for this period")
    NO_TARGET = "no_target", _("no target was set for this period")
    NO_BASELINE = "no_baseline", _("the indicator is to fall and has no baseline to fall from")


@dataclass(frozen=True)
class Lit:
    """One line as of one period. `share` = (value - start) / (target - start); `assumed`: no baseline, so from zero."""

    line: Line
    period: Period
    start: Decimal | None
    assumed: bool
    value: Decimal | None
    target: Decimal | None
    final: Decimal | None
    share: Decimal | None
    light: Light | None
    dark: Dark | None
    reported: int

    @property
    def element(self) -> Element:
        """Whose line it is."""
        return self.line.element

    @property
    def way(self) -> Decimal | None:
        """How far it was to be by the period's end."""
        return None if self.start is None or self.target is None else self.target - self.start

    @property
    def gone(self) -> Decimal | None:
        """How far it is."""
        return None if self.start is None or self.value is None else self.value - self.start

    @property
    def is_partial(self) -> bool:
        """Whether some of what it is put together from is missing."""
        return self.reported < self.line.expected


def lights_of(seen: Watched) -> list[Lit]:
    """Every line of what is looked at, as of the period."""
    if seen.period is None or seen.at is None:
        return []
    return [lit(line, seen.at, seen.period, seen) for line in seen.lines()]


def lit(line: Line, at: int, period: Period, seen: Watched) -> Lit:
    """One line as of the end of a period."""
    share, value, target = line.progress(at), line.value(at), line.target(at)
    grows = line.measure.direction == Direction.UP
    assumed = line.baseline is None and grows
    start = Decimal(0) if assumed else line.baseline
    return Lit(
        line, period, start, assumed, value, target, line.final_target, share, light_for(share, seen.today),
        None if share is not None else _dark(line, at, target), line.reported[at],
    )  # fmt: skip


def _dark(line: Line, at: int, target: Decimal | None) -> Dark:
    if not line.reported[at] or line.value(at) is None:
        return Dark.NOT_REPORTED
    return Dark.NO_TARGET if target is None else Dark.NO_BASELINE


def counts_of(rows: list[Lit]) -> Counter[str]:
    """How many lines have each light; the empty name: none."""
    return Counter(one.light.id if one.light else "" for one in rows)
