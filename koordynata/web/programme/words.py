"""The words for what the audit log keeps of programmes: verbs, objects, fields."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = dict[str, str | Promise]

VERBS: Words = {
    "programme.begun": _("Programme begun"),
    "period.planned": _("Reporting period planned"),
    "period.closed": _("Reporting period closed"),
    "period.reopened": _("Reporting period reopened"),
    "version.opened": _("Next version opened"),
    "version.consulted": _("Version put to consultation"),
    "version.consultation_ended": _("Consultation ended"),
    "version.submitted": _("Version submitted for adoption"),
    "version.returned": _("Version taken back for changes"),
    "version.adopted": _("Version adopted"),
    "version.abandoned": _("Version abandoned"),
    "comment.made": _("Comment made in consultation"),
    "comment.answered": _("Comment answered"),
    "element.added": _("Element added"),
    "element.changed": _("Element changed"),
    "element.moved": _("Element moved"),
    "element.removed": _("Element left out"),
    "element.tagged": _("Tags changed"),
    "link.added": _("Link added"),
    "link.removed": _("Link removed"),
    "involvement.added": _("Institution added"),
    "involvement.changed": _("Role of an institution changed"),
    "involvement.removed": _("Institution taken off"),
    "milestone.added": _("Milestone planned"),
    "milestone.changed": _("Milestone changed"),
    "milestone.removed": _("Milestone taken off"),
    "milestone.reached": _("Milestone reached"),
    "milestone.proved": _("File added to a milestone"),
    "milestone.taken_back": _("Milestone taken back"),
    "budget.planned": _("Planned money changed"),
    "commitment.set": _("Targets set"),
    "commitment.dropped": _("Indicator left out"),
    "strand.moved": _("State of the action changed"),
    "money.noted": _("Contract or payment entered"),
    "risk.noted": _("Risk entered"),
    "risk.changed": _("Risk changed"),
    "remark.made": _("Remark made"),
    "measure.defined": _("Indicator defined"),
    "measure.changed": _("Card of an indicator changed"),
    "actual.entered": _("Value entered"),
    "actual.submitted": _("Value submitted"),
    "actual.checked": _("Value checked"),
    "actual.approved": _("Value approved"),
    "actual.returned": _("Value returned for correction"),
    "evidence.attached": _("File attached to a value"),
    "evidence.detached": _("File taken off a value"),
}

OBJECTS: Words = {
    "programme": pgettext_lazy("audit", "programme"),
    "period": _("reporting period"),
    "element": _("element of a programme"),
    "strand": _("action of a programme"),
    "measure": pgettext_lazy("audit", "indicator"),
    "actual": _("value of an indicator"),
}

FIELDS: Words = {
    "amount": _("amount in zł"),
    "baseline": _("baseline"),
    "baseline_year": _("year of the baseline"),
    "document": _("document"),
    "impact": _("impact"),
    "likelihood": _("likelihood"),
    "measure": pgettext_lazy("audit", "indicator"),
    "owner": _("who watches it"),
    "position": _("place"),
    "response": _("what is done about it"),
    "stage": _("stage"),
    "tags": _("tags"),
    "text": _("text"),
    "unit": _("unit"),
}
