"""Programmes, versions and their elements; indicators and actuals; facts; consultation and reports."""

from .element import Budget, Element, Involvement, Link, Milestone, Strand, Tag
from .fact import Fact
from .measure import Actual, Commitment, Evidence, Indicator, Measure, Part, Target
from .programme import Period, Programme, Version
from .talk import Comment, Narrative, RegionalComment, Report
from .template import ReportTemplate
from .work import Money, Reached, Remark, Risk

__all__ = [
    "Actual",
    "Budget",
    "Comment",
    "Commitment",
    "Element",
    "Evidence",
    "Fact",
    "Indicator",
    "Involvement",
    "Link",
    "Measure",
    "Milestone",
    "Money",
    "Narrative",
    "Part",
    "Period",
    "Programme",
    "Reached",
    "RegionalComment",
    "Remark",
    "Report",
    "ReportTemplate",
    "Risk",
    "Strand",
    "Tag",
    "Target",
    "Version",
]
