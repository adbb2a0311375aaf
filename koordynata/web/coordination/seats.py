"""The picture of the room in words: each seat once, ready to be written."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koordynata.coordination.queries.tiles import Place, Tile


@dataclass(frozen=True)
class SeatShown:
    """One circle: how it is drawn, what stands in it, what it says."""

    style: str
    initials: str
    hint: str
    words: str


def seats_shown(tiles: list[Tile]) -> list[SeatShown]:
    """All seats. Words are looked up once and not for each of five hundred."""
    places, vacant, voted = place_words(), pgettext("presence", "vacant"), _("voted")
    shown = []
    for tile in tiles:
        who = tile.acting or tile.holder
        name = str(who) if who else vacant
        words = f"{name}, {tile.side.name}: {places[tile.place]}" + (f", {voted}" if tile.voted else "")
        hint = f"{tile.number} · {tile.side.name}" + (f" · {name}" if who else "")
        style = f"{tile.place} voted" if tile.voted else str(tile.place)
        shown.append(SeatShown(style, who.initials if who else "–", hint, words))
    return shown


def place_words() -> dict[Place, str]:
    """How a seat is taken, in words."""
    return {
        Place.HERE: pgettext("presence", "in the room"),
        Place.REMOTE: pgettext("presence", "remote"),
        Place.SUBSTITUTE: pgettext("presence", "substitute"),
        Place.RECUSED: pgettext("presence", "recused"),
        Place.ABSENT: pgettext("presence", "absent"),
        Place.SUSPENDED: pgettext("presence", "suspended"),
        Place.ASKED: pgettext("presence", "asked"),
        Place.VACANT: pgettext("presence", "vacant"),
    }
