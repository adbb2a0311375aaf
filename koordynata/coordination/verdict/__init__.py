"""Quorum and majority from seats, mandates, stays, recusals and votes, see docs/explanation/verdict.md."""

from .ballot import Ballot, Choice, Mode, Tally, Vote
from .council import Council, Mandate, Recusal, Seat, Stay
from .decision import Result, Verdict, decide, most_able, verdict_at
from .moments import Span
from .procedure import Base, Holds, Majority, MajorityKind, Procedure, Quorum, Share
from .roll import Roll, Rolls, roll_at

__all__ = [
    "Ballot",
    "Base",
    "Choice",
    "Council",
    "Holds",
    "Majority",
    "MajorityKind",
    "Mandate",
    "Mode",
    "Procedure",
    "Quorum",
    "Recusal",
    "Result",
    "Roll",
    "Rolls",
    "Seat",
    "Share",
    "Span",
    "Stay",
    "Tally",
    "Verdict",
    "Vote",
    "decide",
    "most_able",
    "roll_at",
    "verdict_at",
]
