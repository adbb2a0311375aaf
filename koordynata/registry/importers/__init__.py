"""Importers of this room, entered in the catalogue when the app starts."""

from . import rspo, rspo_api, sio

__all__ = ["rspo", "rspo_api", "sio"]
