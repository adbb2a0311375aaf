"""Sentences that several verbs say."""

from django.utils.translation import gettext_lazy as _

from .verdict.hindrance import Hindrance

NO_RULES = _("No rules of procedure are in force on that day. Add a version first.")
NOT_IN_PROGRESS = _("The meeting is not in progress.")
BALLOT_OPEN = _("A ballot is open. Close it first.")
BALLOT_CLOSED = _("The ballot is closed. Nothing was changed.")
HINDRANCES = {
    Hindrance.RECUSED: _("This person is out of this matter and does not vote in it."),
    Hindrance.SUSPENDED: _("This mandate is suspended: nobody votes for it now."),
    Hindrance.OTHER_ACTS: _("Somebody else acts for this seat now: the member is here, or an earlier substitute."),
    Hindrance.NOT_THERE: _("This person acts for no seat now: not on the list of presence, or reported to be away."),
}
