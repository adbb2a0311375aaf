"""The shapes in which the warehouse answers: a figure with its sources, or one of three silences."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Silence(models.TextChoices):
    """Why there is no number. Zero is a number, not a silence."""

    MISSING = "missing", pgettext_lazy("figure", "no data")
    SUPPRESSED = "suppressed", pgettext_lazy("figure", "hidden")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("figure", "not applicable")

    @property
    def reason(self) -> str:
        """Why, in a sentence."""
        return str(_REASONS[self])


_REASONS = {
    Silence.MISSING: _("No file that was loaded tells it."),
    Silence.SUPPRESSED: _(
        "Figure hidden so that nobody can be identified: it concerns fewer than 10 people or would let such a figure "
        "be worked out."
    ),
    Silence.NOT_APPLICABLE: _("There is nobody and nothing of which it could be said."),
}


@dataclass(frozen=True)
class SourceRef:
    """Where a number comes from: one snapshot of one publisher, and how many of its rows speak here."""

    publisher: str
    title: str  # file name of the snapshot
    vintage: date | None
    snapshot_id: int | None
    rows: int
    is_sample: bool = False


@dataclass(frozen=True)
class Figure:
    """A value or a silence, never both. `low`–`high` is where 8 of 10 cases fall, where past errors are known."""

    value: float | None
    silence: Silence | None
    unit: str
    metric_id: str
    year: int | None = None
    low: float | None = None
    high: float | None = None
    sources: tuple[SourceRef, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a number to show."""
        return self.silence is None

    @property
    def suppressed(self) -> bool:
        """Whether the number exists and is hidden."""
        return self.silence == Silence.SUPPRESSED


class GapClass(StrEnum):
    """Klasa luki: from a large deficit to a large surplus; always shown as a letter."""

    LARGE_DEFICIT = "D+"
    DEFICIT = "D"
    BALANCE = "R"
    SURPLUS = "N"
    LARGE_SURPLUS = "N+"

    @property
    def css(self) -> str:
        """The id that the stylesheet and the map use."""
        return self.name.lower().replace("_", "-")

    @property
    def label(self) -> Any:
        """The class in words."""
        return _LABELS[self]

    @property
    def is_deficit(self) -> bool:
        """A deficit of either size."""
        return self in {GapClass.LARGE_DEFICIT, GapClass.DEFICIT}


_LABELS = {
    GapClass.LARGE_DEFICIT: pgettext_lazy("gap", "large deficit"),
    GapClass.DEFICIT: pgettext_lazy("gap", "deficit"),
    GapClass.BALANCE: pgettext_lazy("gap", "balance"),
    GapClass.SURPLUS: pgettext_lazy("gap", "surplus"),
    GapClass.LARGE_SURPLUS: pgettext_lazy("gap", "large surplus"),
}
