"""Server-made maps: accessible SVG that needs no script."""

from .drawing import draw_map
from .views import Colour, MapView, Marker

__all__ = ["Colour", "MapView", "Marker", "draw_map"]
