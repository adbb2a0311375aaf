"""Who is who: institutions, what schools teach, who acts for whom, which views of lists people keep."""

from .institution import Contact, Institution, RegisterNumber
from .membership import Invitation, Membership
from .offer import Offer
from .saved_view import SavedView

__all__ = ["Contact", "Institution", "Invitation", "Membership", "Offer", "RegisterNumber", "SavedView"]
