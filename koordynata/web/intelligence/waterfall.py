"""A gap taken apart, ready for the table: each step begins where the last one ended."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from koordynata.intelligence.queries import GapPart, GapParts
from koordynata.web.charts.marks import waterfall_step, waterfall_sum


@dataclass(frozen=True)
class Step:
    """One row of the table; a part that was left out has no bar."""

    part: GapPart
    bar: SafeString


@dataclass(frozen=True)
class Waterfall:
    """The steps and, under them, the whole."""

    steps: tuple[Step, ...]
    total: SafeString


def waterfall(parts: GapParts) -> Waterfall:
    """All bars on one scale, which always holds zero."""
    ends = [0.0, *(edge for p in parts.parts for edge in (p.start, p.end) if edge is not None)]
    low, high = min(ends), max(ends)
    pad = max((high - low) * 0.04, 2)
    reach = (low - pad, high + pad)
    steps = tuple(Step(part, _bar(part, reach)) for part in parts.parts)
    score, klass = parts.row.score.value, parts.row.klass
    total = waterfall_sum(score, klass.css, reach) if score is not None and klass else SafeString("")
    return Waterfall(steps, total)


def _bar(part: GapPart, reach: tuple[float, float]) -> SafeString:
    if part.start is None or part.end is None:
        return SafeString("")
    return waterfall_step(part.start, part.end, reach)
