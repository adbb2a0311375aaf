"""Small marks inside table cells. Geometry goes into attributes, colour comes from the style sheet."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from koordynata.web.figures import NO_DATA, number, signed

LETTERS = {
    "large-deficit": "D+",
    "deficit": "D",
    "balance": "R",
    "surplus": "N",
    "large-surplus": "N+",
    "no-data": "–",
    "hidden": "–",
}

WORDS = {
    "large-deficit": pgettext_lazy("gap", "large deficit"),
    "deficit": pgettext_lazy("gap", "deficit"),
    "balance": pgettext_lazy("gap", "balance"),
    "surplus": pgettext_lazy("gap", "surplus"),
    "large-surplus": pgettext_lazy("gap", "large surplus"),
    "no-data": pgettext_lazy("gap", "no data"),
    "hidden": pgettext_lazy("figure", "hidden"),
}
COLOURS = {"hidden": "no-data"}  # classes that share another one's colour


def class_words(css: str) -> str:
    """The class in words, in the reader's language."""
    return str(WORDS.get(css, WORDS["no-data"]))


def class_letter(css: str, *, beside_words: bool = False) -> SafeString:
    """The class as a letter on its colour, with the words for those who hover or listen, unless they stand beside."""
    if beside_words:
        return format_html('<span class="class-letter {}" aria-hidden="true">{}</span>', css, LETTERS[css])
    return _class_letter(css, get_language())


@lru_cache(maxsize=64)
def _class_letter(css: str, language: str | None) -> SafeString:
    """Six classes in each language: drawn once, shown hundreds of times."""
    return format_html(
        '<span class="class-letter {css}" title="{words}"><span aria-hidden="true">{letter}</span>'
        '<span class="visually-hidden">{words}</span></span>',
        css=COLOURS.get(css, css),
        letter=LETTERS[css],
        words=class_words(css),
    )


def spark(values: Sequence[float | None], label: str) -> SafeString:
    """A trend in 72 × 18 pixels with a dot at its end; gaps where a year is silent."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return format_html('<span class="silence">{}</span>', NO_DATA)
    low, span = min(known), (max(known) - min(known)) or 1
    step = 66 / (len(values) - 1)
    points = [
        None if value is None else (3 + index * step, 15 - (value - low) / span * 12)
        for index, value in enumerate(values)
    ]
    end = next(point for point in reversed(points) if point)
    return format_html(
        '<svg width="72" height="18" viewBox="0 0 72 18" role="img" aria-label="{}">{}'
        '<circle class="spark-end" cx="{}" cy="{}" r="2"/></svg>',
        label,
        format_html_join("", '<path class="spark" d="{}"/>', ((path,) for path in _runs(points))),
        f"{end[0]:.1f}",
        f"{end[1]:.1f}",
    )


def _runs(points: Sequence[tuple[float, float] | None]) -> list[str]:
    """Unbroken stretches as SVG paths."""
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{point[0]:.1f} {point[1]:.1f}")
    return ["M" + "L".join(run) for run in runs if len(run) > 1]


def share_bar(share: float, width: int = 84) -> SafeString:
    """A plain quantity from 0 to 1; the figure stands beside it."""
    return format_html(
        '<svg width="{w}" height="14" viewBox="0 0 {w} 14" aria-hidden="true"><rect class="bar-back" y="2" width="{w}" '
        'height="10" rx="1"/><rect class="bar-plain" y="2" width="{filled}" height="10" rx="1"/></svg>',
        w=width,
        filled=f"{min(max(share, 0), 1) * width:.1f}",
    )


def region_bar(share: float, *, own: bool, below_zero: bool, width: int = 120) -> SafeString:
    """A bar among its like, from zero: at the left, or in the middle where any of them is negative."""
    zero = width / 2 if below_zero else 0.0
    length = abs(share) * (width - zero)
    return format_html(
        '<svg width="{w}" height="12" viewBox="0 0 {w} 12" aria-hidden="true"><rect class="{css}" x="{x}" y="1" '
        'width="{length}" height="10" rx="1"/><path class="zero" d="M{zero} 0V12"/></svg>',
        w=width,
        css="bar-own" if own else "bar-plain",
        x=f"{zero - length if share < 0 else zero:.1f}",
        length=f"{length:.1f}",
        zero=f"{max(zero, 0.5):.1f}",
    )


def diverging_bar(score: float, css: str, width: int = 104) -> SafeString:
    """A score from −100 to +100 as a bar to the left or right of zero; the figure stands beside it."""
    middle = width / 2
    end = middle + min(max(score, -100), 100) / 100 * (middle - 2)
    return format_html(
        '<svg width="{w}" height="16" viewBox="0 0 {w} 16" aria-hidden="true"><rect class="{css}" x="{x}" y="2" '
        'width="{length}" height="12"/><path class="zero" d="M{middle} 0V16"/></svg>',
        w=width,
        css=css,
        x=f"{min(middle, end):.1f}",
        length=f"{abs(end - middle):.1f}",
        middle=f"{middle:.1f}",
    )


def grade_bars(values: Sequence[float | None], label: str, most: float) -> SafeString:
    """Pupils by grade as small columns on one scale for the whole table; a silent grade is a dashed line."""
    silent = ((f"M{index * 17} 19h13",) for index, value in enumerate(values) if value is None)
    columns = (
        (f"{index * 17}", f"{20 - _height(value, most):.1f}", f"{_height(value, most):.1f}")
        for index, value in enumerate(values)
        if value is not None
    )
    return format_html(
        '<svg width="{w}" height="20" viewBox="0 0 {w} 20" role="img" aria-label="{label}">{columns}{silent}</svg>',
        silent=format_html_join("", '<path class="silent" d="{}"/>', silent),
        w=max(17 * len(values) - 4, 13),
        label=label,
        columns=format_html_join("", '<rect class="bar-plain" x="{}" y="{}" width="13" height="{}"/>', columns),
    )


def _height(value: float | None, most: float) -> float:
    return max((value or 0) / most * 20, 0.8) if most else 0.8


def waterfall_step(start: float, end: float, reach: tuple[float, float], last: bool = False) -> SafeString:
    """One step of a waterfall on a scale that the whole table shares (`reach`: its lowest and highest score)."""
    low, high = reach
    scale = 326 / ((high - low) or 1)

    def x(score: float) -> str:
        return f"{2 + (score - low) * scale:.1f}"

    ticks = "".join(f"M{x(tick)} 0V30" for tick in range(-100, 101, 25) if low <= tick <= high and tick != 0)
    return format_html(
        '<svg class="waterfall" width="330" height="30" viewBox="0 0 330 30" role="img" aria-label="{label}">'
        '<path class="axis" d="{ticks}"/><path class="zero" d="M{zero} 0V30"/>'
        '<rect class="{css}" x="{left}" y="7" width="{length}" height="16"/>{hand}</svg>',
        label=_("moves by %(by)s, then %(at)s") % {"by": signed(end - start), "at": number(end)},
        ticks=ticks or "M0 0",
        zero=x(0),
        css="deficit" if end < start else "surplus",
        left=x(min(start, end)),
        length=f"{abs(end - start) * scale:.1f}",
        hand="" if last else format_html('<path class="step" d="M{} 7V36"/>', x(end)),
    )


def waterfall_sum(score: float, css: str, reach: tuple[float, float]) -> SafeString:
    """The whole score as one bar from zero, in the colour of its class, with the class in words."""
    low, high = reach
    scale = 326 / ((high - low) or 1)
    left, zero = 2 + (min(score, 0) - low) * scale, 2 + (0 - low) * scale
    length = abs(score) * scale
    words = class_words(css)
    inside = length > len(words) * 7.5 + 16
    beside = left + length + 8 if score > 0 else max(left - 8 - len(words) * 7.2, 4)
    return format_html(
        '<svg class="waterfall" width="330" height="30" viewBox="0 0 330 30" role="img" aria-label="{label}">'
        '<path class="zero" d="M{zero} 0V30"/><rect class="{css}" x="{left}" y="5" width="{length}" height="20"/>'
        '<text class="{text}" x="{at}" y="19.5">{words}</text></svg>',
        label=_("together %(score)s: %(class)s") % {"score": number(score), "class": words},
        zero=f"{zero:.1f}",
        css=css,
        left=f"{left:.1f}",
        length=f"{length:.1f}",
        text=f"sum-word on-{css}" if inside else "sum-word beside",
        at=f"{left + 10 if inside else beside:.1f}",
        words=words,
    )
