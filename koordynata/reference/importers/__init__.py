"""Importers of this room, entered in the catalogue when the app starts."""

from . import boundaries, crosswalks, occupations, terc, territories

__all__ = ["boundaries", "crosswalks", "occupations", "terc", "territories"]
