"""What may be done in the room; every verb leaves an audit event in the same transaction."""

from .actions import change_action, move_action, plan_action
from .agenda import add_item, begin_item, end_item, move_motion, put_on_agenda
from .answers import note_sent, note_substitute_told, reply_to_notice
from .ballots import close_ballot, enter_hands, open_ballot, send_round
from .bodies import adopt_rules, attach_rules_text, change_body, create_body
from .calling import call_meeting, cancel_meeting, change_meeting, invite_guest, tell_again, uninvite_guest
from .correspondence import (
    attach_to_letter,
    close_case,
    enter_letter,
    enter_letter_in_new_case,
    open_case,
    reopen_case,
    strike_out_letter,
)
from .duties import mark_duty, unmark_duty
from .earlier import enter_earlier_resolution
from .groups import hand_in_report, put_report_on_agenda, seat_person, set_up_group
from .items import change_item, move_item, remove_item
from .mandates import appoint, end_mandate, resume_mandate, suspend_mandate
from .meetings import close_meeting, hand_over_chair, open_meeting, plan_meeting, plan_year
from .minutes import approve_minutes, correct_minutes, draft_minutes, edit_minutes, present_minutes, take_back_minutes
from .papers import add_paper, remove_paper
from .people import NewPerson, add_member, change_member, link_account
from .presences import arrive, leave, recuse
from .programmes import adopt_version_by_resolution, put_version_before_body
from .register import (
    address_resolution,
    enter_resolution,
    note_answer_reminder,
    publish_resolution,
    record_answer,
    tell_outcome,
)
from .seats import add_seat, ask_for_candidate, change_seat, record_candidate
from .stakeholders import tie_seat
from .substitutes import move_substitute_up, name_substitute, remove_substitute
from .tasks import cancel_task, change_task, finish_task, note_reminder, set_task
from .templates import take_template, use_shipped_template
from .terms import end_term, open_term
from .voting import cast_paper, cast_vote

__all__ = [
    "NewPerson",
    "add_item",
    "add_member",
    "add_paper",
    "add_seat",
    "address_resolution",
    "adopt_rules",
    "adopt_version_by_resolution",
    "appoint",
    "approve_minutes",
    "arrive",
    "ask_for_candidate",
    "attach_rules_text",
    "attach_to_letter",
    "begin_item",
    "call_meeting",
    "cancel_meeting",
    "cancel_task",
    "cast_paper",
    "cast_vote",
    "change_action",
    "change_body",
    "change_item",
    "change_meeting",
    "change_member",
    "change_seat",
    "change_task",
    "close_ballot",
    "close_case",
    "close_meeting",
    "correct_minutes",
    "create_body",
    "draft_minutes",
    "edit_minutes",
    "end_item",
    "end_mandate",
    "end_term",
    "enter_earlier_resolution",
    "enter_hands",
    "enter_letter",
    "enter_letter_in_new_case",
    "enter_resolution",
    "finish_task",
    "hand_in_report",
    "hand_over_chair",
    "invite_guest",
    "leave",
    "link_account",
    "mark_duty",
    "move_action",
    "move_item",
    "move_motion",
    "move_substitute_up",
    "name_substitute",
    "note_answer_reminder",
    "note_reminder",
    "note_sent",
    "note_substitute_told",
    "open_ballot",
    "open_case",
    "open_meeting",
    "open_term",
    "plan_action",
    "plan_meeting",
    "plan_year",
    "present_minutes",
    "publish_resolution",
    "put_on_agenda",
    "put_report_on_agenda",
    "put_version_before_body",
    "record_answer",
    "record_candidate",
    "recuse",
    "remove_item",
    "remove_paper",
    "remove_substitute",
    "reopen_case",
    "reply_to_notice",
    "resume_mandate",
    "seat_person",
    "send_round",
    "set_task",
    "set_up_group",
    "strike_out_letter",
    "suspend_mandate",
    "take_back_minutes",
    "take_template",
    "tell_again",
    "tell_outcome",
    "tie_seat",
    "uninvite_guest",
    "unmark_duty",
    "use_shipped_template",
]
