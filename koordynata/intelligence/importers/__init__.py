"""Importers of this room, entered in the catalogue when the app starts."""

from . import barometr, graduates, gus, oferty, prognoza

__all__ = ["barometr", "graduates", "gus", "oferty", "prognoza"]
