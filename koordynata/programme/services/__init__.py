"""What may be done to programmes; every verb leaves an audit event in the same transaction."""

from .actuals import (
    approve_actual,
    check_actual,
    close_period,
    enter_actual,
    reopen_period,
    return_actual,
    submit_actual,
)
from .consulting import answer_comment, make_comment
from .elements import add_element, change_element, move_element, remove_element
from .evidence import attach_evidence, detach_evidence, prove_milestone
from .facts import record_fact, record_facts, withdraw_fact
from .measures import change_measure, define_measure, drop_promise, promise
from .parts import involve_institution, link_element, plan_milestone, plan_money, tag_element, take_off
from .programmes import begin_programme, plan_periods
from .regional import comment_on_number
from .report_templates import take_report_template, use_shipped_report_template
from .reports import freeze_report, open_next_edition, open_report, send_report, write_narrative
from .versions import (
    abandon_version,
    adopt_version,
    end_consultation,
    open_next_version,
    put_to_consultation,
    return_version,
    submit_version,
)
from .work import (
    change_risk,
    move_action,
    note_money,
    note_risk,
    reach_milestone,
    remark,
    take_back_money,
    unreach_milestone,
)

__all__ = [
    "abandon_version",
    "add_element",
    "adopt_version",
    "answer_comment",
    "approve_actual",
    "attach_evidence",
    "begin_programme",
    "change_element",
    "change_measure",
    "change_risk",
    "check_actual",
    "close_period",
    "comment_on_number",
    "define_measure",
    "detach_evidence",
    "drop_promise",
    "end_consultation",
    "enter_actual",
    "freeze_report",
    "involve_institution",
    "link_element",
    "make_comment",
    "move_action",
    "move_element",
    "note_money",
    "note_risk",
    "open_next_edition",
    "open_next_version",
    "open_report",
    "plan_milestone",
    "plan_money",
    "plan_periods",
    "promise",
    "prove_milestone",
    "put_to_consultation",
    "reach_milestone",
    "record_fact",
    "record_facts",
    "remark",
    "remove_element",
    "reopen_period",
    "return_actual",
    "return_version",
    "send_report",
    "submit_actual",
    "submit_version",
    "tag_element",
    "take_back_money",
    "take_off",
    "take_report_template",
    "unreach_milestone",
    "use_shipped_report_template",
    "withdraw_fact",
    "write_narrative",
]
