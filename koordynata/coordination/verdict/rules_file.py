"""Rules of procedure as they are written in files and in the database."""

from fractions import Fraction
from typing import Annotated, Literal

from django.utils.translation import gettext_noop
from pydantic import BeforeValidator, Field, PlainSerializer, PositiveInt, model_validator

from koordynata.foundation.strict_files import Strict

from .procedure import Base, Holds, Majority, MajorityKind, Procedure, Quorum, Share

LARGEST_PART = 1000
LONGEST_PART = 20  # characters; what follows could only make it too large


def _as_part(value: object) -> Fraction:
    """`"2/3"` as an exact part of a whole. Raises ValueError."""
    above, slash, below = str(value)[:LONGEST_PART].partition("/")
    if not (slash and above.isascii() and above.isdigit() and below.isascii() and below.isdigit()):
        raise ValueError(gettext_noop("a part is written as 2/3"))
    if not 0 < int(above) <= int(below) <= LARGEST_PART:
        raise ValueError(gettext_noop("a part lies between 0 and 1"))
    return Fraction(int(above), int(below))


def as_text(part: Fraction) -> str:
    """As files write it."""
    return f"{part.numerator}/{part.denominator}"


Part = Annotated[Fraction, BeforeValidator(_as_part), PlainSerializer(as_text)]


def _check_can_be_met(share: Fraction, more_than: bool) -> None:
    if more_than and share == 1:
        raise ValueError(gettext_noop("more than the whole can never be reached"))


class QuorumRules(Strict):
    """Kworum."""

    of: Literal["seats", "filled"] = "seats"
    share: Part = Fraction(1, 2)
    more_than: bool = True
    number: PositiveInt | None = None
    holds: Literal["opening", "closing", "throughout"] = "closing"

    @model_validator(mode="after")
    def _can_be_met(self) -> "QuorumRules":
        _check_can_be_met(self.share, self.more_than)
        return self

    def quorum(self) -> Quorum:
        """For the engine."""
        return Quorum(Base(self.of), Share(self.share, self.more_than), self.number, Holds(self.holds))


class MajorityRules(Strict):
    """Większość."""

    kind: Literal["simple", "absolute", "qualified"] = "simple"
    of: Literal["cast", "present", "entitled", "seats"] = "cast"
    share: Part = Fraction(1, 2)
    more_than: bool = False
    abstentions_count: bool = True

    @model_validator(mode="after")
    def _can_be_met(self) -> "MajorityRules":
        _check_can_be_met(self.share, self.more_than)
        return self

    def majority(self) -> Majority:
        """For the engine."""
        share = Share(self.share, self.more_than)
        return Majority(MajorityKind(self.kind), Base(self.of), share, self.abstentions_count)


class RulesFile(Strict):
    """Regulamin in the part that decides votes."""

    quorum: QuorumRules = Field(default_factory=QuorumRules)
    majority: MajorityRules = Field(default_factory=MajorityRules)
    casting_vote: bool = False
    substitutes: bool = True
    substitutes_for_recused: bool = False
    recused_count: bool = True
    remote_presence: bool = True
    written_procedure: bool = True
    secret_ballot: bool = True

    def procedure(self) -> Procedure:
        """For the engine."""
        flags = {name: getattr(self, name) for name in RulesFile.model_fields if name not in ("quorum", "majority")}
        return Procedure(quorum=self.quorum.quorum(), majority=self.majority.majority(), **flags)


class BodyRules(RulesFile):
    """The whole set of a body: each matter may ask a majority of its own."""

    majorities: dict[str, MajorityRules] = Field(default_factory=dict)
    secret_on_request: bool = False
    # Rules that say nothing ask for no notice period; see notice_period.py for how days are counted.
    notice_days: int = Field(default=0, ge=0, le=90)
    notice_in: Literal["calendar", "working"] = "calendar"
    notice_full: bool = True

    def for_matter(self, matter: str) -> RulesFile:
        """The rules of one ballot."""
        own = {name: getattr(self, name) for name in RulesFile.model_fields}
        return RulesFile(**own | {"majority": self.majorities.get(matter, self.majority)})
