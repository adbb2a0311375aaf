"""Whether a pupil may go to an offer at all, and how far it is."""

from enum import StrEnum
from math import ceil

from koordynata.foundation.distances import km_between

from .case_file import OfferOf, PupilOf
from .weights import PlacementRules


class Hindrance(StrEnum):
    """Why an offer is none for a pupil."""

    OCCUPATION = "occupation"
    REQUIREMENT = "requirement"
    DAYS = "days"
    TOO_FAR = "too_far"


def hindrance(pupil: PupilOf, offer: OfferOf, minutes: int | None, rules: PlacementRules) -> Hindrance | None:
    """What stands against it; None: nothing does."""
    if offer.occupations and pupil.occupation not in offer.occupations:
        return Hindrance.OCCUPATION
    if not {*offer.requires} <= {*pupil.has}:
        return Hindrance.REQUIREMENT
    if offer.days and pupil.free and not _within(offer, pupil):
        return Hindrance.DAYS
    return Hindrance.TOO_FAR if minutes is not None and minutes > rules.most_minutes else None


def _within(offer: OfferOf, pupil: PupilOf) -> bool:
    days = offer.days
    return days is None or any(free.first <= days.first and days.last <= free.last for free in pupil.free)


def way(pupil: PupilOf, offer: OfferOf, rules: PlacementRules) -> int | None:
    """Minutes to the offer: as given, else estimated from the straight line; None where nothing is known."""
    if offer.id in pupil.minutes:
        return pupil.minutes[offer.id]
    if pupil.home is None or offer.at is None:
        return None
    km = km_between((pupil.home.lat, pupil.home.lon), (offer.at.lat, offer.at.lon)) * rules.detour_percent / 100
    return ceil(km * 60 / rules.speed_km_per_hour)
