"""From the file of a placement to its network."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .case_file import OfferOf, PlacementFile, PupilOf
from .fitness import Hindrance, hindrance, way
from .network import NEVER, Network, Option, network_of
from .weights import PlacementRules


class Choice(NamedTuple):
    """An option of a pupil: the number of his wish (1: the first; 0: a decision by hand beyond them), minutes."""

    offer: int
    wish: int
    minutes: int | None


@dataclass(frozen=True)
class Case:
    """The network, with what its numbers mean."""

    file: PlacementFile
    rules: PlacementRules
    network: Network
    choices: list[list[Choice]]  # by pupil, as in the network
    hindered: list[dict[int, Hindrance]]  # by pupil: what stood against a wish


def case_of(file: PlacementFile, rules: PlacementRules) -> Case:
    """The options of all pupils, their costs and priorities by the rules."""
    number = {offer.id: at for at, offer in enumerate(file.offers)}
    choices, hindered = [], []
    for pupil in file.pupils:
        own, against = _choices(pupil, file, number, rules)
        choices.append(own)
        hindered.append(against)
    costs = [[_cost(choice, rules) for choice in own] for own in choices]
    alone = [_alone(pupil, file, rules) for pupil in file.pupils]
    ranks = _ranks(file, choices)
    options = [
        [Option(choice.offer, cost, rank) for choice, cost, rank in zip(*row, strict=True)]
        for row in zip(choices, costs, ranks, strict=True)
    ]
    return Case(file, rules, network_of(options, [offer.seats for offer in file.offers], alone), choices, hindered)


def _choices(
    pupil: PupilOf, file: PlacementFile, number: dict[str, int], rules: PlacementRules
) -> tuple[list[Choice], dict[int, Hindrance]]:
    """What the pupil may get, and why not the rest of what he wishes. What was decided by hand is all he may get."""
    if fixed := file.fixed.get(pupil.id):
        wish = pupil.wishes.index(fixed) + 1 if fixed in pupil.wishes else 0
        return [Choice(number[fixed], wish, way(pupil, file.offers[number[fixed]], rules))], {}
    own: list[Choice] = []
    against: dict[int, Hindrance] = {}
    for wish, name in enumerate(pupil.wishes, 1):
        offer: OfferOf = file.offers[number[name]]
        minutes = way(pupil, offer, rules)
        if found := hindrance(pupil, offer, minutes, rules):
            against[wish] = found
        else:
            own.append(Choice(number[name], wish, minutes))
    return own, against


def _alone(pupil: PupilOf, file: PlacementFile, rules: PlacementRules) -> int:
    """What it costs to leave the pupil without a place; who was placed by hand is never left."""
    return NEVER if pupil.id in file.fixed else rules.alone_cost + rules.point_cost * pupil.points


def _cost(choice: Choice, rules: PlacementRules) -> int:
    """Points of the rules; a decision by hand costs nothing, it is not weighed."""
    if choice.wish == 0:
        return 0
    return rules.wish_cost * (choice.wish - 1) + rules.minute_cost * (choice.minutes or 0)


def _ranks(file: PlacementFile, choices: list[list[Choice]]) -> list[list[int]]:
    """The priority of every option: decisions by hand, then points, then the way, then the lot; no two are equal."""
    lots = _lots(file)
    keys = [
        (pupil.id not in file.fixed, -pupil.points, choice.minutes or 0, lot)
        for pupil, own, lot in zip(file.pupils, choices, lots, strict=True)
        for choice in own
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    rank = np.empty(len(keys), np.int64)
    rank[order] = np.arange(len(keys))
    told = iter(rank.tolist())
    return [[next(told) for _choice in own] for own in choices]


def _lots(file: PlacementFile) -> list[str]:
    """Drawn from the text that the file gives: whoever knows it draws the same."""
    return [hashlib.sha256(f"{file.lots}\n{pupil.id}".encode()).hexdigest() for pupil in file.pupils]
