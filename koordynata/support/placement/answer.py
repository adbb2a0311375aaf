"""The answer to a case, and why each pupil got what he got."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice

import numpy as np

from .case import Case, Choice
from .cheapest import Placed, place_cheapest
from .fitness import Hindrance
from .network import NOWHERE, Whole
from .pairs import Pairs, place_in_pairs
from .proof import envies, is_cheapest, is_possible
from .stable import place_stable


class Taken(StrEnum):
    """Why an option that a pupil had was not his."""

    BY_RIGHT = "by_right"  # full with pupils who go before him
    BY_COST = "by_cost"  # full, and a seat there is worth more to others than to him
    OUTWEIGHED = "outweighed"  # free, but further away than it was dearer to him
    FOR_A_PAIR = "for_a_pair"


@dataclass(frozen=True)
class Answer:
    """What was placed by one of the two rules."""

    case: Case
    chosen: Whole
    price: Whole | None  # of each offer, under the rule of least cost without pairs

    @cached_property
    def full(self) -> set[int]:
        """Offers without a free seat."""
        network = self.case.network
        return set(np.flatnonzero(network.taken(self.chosen) >= network.capacity).tolist())

    def choice(self, pupil: int) -> Choice | None:
        """What the pupil got."""
        option = int(self.chosen[pupil])
        return None if option == NOWHERE else self.case.choices[pupil][option - int(self.case.network.first[pupil])]

    def proved(self) -> bool:
        """Checked anew: the least total cost by its prices, the stable rule by the lack of justified envy."""
        network = self.case.network
        if self.case.file.rule == "stable":
            return is_possible(network, self.chosen) and not [*islice(envies(network, self.chosen), 1)]
        if self.price is None:
            return is_possible(network, self.chosen)
        return is_cheapest(network, self.chosen, self.price)

    def reasons(self, pupil: int) -> dict[int, Taken | Hindrance]:
        """By the number of the wish: why those before the fulfilled one (or all of them) were not fulfilled."""
        got = self.choice(pupil)
        until = got.wish if got and got.wish else len(self.case.file.pupils[pupil].wishes) + 1
        found: dict[int, Taken | Hindrance] = {**self.case.hindered[pupil]}
        for choice in self.case.choices[pupil]:
            if choice.wish and choice != got:
                found[choice.wish] = self._taken(choice)
        return {wish: found[wish] for wish in sorted(found) if wish < until}

    def _taken(self, choice: Choice) -> Taken:
        if self.case.file.rule == "stable":
            return Taken.BY_RIGHT
        if self.price is None:
            return Taken.FOR_A_PAIR
        return Taken.BY_COST if choice.offer in self.full else Taken.OUTWEIGHED


def answer_to(case: Case, threads: int = 0) -> Answer:
    """Place all pupils of a case by its rule. Raises NoneKeepsPairs."""
    if case.file.rule == "stable":
        return Answer(case, place_stable(case.network), None)
    pairs = _pairs(case)
    if pairs.together or pairs.apart:
        return Answer(case, place_in_pairs(case.network, pairs).chosen, None)
    placed: Placed = place_cheapest(case.network, threads)
    return Answer(case, placed.chosen, placed.price)


def _pairs(case: Case) -> Pairs:
    number = {pupil.id: at for at, pupil in enumerate(case.file.pupils)}
    return Pairs(*([(number[one], number[other]) for one, other in pairs]
                   for pairs in (case.file.together, case.file.apart)))  # fmt: skip
