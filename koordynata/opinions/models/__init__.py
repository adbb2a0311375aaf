"""Applications for an opinion, the evidence, the opinion, what came of it."""

from .bulk import BulkEntry, BulkRun
from .evidence import Evidence, PositionFile, PriorOpinion
from .opinion import FollowUp, Opinion, Proposal
from .parts import Attachment, Partner, Resource
from .request import OpinionRequest
from .template import OpinionTemplate
from .window import IntakeWindow

__all__ = [
    "Attachment",
    "BulkEntry",
    "BulkRun",
    "Evidence",
    "FollowUp",
    "IntakeWindow",
    "Opinion",
    "OpinionRequest",
    "OpinionTemplate",
    "Partner",
    "PositionFile",
    "PriorOpinion",
    "Proposal",
    "Resource",
]
