"""Sentences that several verbs say."""

from django.utils.translation import gettext_lazy as _

NO_RULES = _("No rules of procedure are in force on that day. Add a version first.")
NOT_IN_PROGRESS = _("The meeting is not in progress.")
BALLOT_CLOSED = _("The ballot is closed. Nothing was changed.")
