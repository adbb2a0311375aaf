"""What may be done in the room; every verb leaves an audit event in the same transaction."""

from .agenda import put_before_body, put_block_before_body, take_off_agenda, treat_apart
from .applying import change_request, start_again, start_request, submit, withdraw
from .bulk import carry_out_entry, start_bulk, treat_one
from .deciding import decide, decide_block
from .delivering import deliver, deliver_block, take_note_of_reasons
from .earlier import enter_earlier_opinion
from .following import follow_up, record_follow_up
from .handling import accept_as_complete, prepare_evidence, return_for_completion
from .moving import draft_position, move_block, move_position, write_position
from .parts import add_partner, add_resource, attach, detach, remove_partner, remove_resource
from .positions import ask_for_position, attach_to_position, record_prior_opinion
from .templates import take_template, use_shipped_template
from .windows import change_window, close_window, open_window

__all__ = [
    "accept_as_complete",
    "add_partner",
    "add_resource",
    "ask_for_position",
    "attach",
    "attach_to_position",
    "carry_out_entry",
    "change_request",
    "change_window",
    "close_window",
    "decide",
    "decide_block",
    "deliver",
    "deliver_block",
    "detach",
    "draft_position",
    "enter_earlier_opinion",
    "follow_up",
    "move_block",
    "move_position",
    "open_window",
    "prepare_evidence",
    "put_before_body",
    "put_block_before_body",
    "record_follow_up",
    "record_prior_opinion",
    "remove_partner",
    "remove_resource",
    "return_for_completion",
    "start_again",
    "start_bulk",
    "start_request",
    "submit",
    "take_note_of_reasons",
    "take_off_agenda",
    "take_template",
    "treat_apart",
    "treat_one",
    "use_shipped_template",
    "withdraw",
    "write_position",
]
