"""What may be done with the register; every verb leaves an audit event in the same transaction."""

from .contacts import add_contact, remove_contact
from .institutions import close_institution, create_institution, reopen_institution, update_institution
from .invitations import accept_invitation, invite, withdraw_invitation
from .memberships import end_membership, give_role
from .merging import merge_institutions
from .numbers import add_number, remove_number
from .offers import declare_offer, withdraw_offer
from .saved_views import change_view, delete_view, save_view, stop_sharing

__all__ = [
    "accept_invitation",
    "add_contact",
    "add_number",
    "change_view",
    "close_institution",
    "create_institution",
    "declare_offer",
    "delete_view",
    "end_membership",
    "give_role",
    "invite",
    "merge_institutions",
    "remove_contact",
    "remove_number",
    "reopen_institution",
    "save_view",
    "stop_sharing",
    "update_institution",
    "withdraw_invitation",
    "withdraw_offer",
]
