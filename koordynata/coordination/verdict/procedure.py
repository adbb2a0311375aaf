"""Regulamin: the rules of a body as data."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Base(StrEnum):
    """Of whom a share is taken."""

    SEATS = "seats"
    FILLED = "filled"
    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"


class Holds(StrEnum):
    """When the quorum must be there."""

    OPENING = "opening"
    CLOSING = "closing"
    THROUGHOUT = "throughout"


class MajorityKind(StrEnum):
    """Większość zwykła, bezwzględna, kwalifikowana."""

    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    QUALIFIED = "qualified"


@dataclass(frozen=True)
class Share:
    """A part of a whole, reached or passed."""

    part: Fraction
    strictly: bool = False

    def least_of(self, base: int) -> int:
        """The least whole number that is enough; at least 1."""
        exact = self.part * base
        least = exact.numerator // exact.denominator + 1 if self.strictly else -(-exact.numerator // exact.denominator)
        return max(least, 1)


HALF = Share(Fraction(1, 2), strictly=True)


@dataclass(frozen=True)
class Quorum:
    """Kworum: a number, or a share of the seats or of the filled seats."""

    of: Base = Base.SEATS
    share: Share = HALF
    number: int | None = None
    holds: Holds = Holds.CLOSING

    def needed(self, base: int) -> int:
        """How many must be present."""
        return self.share.least_of(base) if self.number is None else max(self.number, 1)


@dataclass(frozen=True)
class Majority:
    """Większość: its kind, and of whom."""

    kind: MajorityKind = MajorityKind.SIMPLE
    of: Base = Base.CAST
    share: Share = HALF  # for a qualified majority
    abstentions_count: bool = True  # among the votes cast

    def threshold(self) -> Share:
        """The share that adopts; a simple majority has none."""
        return self.share if self.kind is MajorityKind.QUALIFIED else HALF


@dataclass(frozen=True)
class Procedure:
    """What the rules of procedure say about voting, at one time."""

    quorum: Quorum = field(default_factory=Quorum)
    majority: Majority = field(default_factory=Majority)
    casting_vote: bool = False
    substitutes: bool = True
    substitutes_for_recused: bool = False
    recused_count: bool = True
    remote_presence: bool = True
    written_procedure: bool = True
    secret_ballot: bool = True
