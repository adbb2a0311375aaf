"""Who is represented in a body, from where, and where nobody is: seats by side and by territory."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution

from ..models import Term
from ..sides import Side, sides
from .composition import Filled, composition


@dataclass(frozen=True)
class SideLine:
    """One side: its seats, and who holds them."""

    side: Side
    seats: list[Filled]

    @property
    def filled(self) -> int:
        """Seats that somebody holds."""
        return sum(one.mandate is not None for one in self.seats)


@dataclass(frozen=True)
class PlaceLine:
    """One territory: seats that come from there by side, and how many institutions the register knows there."""

    territory: Territory
    by_side: dict[str, int]
    seats: list[Filled]
    known: int

    @property
    def total(self) -> int:
        """Seats that somebody from there holds."""
        return len(self.seats)


@dataclass(frozen=True)
class StakeholderMap:
    """A body's term by side and by territory."""

    term: Term
    sides: list[SideLine]
    region: PlaceLine  # seats of organisations for the whole region
    places: list[PlaceLine]
    untied: list[Filled]  # seats that no entry of the register stands behind

    @property
    def empty_places(self) -> int:
        """Territories from which nobody comes."""
        return sum(place.total == 0 for place in self.places)


def stakeholder_map(term: Term) -> StakeholderMap:
    """The map now. Seven queries, whatever the size of the body."""
    region, seats = term.body.territory, composition(term).seats
    held: defaultdict[str, list[Filled]] = defaultdict(list)
    for one in seats:
        if one.mandate:
            held[_place_of(one, region)].append(one)
    powiats = Territory.objects.filter(path__startswith=region.path, kind=TerritoryKind.POWIAT, withdrawn_run=None)
    known = _known_in(region)
    return StakeholderMap(
        term=term,
        sides=[SideLine(side, [one for one in seats if one.side.code == code]) for code, side in sides().items()],
        region=_line(region, held[region.code], known),
        places=[_line(powiat, held[powiat.code], known) for powiat in powiats.order_by("name", "code")],
        untied=[one for one in seats if one.seat.institution_id is None],
    )


def _place_of(one: Filled, region: Territory) -> str:
    """The code of the powiat from which a seat comes; the region's where it speaks for all of it."""
    codes = one.seat.institution.territory.path.strip("/").split("/") if one.seat.institution else [region.code]
    return codes[1] if len(codes) > 1 else region.code


def _line(territory: Territory, seats: list[Filled], known: Counter[str]) -> PlaceLine:
    return PlaceLine(territory, dict(Counter(one.side.code for one in seats)), seats, known[territory.code])


def _known_in(region: Territory) -> Counter[str]:
    """Institutions of the register that could take part, by territory."""
    rows = Institution.objects.filter(territory__path__startswith=region.path).current()
    counted = rows.order_by().values_list("territory__code").annotate(n=Count("pk"))
    return Counter(dict(counted))
