"""Applications for an opinion, the evidence, the opinion, what came of it."""

from .evidence import Evidence, PriorOpinion
from .opinion import FollowUp, Opinion, Proposal
from .parts import Attachment, Partner, Resource
from .request import OpinionRequest
from .template import OpinionTemplate
from .window import IntakeWindow

__all__ = [
    "Attachment",
    "Evidence",
    "FollowUp",
    "IntakeWindow",
    "Opinion",
    "OpinionRequest",
    "OpinionTemplate",
    "Partner",
    "PriorOpinion",
    "Proposal",
    "Resource",
]
