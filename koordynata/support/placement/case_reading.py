"""Reading the file of a placement: what it says of itself must fit together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from django.utils.translation import gettext as _

from koordynata.foundation.strict_files import MOST_MISTAKES, FileRefused, read_strictly

from .case_file import PlacementFile

Mistakes = Iterator[tuple[str, str]]


def read_placement(content: bytes, rule: Literal["cost", "stable"] | None = None) -> PlacementFile:
    """The placement in a JSON text; by another rule than the file says where one is given. Raises FileRefused."""
    case = read_strictly(PlacementFile, content)
    if rule:
        case = case.model_copy(update={"rule": rule})
    found = [*_twice("offers", (one.id for one in case.offers)), *_twice("pupils", (one.id for one in case.pupils))]
    found += [*_wishes(case), *_decisions(case), *_pairs(case)]
    if found:
        raise FileRefused(found[:MOST_MISTAKES])
    return case


def _twice(name: str, ids: Iterable[str]) -> Mistakes:
    seen: set[str] = set()
    for number, one in enumerate(ids):
        if one in seen:
            yield f"{name}.{number}.id", _("“%s” stands twice") % one
        seen.add(one)


def _wishes(case: PlacementFile) -> Mistakes:
    offers = {offer.id for offer in case.offers}
    for number, pupil in enumerate(case.pupils):
        for place, wish in enumerate(pupil.wishes):
            if wish not in offers:
                yield f"pupils.{number}.wishes.{place}", _("There is no offer “%s”.") % wish
        for wish, count in Counter(pupil.wishes).items():
            if count > 1:
                yield f"pupils.{number}.wishes", _("“%s” stands twice") % wish


def _decisions(case: PlacementFile) -> Mistakes:
    """A decision by hand may go beyond the wishes and the rules, but not beyond the seats."""
    seats = {offer.id: offer.seats for offer in case.offers}
    pupils = {pupil.id for pupil in case.pupils}
    for pupil, offer in case.fixed.items():
        if pupil not in pupils:
            yield f"fixed.{pupil}", _("There is no pupil “%s”.") % pupil
        if offer not in seats:
            yield f"fixed.{pupil}", _("There is no offer “%s”.") % offer
    for offer, count in Counter(case.fixed.values()).items():
        if count > seats.get(offer, count):
            yield "fixed", _("“%(offer)s” has %(seats)d seats, but %(count)d pupils are fixed there.") % {
                "offer": offer, "seats": seats[offer], "count": count,
            }  # fmt: skip


def _pairs(case: PlacementFile) -> Mistakes:
    pupils = {pupil.id for pupil in case.pupils}
    for name, pairs in (("together", case.together), ("apart", case.apart)):
        for number, pair in enumerate(pairs):
            for one in {*pair} - pupils:
                yield f"{name}.{number}", _("There is no pupil “%s”.") % one
            if pair[0] == pair[1]:
                yield f"{name}.{number}", _("A pair is two pupils.")
            if name == "apart" and {*pair} in [{*other} for other in case.together]:
                yield f"{name}.{number}", _("These two are to be together as well.")
    if case.rule == "stable" and (case.together or case.apart):
        yield "rule", _("Pairs need the rule of least cost: with pairs there may be no stable answer at all.")
