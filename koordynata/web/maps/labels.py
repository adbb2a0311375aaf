"""Names and letters on the map: what fits is written, what does not stays in the title and in the table."""

from collections.abc import Iterator

from .shapes import Outline
from .views import Colour, TextLine

# Mean width of a letter in pixels, at the stylesheet's sizes of `.name` and `.name.tight`.
LETTER_WIDTH = 6.9
TIGHT_WIDTH = 5.9
LINE = 15
BASELINE = 4  # from the middle of a line down to its baseline


def labels_of(outline: Outline, colour: Colour, x: float, y: float, scale: float, compact: bool) -> Iterator[TextLine]:
    """The name in one or two lines where it fits, and the letter under it; else, or when compact, the letter alone."""
    room = outline.room * scale - 6
    lines, tight = fit_name(colour.name, 0 if compact else room)
    height = LINE * (len(lines) + 1)
    if outline.circle and height > 2 * outline.circle[2] * scale:
        lines = []
    top = y - LINE * len(lines) / 2 + BASELINE
    for index, line in enumerate(lines):
        yield _text(x, top + index * LINE, line, f"name on-{colour.css}{' tight' if tight else ''}")
    yield _text(x, top + len(lines) * LINE, colour.letter, f"letter on-{colour.css}")


def fit_name(name: str, room: float) -> tuple[list[str], bool]:
    """The name as lines that fit `room` pixels, and whether they need the tight size; no lines when it cannot fit."""
    for width, tight in ((LETTER_WIDTH, False), (TIGHT_WIDTH, True)):
        for lines in ([name], _in_two(name)):
            if lines and max(map(len, lines)) * width <= room:
                return lines, tight
    return [], False


def _in_two(name: str) -> list[str]:
    for mark in ("-", " "):
        head, found, tail = name.partition(mark)
        if found:
            return [head + found.strip(), tail]
    return []


def _text(x: float, y: float, text: str, css: str) -> TextLine:
    return TextLine(f"{x:.1f}", f"{y:.1f}", text, css)
