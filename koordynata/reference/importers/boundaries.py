"""Exact borders, drawn in the plane of the cartogram."""

import json
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.accounts.roles import Permission
from koordynata.sources import catalogue
from koordynata.sources.boundaries.reader import read
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.codes import keys_of, look_up
from koordynata.sources.reading import LINE, Reading
from koordynata.sources.staging import Staging, Table

from ..cartogram.plane import to_plane
from ..cartogram.stored import stored_cartogram
from ..models import Boundary, Territory

BOX = ("left", "top", "right", "bottom", "label_x", "label_y")
Points = list[tuple[float, float]]


class BoundariesImporter(Importer):
    """One border per powiat or voivodeship; territories that the file lacks keep theirs."""

    id = "boundaries"
    title = _("Borders of powiats and voivodeships")
    publisher = "GUGiK, Państwowy Rejestr Granic"
    licence = gettext_noop("as stated by the publisher")
    expects = _("GeoJSON in degrees (WGS 84) whose features carry a TERYT code of 2 or 4 digits")
    permission = Permission.IMPORT_REFERENCE

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Codes and thinned rings."""
        return read(path.read_bytes())

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """Rings become SVG paths."""
        known = keys_of(Territory.objects.all(), "code")
        frame, problems = look_up(reading.rows, "teryt", known, "territory_unknown", "teryt", to="territory_id")
        schema = {LINE: pl.Int64, "path": pl.String} | dict.fromkeys(BOX, pl.Float64)
        drawn = [(line, *draw(json.loads(rings))) for line, rings in frame.select(LINE, "rings").iter_rows()]
        frame = frame.join(pl.DataFrame(drawn, schema=schema, orient="row"), on=LINE, maintain_order="left")
        table = Table(
            model=Boundary,
            key=("territory_id",),
            columns=("territory_id", "path", *BOX),
            frame=frame,
            label="teryt",
            stored_label=("territory__name",),
            headers={"territory_id": "teryt"},
        )
        return Staging((table,), problems, frozenset({"PL"}))


def draw(rings: list[Points]) -> tuple[str | float, ...]:
    """SVG path, its box (left, top, right, bottom) and the point for a label, in km on the cartogram's view."""
    right, down = stored_cartogram().shift
    planes = [[_shifted(lat, lon, right, down) for lon, lat in ring] for ring in rings]
    path = "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z" for ring in planes)
    xs = [x for ring in planes for x, _y in ring]
    ys = [y for ring in planes for _x, y in ring]
    return (path, min(xs), min(ys), max(xs), max(ys), *centroid(max(planes, key=lambda ring: abs(area(ring)))))


def _shifted(lat: float, lon: float, right: float, down: float) -> tuple[float, float]:
    x, y = to_plane(lat, lon)
    return round(x + right, 1), round(y + down, 1)


def area(ring: Points) -> float:
    """Signed area of a ring (shoelace)."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def centroid(ring: Points) -> tuple[float, float]:
    """The middle of a ring's area."""
    size = area(ring)
    if not size:
        return ring[0]
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return round(x / (6 * size), 1), round(y / (6 * size), 1)


catalogue.enter(BoundariesImporter())
