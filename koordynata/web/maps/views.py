"""What the map's template gets: geometry as finished text, so that no locale puts a comma into it."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Colour:
    """How one territory is painted: class of the stylesheet, letter, full sentence, and where a click leads."""

    code: str
    name: str
    css: str  # large-deficit … large-surplus, or no-data
    letter: str
    sentence: str  # "powiat nyski: deficyt, −41"
    url: str


@dataclass(frozen=True)
class Marker:
    """A numbered place, e.g. a school of the table beside the map. A place without coordinates stands in its powiat."""

    number: int
    title: str
    territory: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class TextLine:
    """One line of text on the map."""

    x: str
    y: str
    text: str
    css: str = ""


@dataclass(frozen=True)
class Cell:
    """One territory: its outline in km (inside the scaled group)."""

    colour: Colour
    path: str
    patterned: bool
    picked: bool


@dataclass(frozen=True)
class Spot:
    """A marker in pixels."""

    x: str
    y: str
    number: int
    title: str


@dataclass(frozen=True)
class MapView:
    """The whole drawing."""

    id: str
    width: int
    height: int
    transform: str
    pattern_transform: str
    cells: tuple[Cell, ...]
    around: tuple[str, ...]
    borders: tuple[str, ...]
    texts: tuple[TextLine, ...]
    picked: str = ""
    spots: tuple[Spot, ...] = ()
    is_cartogram: bool = True
    credits: tuple[tuple[str, dt.date | None], ...] = ()
    whole_country: bool = False
    compact: bool = False
    classes: frozenset[str] = field(default_factory=frozenset)
