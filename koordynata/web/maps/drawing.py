"""From coloured territories to a drawing: a voivodeship, a functional area, or the whole country."""

import math
from collections.abc import Iterable, Sequence

from .labels import labels_of
from .shapes import Box, Shapes, shapes_in_force
from .views import Cell, Colour, MapView, Marker, Spot, TextLine

WIDTH = 540  # pixels; the drawing scales with its column
TALLEST = 640
MARGIN = 14  # pixels round the region, where its neighbours show
PATTERNED = frozenset({"large-deficit", "deficit", "surplus", "large-surplus", "no-data"})


class Frame:
    """The window on the country: km on the drawing to pixels on the page."""

    def __init__(self, box: Box) -> None:
        left, top, right, bottom = box
        self.scale = min((WIDTH - 2 * MARGIN) / (right - left), (TALLEST - 2 * MARGIN) / (bottom - top))
        self.width = WIDTH
        self.height = math.ceil((bottom - top) * self.scale) + 2 * MARGIN
        side = (WIDTH - (right - left) * self.scale) / 2
        self.left, self.top = left - side / self.scale, top - MARGIN / self.scale

    def pixels(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point of the drawing in pixels."""
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale

    def shows(self, box: Box) -> bool:
        """Whether any part of a box lies in the window."""
        right, bottom = self.left + self.width / self.scale, self.top + self.height / self.scale
        return box[0] < right and box[2] > self.left and box[1] < bottom and box[3] > self.top

    @property
    def transform(self) -> str:
        """The transformation of everything drawn in km."""
        return f"scale({self.scale:.4f}) translate({-self.left:.2f} {-self.top:.2f})"


def draw_map(
    colours: Iterable[Colour],
    within: str,
    *,
    picked: str = "",
    markers: Sequence[Marker] = (),
    names: dict[str, str] | None = None,
    map_id: str = "map",
    compact: bool = False,
) -> MapView | None:
    """The map of the coloured powiats inside `within` (code of a voivodeship, an area, or `PL`).

    `names` gives the names of voivodeships to write around; `compact` leaves out every name, for narrow columns.
    None when not one territory has an outline.
    """
    shapes = shapes_in_force()
    inside = {colour.code: colour for colour in colours if colour.code in shapes.cells}
    if not inside:
        return None
    frame = Frame(_window(shapes, within, inside))
    return MapView(
        id=map_id,
        width=frame.width,
        height=frame.height,
        transform=frame.transform,
        pattern_transform=f"scale({1 / frame.scale:.4f})",
        cells=tuple(_cells(shapes, inside, picked, light=within == "PL")),
        around=tuple(_around(shapes, inside, frame, within)),
        borders=_borders(shapes, within),
        texts=(
            *_names_around(shapes, inside, within, frame, names or {}),
            *_labels(shapes, inside, frame, markers, compact),
        ),
        compact=compact,
        picked=shapes.cells[picked].path if picked in inside else "",
        spots=tuple(_spots(shapes, markers, frame)),
        is_cartogram=shapes.is_cartogram,
        credits=shapes.credits,
        whole_country=within == "PL",
        classes=frozenset(colour.css for colour in inside.values()),
    )


def _window(shapes: Shapes, within: str, inside: dict[str, Colour]) -> Box:
    if within == "PL":
        return 0, 0, shapes.size[0], shapes.size[1]
    if within in shapes.regions:
        return shapes.regions[within].box
    boxes = [shapes.cells[code].box for code in inside]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _cells(shapes: Shapes, inside: dict[str, Colour], picked: str, *, light: bool) -> Iterable[Cell]:
    """In the order of the file: circles last, so that they lie on top."""
    for code, outline in shapes.cells.items():
        if code in inside:
            colour = inside[code]
            path = outline.light if light else outline.path
            yield Cell(colour, path, colour.css in PATTERNED, code == picked)


def _around(shapes: Shapes, inside: dict[str, Colour], frame: Frame, within: str) -> Iterable[str]:
    if within == "PL":
        return
    for code, outline in shapes.cells.items():
        if code not in inside and not outline.circle and frame.shows(outline.box):
            yield outline.path


def _borders(shapes: Shapes, within: str) -> tuple[str, ...]:
    if within == "PL":
        return tuple(region.light for region in shapes.regions.values())
    return (shapes.regions[within].path,) if within in shapes.regions else ()


def _labels(
    shapes: Shapes, inside: dict[str, Colour], frame: Frame, markers: Sequence[Marker], compact: bool
) -> Iterable[TextLine]:
    marked = {marker.territory for marker in markers}
    for code, colour in inside.items():
        if code in marked:
            continue
        outline = shapes.cells[code]
        yield from labels_of(outline, colour, *frame.pixels(outline.label), frame.scale, compact)


def _names_around(
    shapes: Shapes, inside: dict[str, Colour], within: str, frame: Frame, names: dict[str, str]
) -> Iterable[TextLine]:
    """The neighbouring voivodeships by name, each where most of it shows; never over a coloured cell."""
    for code, name in names.items() if within != "PL" else ():
        seen = [
            frame.pixels(outline.label)
            for powiat, outline in shapes.cells.items()
            if powiat[:2] == code and powiat not in inside and not outline.circle
        ]
        half = len(name) * 3.6
        near = [(x, y) for x, y in seen if half < x < frame.width - half and 14 < y < frame.height - 8]
        if near:
            middle = [sum(axis) / len(near) for axis in zip(*near, strict=True)]
            x, y = min(near, key=lambda point: math.dist(point, middle))
            yield TextLine(f"{x:.1f}", f"{y:.1f}", name, "around-name")


def _spots(shapes: Shapes, markers: Sequence[Marker], frame: Frame) -> Iterable[Spot]:
    """Markers stand in their powiat: on a cartogram coordinates would lie. Several in one cell stand in a row."""
    taken: dict[str, int] = {}
    for marker in markers:
        if marker.territory not in shapes.cells:
            continue
        index = taken.get(marker.territory, 0)
        taken[marker.territory] = index + 1
        x, y = frame.pixels(shapes.cells[marker.territory].label)
        shift = (index + 1) // 2 * 26 * (1 if index % 2 else -1)
        yield Spot(f"{x + shift:.1f}", f"{y:.1f}", marker.number, marker.title)
