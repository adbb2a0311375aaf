"""The words for what the audit log keeps of bodies: verbs, objects, fields."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = dict[str, str | Promise]

VERBS: Words = {
    "body.created": _("Body set up"),
    "body.changed": _("Body changed"),
    "rules.adopted": _("Version of the rules adopted"),
    "term.opened": _("Term opened"),
    "term.ended": _("End of the term set"),
    "seat.added": _("Seat added"),
    "seat.changed": _("Seat corrected"),
    "candidate.asked": _("Organisation asked for a candidate"),
    "candidate.answered": _("Answer about a candidate noted"),
    "mandate.appointed": _("Member appointed"),
    "mandate.ended": _("Mandate ended"),
    "mandate.suspended": _("Mandate suspended"),
    "mandate.resumed": _("Suspension ended"),
    "mandate.substitute_named": _("Substitute named"),
    "mandate.substitute_moved": _("Order of substitutes changed"),
    "mandate.substitute_removed": _("Substitute removed"),
    "member.entered": _("Person entered"),
    "member.changed": _("Person changed"),
    "member.account_linked": _("Account given to a person"),
    "member.account_unlinked": _("Account taken from a person"),
    "report.handed_in": _("Report handed in"),
    "report.on_agenda": _("Report put on an agenda"),
}

OBJECTS: Words = {
    "body": _("body"),
    "rules": _("rules of procedure"),
    "term": _("term"),
    "seat": pgettext_lazy("body", "seat"),
    "mandate": _("mandate"),
    "candidate": _("question for a candidate"),
    "member": _("person of a body"),
    "report": _("report of a working group"),
}

FIELDS: Words = {
    "advises": _("advises"),
    "appointed_by": _("appointed by"),
    "at": pgettext_lazy("history", "moment"),
    "basis": _("legal basis"),
    "by": _("appointed by"),
    "ends": _("end"),
    "legal_basis": _("legal basis"),
    "order": _("order"),
    "organisation": _("organisation"),
    "person": _("person"),
    "seat": pgettext_lazy("body", "seat"),
    "short_name": _("short name"),
    "side": _("side"),
    "since": _("since"),
    "starts": _("begins"),
    "task": _("what it was set up for"),
    "title": _("title"),
    "voting": _("with a vote"),
}
