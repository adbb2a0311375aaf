"""The words for what the audit log and the history keep as names: verbs, fields, values."""

import re
from typing import Any

from django.db.models import Choices, Model
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.roles import ROLES
from koordynata.opinions.enums import DeliveryWay, Outcome, PriorSource, ResourceKind, Stance
from koordynata.opinions.kinds import kinds
from koordynata.opinions.law import attachment_rules
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution
from koordynata.sources.enums import RunState

from .coordination.bodies.words import FIELDS as BODY_FIELDS
from .coordination.bodies.words import OBJECTS as BODY_OBJECTS
from .coordination.bodies.words import VERBS as BODY_VERBS
from .programme.words import FIELDS as PROGRAMME_FIELDS
from .programme.words import OBJECTS as PROGRAMME_OBJECTS
from .programme.words import VERBS as PROGRAMME_VERBS

VERBS: dict[str, str | Promise] = {
    "institution.created": _("Institution entered"),
    "institution.changed": _("Institution changed"),
    "institution.closed": _("Institution closed"),
    "institution.reopened": _("Closing taken back"),
    "institution.contact_added": _("Contact added"),
    "institution.contact_removed": _("Contact removed"),
    "institution.number_added": _("Register number added"),
    "institution.number_removed": _("Register number removed"),
    "institution.offer_declared": _("Offer declared"),
    "institution.offer_withdrawn": _("Offer withdrawn"),
    "institution.merged": _("Another entry merged into this one"),
    "institution.merged_into": _("Merged into another entry"),
    "membership.given": _("Role given"),
    "membership.ended": _("Role ended"),
    "invitation.sent": _("Invitation sent"),
    "invitation.withdrawn": _("Invitation withdrawn"),
    "invitation.accepted": _("Invitation accepted"),
    "user.created": _("Account made"),
    "user.disabled": _("Account locked"),
    "user.enabled": _("Account unlocked"),
    "user.digest_sent": _("Morning mail about the work sent"),
    "user.second_factor_reset": _("Lost second factor forgotten"),
    "user.second_factor_changed": _("Second factor changed"),
    "user.password_changed": _("Password changed"),
    "user.signed_in": _("Signed in"),
    "user.signed_out": _("Signed out"),
    "saved_view.saved": _("View of a list saved"),
    "saved_view.changed": _("Saved view changed"),
    "saved_view.deleted": _("Saved view deleted"),
    "import.created": _("Added by an import"),
    "import.changed": _("Changed by an import"),
    "import.removed": _("Removed by an import"),
    "opinion_request.started": _("Application started"),
    "opinion_request.changed": _("Application changed"),
    "opinion_request.submitted": _("Application submitted"),
    "opinion_request.completed_by_school": _("Application completed by the school"),
    "opinion_request.returned": _("Application returned for completion"),
    "opinion_request.complete": _("Application accepted as complete"),
    "opinion_request.withdrawn": _("Application withdrawn"),
    "opinion_request.attached": _("Attachment added"),
    "opinion_request.detached": _("Attachment removed"),
    "opinion_request.partner_added": _("Employer added"),
    "opinion_request.partner_removed": _("Employer removed"),
    "opinion_request.resource_added": _("Workshop, equipment or teacher added"),
    "opinion_request.resource_removed": _("Workshop, equipment or teacher removed"),
    "opinion_request.evidence_prepared": _("Evidence prepared"),
    "opinion_request.on_agenda": _("Put on the agenda, evidence frozen"),
    "opinion_request.off_agenda": _("Taken off the agenda"),
    "opinion_request.treated_apart": _("Taken out of its block"),
    "opinion_request.position_asked_for": _("Position asked for"),
    "opinion_request.earlier_opinion_entered": _("Earlier opinion entered"),
    "opinion_bulk.started": _("Work on many applications started"),
    "opinion_template.taken": _("Template of the opinion replaced"),
    "intake_window.changed": _("Intake window changed"),
    "intake_window.closed": _("Intake window closed"),
    "intake_window.taken_back": _("Intake window taken back"),
    "opinion_request.prior_opinion_recorded": _("Position recorded"),
    "opinion_request.position_attached": _("File of a position added"),
    "opinion_request.position_written": _("Position of the office written"),
    "opinion_request.motion_moved": _("Position put to the vote"),
    "opinion_request.decided": _("Opinion given"),
    "opinion_request.reasons_written": _("Reasons written"),
    "opinion_request.delivered": _("Opinion delivered"),
    "opinion_request.followed_up": _("Effects followed up"),
    "case.opened": _("Case opened"),
    "case.closed": _("Case closed"),
    "case.reopened": _("Case opened again"),
    "letter.entered": _("Letter entered"),
    "letter.attached": _("File attached to a letter"),
    "letter.struck_out": _("Letter struck out"),
    "duty.done": _("Duty marked as done"),
    "duty.taken_back": _("Mark of a duty taken back"),
    "action.planned": _("Own action planned"),
    "action.changed": _("Own action changed"),
    "action.moved": _("State of an own action changed"),
    "seat.tied": _("Seat tied to an institution"),
    "meeting.planned": _("Meeting planned"),
    "meeting.changed": _("Meeting changed"),
    "meeting.called": _("Meeting called"),
    "meeting.told_again": _("Notices sent anew"),
    "meeting.cancelled": _("Meeting cancelled"),
    "notice.sent": _("Notice sent"),
    "notice.not_sent": _("Notice not sent"),
    "notice.substitute_told": _("Substitute told"),
    "notice.answered": _("Notice answered"),
    "notice.guest_invited": _("Guest invited"),
    "notice.guest_removed": _("Guest removed"),
    "item.added": _("Item added to the agenda"),
    "item.changed": _("Item of the agenda changed"),
    "item.moved": _("Item of the agenda moved"),
    "item.removed": _("Item taken off the agenda"),
    "paper.added": _("Paper added"),
    "paper.removed": _("Paper taken back"),
    "intake_window.opened": _("Intake window announced"),
    "minutes.drafted": _("Minutes drafted"),
    "minutes.edited": _("Minutes edited"),
    "minutes.presented": _("Minutes presented for approval"),
    "minutes.taken_back": _("Minutes taken back for editing"),
    "minutes.approved": _("Minutes approved"),
    "minutes.corrected": _("Minutes corrected"),
    "minutes_template.taken": _("Template of minutes taken"),
    "resolution.entered": _("Entered in the register of resolutions"),
    "resolution.addressed": _("Addressee or deadline changed"),
    "resolution.answered": _("Answer recorded"),
    "resolution.outcome_told": _("Outcome told"),
    "resolution.published": _("Entry published"),
    "resolution.withdrawn": _("Entry withdrawn from the public page"),
    "task.set": _("Task set"),
    "task.changed": _("Task changed"),
    "task.done": _("Task done"),
    "task.cancelled": _("Task taken off"),
    "task.reminded": _("Reminder of a task"),
    "task.escalated": _("Overdue task told to the chair"),
    "import.received": _("File uploaded"),
    "import.confirmed": _("Import confirmed"),
    "import.applied": _("Import applied"),
    "import.cancelled": _("Import cancelled"),
    "import.refused": _("File refused"),
    "import.undone": _("Import undone"),
    "import.stopped": _("Import stopped"),
    "import.recovered": _("Import given back after an interruption"),
    **BODY_VERBS,
    **PROGRAMME_VERBS,
}

OBJECTS: dict[str, str | Promise] = {
    "institution": _("institution"),
    "user": _("account"),
    "invitation": _("invitation"),
    "import_run": _("import"),
    "saved_view": _("saved view"),
    "opinion_request": _("application for an opinion"),
    "minutes": _("minutes"),
    "minutes_template": _("template of minutes"),
    "resolution": _("entry of the register of resolutions"),
    "task": _("task"),
    "intake_window": _("intake window"),
    **BODY_OBJECTS,
    **PROGRAMME_OBJECTS,
    "case": _("case of correspondence"),
    "letter": _("letter"),
    "duty": _("duty"),
    "action": _("own action"),
    "opinion_bulk": _("work on many applications"),
    "opinion_template": _("template of the opinion"),
}

_FIELDS: dict[str, str | Promise] = {
    **PROGRAMME_FIELDS,
    **BODY_FIELDS,
    "contact": _("contact"),
    "function": _("function"),
    "phone": _("telephone"),
    "email": _("e-mail"),
    "role": _("role"),
    "territory": _("territory"),
    "institution": _("institution"),
    "occupation": _("occupation"),
    "school_year": _("school year"),
    "keeper": _("kept entry"),
    "duplicate": _("merged entry"),
    "moved": _("moved"),
    "source": _("source"),
    "file": _("file"),
    "rows": _("rows"),
    "created": _("added"),
    "changed": _("changed"),
    "unchanged": _("unchanged"),
    "removed": _("removed"),
    "rejected": _("rejected"),
    "problems": _("problems"),
    "state": _("state"),
    "allow_shrink": _("smaller file meant"),
    "is_sample": _("sample data"),
    "page": _("list"),
    "query": _("filters"),
    "sha256": "SHA-256",
    "size": _("size in bytes"),
    "closed_on": _("closed on"),
    "lat": _("latitude"),
    "lon": _("longitude"),
    "valid_from": _("in force from"),
    "valid_to": _("in force to"),
    "status": _("how sure it is"),
    "area": _("functional area"),
    "member": _("territory"),
    "code": _("code"),
    "abbreviation": _("abbreviation"),
    "rspo_name": _("name in RSPO"),
    "replaced_by": _("replaced by"),
    "for_group": _("for whom"),
    "from_scheme": _("classification"),
    "from_code": _("code"),
    "to_scheme": _("other classification"),
    "to_code": _("its code"),
    "version": _("version"),
    "quality": _("quality"),
    "qualification": _("qualification"),
    "school": _("school"),
    "rspo": "RSPO",
    "regon": "REGON",
    "nip": "NIP",
    "street_code": _("code of the street"),
    "body_regon": _("REGON of the governing body"),
    "body_nip": _("NIP of the governing body"),
    "merged_into": _("merged into"),
    "details": _("other columns of the register"),
    "withdrawn_run": _("withdrawn from the register"),
    "parent": _("complex"),
    "branch": _("branch"),
    "school_type": _("type of school"),
    "group": _("barometer group"),
    "places": _("places"),
    "start_year": _("first school year"),
    "reasons": _("reasons"),
    "recommendations": _("recommendations"),
    "programme": _("curriculum and practical training"),
    "main_occupation": _("auxiliary to the occupation"),
    "young_workers_only": _("only for young workers"),
    "number": pgettext_lazy("of a record", "number"),
    "name": _("name"),
    "due": _("opinion due"),
    "what": _("what to complete"),
    "until": _("until"),
    "meeting": _("meeting"),
    "notice": _("notice of a meeting"),
    "item": _("item of the agenda"),
    "paper": _("paper of a meeting"),
    "evidence": _("version of the evidence"),
    "kind": _("kind"),
    "motion": _("motion"),
    "valid_until": _("valid until"),
    "way": _("way of delivery"),
    "on": _("day"),
    "note": _("note"),
    "employer": _("employer"),
    "training_places": _("training places"),
    "jobs": _("jobs promised"),
    "available": _("there already"),
    "reason": _("why"),
    "outcome": _("outcome"),
    "year": _("year"),
    "stance": pgettext_lazy("prior opinion", "position"),
    "body_name": _("name of the body"),
    "given_on": _("given on"),
    "answer_due": _("answer due"),
    "opens": _("from"),
    "closes": _("to"),
    "act": _("resolution or letter"),
    "direction": _("direction"),
    "starts": _("begins"),
    "ends": _("ends"),
    "budget": _("budget in zł"),
    "objective": _("objective of the programme"),
    "result": _("result"),
}


def verb_label(verb: str) -> str:
    """A verb in the reader's language; an unknown one shows itself."""
    return str(VERBS.get(verb, verb))


def object_label(kind: str) -> str:
    """A kind of object in the reader's language."""
    return str(OBJECTS.get(kind, kind))


def field_label(name: str, model: type[Model] | None = None) -> str:
    """A field in the reader's language: from the list above, from the model, or its own name."""
    plain = name.removesuffix("_id")
    if said := _FIELDS.get(name) or _FIELDS.get(plain):
        return capfirst(str(said))
    known = {field.name: field for field in (model or Institution)._meta.get_fields()}
    field = known.get(name) or known.get(plain)
    return capfirst(str(getattr(field, "verbose_name", name)))


_CHOICES: dict[str, type[Choices]] = {"stance": Stance, "way": DeliveryWay}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def shown_value(value: Any, name: str = "") -> str:
    """A value of a field as people read it; nothing is said in words."""
    if name in _CHOICES and value in _CHOICES[name].values:
        return str(_CHOICES[name](value).label)
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return _day(value)
    if value is None or value == "" or value == [] or value == {}:
        return gettext("empty")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, dict):
        return "; ".join(f"{field_label(name)}: {shown_value(part)}" for name, part in value.items() if part)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if value in InstitutionKind.values:
        return str(InstitutionKind(value).label)
    if value in (named := _opinion_words()):
        return named[value]
    if value in RunState.values:
        return str(RunState(value).label)
    if value in ROLES:
        return str(ROLES[value].name)
    return str(value)


def _day(text: str) -> str:
    """A day of the log as pages write it; what is no day stays."""
    try:
        day = parse_date(text)
    except ValueError:
        return text
    return date_format(day, "SHORT_DATE_FORMAT") if day else text


def _opinion_words() -> dict[Any, str]:
    """Codes that histories of applications hold: kinds of opinions and attachments, choices."""
    found = {code: kind.name for code, kind in kinds().items()} | {rule.id: rule.name for rule in attachment_rules()}
    for choices in (ResourceKind, PriorSource, Outcome):
        found |= {str(value): str(label) for value, label in choices.choices}
    return found
