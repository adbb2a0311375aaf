"""What may be done in the room; every verb leaves an audit event in the same transaction."""

from .applying import change_request, start_again, start_request, submit, withdraw
from .deciding import decide, deliver, move_position, take_note_of_reasons, write_position
from .following import record_follow_up
from .handling import (
    accept_as_complete,
    prepare_evidence,
    put_before_body,
    record_prior_opinion,
    return_for_completion,
    take_off_agenda,
)
from .parts import add_partner, add_resource, attach, detach, remove_partner, remove_resource
from .windows import open_window

__all__ = [
    "accept_as_complete",
    "add_partner",
    "add_resource",
    "attach",
    "change_request",
    "decide",
    "deliver",
    "detach",
    "move_position",
    "open_window",
    "prepare_evidence",
    "put_before_body",
    "record_follow_up",
    "record_prior_opinion",
    "remove_partner",
    "remove_resource",
    "return_for_completion",
    "start_again",
    "start_request",
    "submit",
    "take_note_of_reasons",
    "take_off_agenda",
    "withdraw",
    "write_position",
]
