"""Bodies and mandates, meetings, ballots, and what comes of them."""

from .ballot import Ballot, CastPaper, Motion, TakenPaper, Vote
from .body import Body, RulesOfProcedure, Term
from .candidate import CandidateRequest
from .correspondence import Case, Letter, LetterFile
from .group import GroupReport
from .mandate import Mandate, Member, Seat, Substitute, Suspension
from .meeting import AgendaItem, Meeting
from .minutes import Correction, Minutes, MinutesTemplate
from .notice import Notice
from .office import DutyMark, OwnAction
from .outcome import Resolution, Task
from .paper import Paper
from .presence import Presence, Recusal

__all__ = [
    "AgendaItem",
    "Ballot",
    "Body",
    "CandidateRequest",
    "Case",
    "CastPaper",
    "Correction",
    "DutyMark",
    "GroupReport",
    "Letter",
    "LetterFile",
    "Mandate",
    "Meeting",
    "Member",
    "Minutes",
    "MinutesTemplate",
    "Motion",
    "Notice",
    "OwnAction",
    "Paper",
    "Presence",
    "Recusal",
    "Resolution",
    "RulesOfProcedure",
    "Seat",
    "Substitute",
    "Suspension",
    "TakenPaper",
    "Task",
    "Term",
    "Vote",
]
