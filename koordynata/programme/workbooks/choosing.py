"""What is left of a difference once a person has chosen between two values."""

from collections.abc import Mapping
from dataclasses import replace

from .comparing import Change, Difference
from .shapes import Row

FILE, NOW = "file", "now"


def settled(found: Difference, choices: Mapping[str, str]) -> list[Change]:
    """The changes that are to be made: clashes for which what stands now was chosen fall out.

    Raises KeyError for a clash about which nothing was chosen.
    """
    kept = []
    for one in found.changes:
        if one.clash and choices[one.choice()] != FILE:
            continue
        cells = tuple(c for c in one.cells if not c.clash or choices[one.choice(c.column.id)] == FILE)
        if one.cells and not cells:
            continue
        kept.append(replace(one, cells=cells))
    return kept


def wanted(change: Change) -> Row:
    """The whole row as it is to be: what stands now, with the cells that change."""
    blank = {one.id: "" for one in change.sheet.read}
    return {**blank, **change.now, **{cell.column.id: cell.new for cell in change.cells}}
