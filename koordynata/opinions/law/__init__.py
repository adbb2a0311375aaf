"""The law of the opinion as dated data (data/*.csv): who gives it, on what basis, when it is not needed.

Each row carries its certainty; what is not certain has a note that pages show.
"""

from .dated import Dated, in_force, rows, spoken
from .intake import AttachmentRule, IntakeRule, attachment_rules, intake_rule, invited
from .procedures import Exemption, Procedure, exemptions, procedure_on, procedures

__all__ = [
    "AttachmentRule",
    "Dated",
    "Exemption",
    "IntakeRule",
    "Procedure",
    "attachment_rules",
    "exemptions",
    "in_force",
    "intake_rule",
    "invited",
    "procedure_on",
    "procedures",
    "rows",
    "spoken",
]
