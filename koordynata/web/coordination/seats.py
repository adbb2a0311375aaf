"""The picture of the room in words: each seat once, ready to be written."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koordynata.coordination.queries.tiles import Place, Tile
from koordynata.coordination.sides import sides

_CIRCLE = (
    '<li class="seat {}" title="{}"><span aria-hidden="true">{}</span>'
    '<span class="visually-hidden">{}</span></li>\n    '
)

_PERSON = (
    '<li class="row spread"><span>{} <span class="quiet">{}</span></span><button type="submit" class="link-button" '
    'name="leave" value="{}">{}<span class="visually-hidden"> {}</span></button></li>\n'
)


class SeatShown(NamedTuple):
    """One circle: how it is drawn, what it says under the pointer, what stands in it, what is read out."""

    style: str
    hint: str
    initials: str
    words: str


def seats_shown(tiles: list[Tile]) -> list[SeatShown]:
    """All seats. Words are looked up once and not for each of five hundred."""
    places, vacant, voted = place_words(), pgettext("presence", "vacant"), ", " + _("voted")
    named = {code: side.name for code, side in sides().items()}
    shown = []
    for tile in tiles:
        who, side = tile.acting or tile.holder, named[tile.side.code]
        name = who.name if who else vacant
        words = f"{name}, {side}: {places[tile.place]}{voted if tile.voted else ''}"
        hint = f"{tile.number} · {side} · {name}" if who else f"{tile.number} · {side}"
        style = f"{tile.place} voted" if tile.voted else str(tile.place)
        shown.append(SeatShown(style, hint, who.initials if who else "–", words))
    return shown


def circles(seats: list[SeatShown]) -> SafeString:
    """All seats as a list's entries."""
    return _written(_CIRCLE, seats)


def people_here(tiles: list[Tile]) -> SafeString:
    """Who acts for a seat, each with the button of their leaving, as a list's entries."""
    places, left = place_words(), _("Left")
    return _written(_PERSON, (
        (one.acting.name, places[one.place], str(one.acting.pk), left, one.acting.name) for one in tiles if one.acting
    ))  # fmt: skip


def people_options(tiles: list[Tile]) -> SafeString:
    """The same people to choose from."""
    rows = ((str(one.acting.pk), one.acting.name) for one in tiles if one.acting)
    return _written('<option value="{}">{}</option>', rows)


def _written(pattern: str, rows: Iterable[Sequence[str]]) -> SafeString:
    """Every text escaped; for five hundred rows a loop in a template takes four times as long."""
    return SafeString("".join(pattern.format(*map(escape, row)) for row in rows))


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
