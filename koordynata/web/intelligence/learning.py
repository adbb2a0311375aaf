"""How an occupation is learnt, in words: for how long, since and until which admission, for whom, how sure."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from koordynata.reference.models import OccupationQualification, OccupationSchoolType
from koordynata.web.figures import number

CERTAIN = "certain"
GROUPS: dict[str, str | Promise] = {
    "intellectual_disability_light": gettext_lazy("for pupils with a light intellectual disability"),
    "visual_impairment": gettext_lazy("for people with a visual impairment"),
}


def years_of_learning(years: float) -> str:
    """`3 years`; Polish has its own form for a fraction."""
    if years % 1:
        return pgettext("fraction", "%s years") % number(years, 1)
    return ngettext("%(n)s year", "%(n)s years", int(years)) % {"n": number(years)}


def admission(opened: int | None, closed: int | None) -> str:
    """Since and until which school year pupils are admitted; empty where the list sets no bounds."""
    if opened and closed:
        return _("admission %(opened)s–%(closed)s") % {"opened": opened, "closed": closed}
    if opened:
        return _("admission since %s") % opened
    return _("last admission %s") % closed if closed else ""


def doubt(*statuses: str) -> str:
    """What a row that was not read in the regulation itself says."""
    if "draft" in statuses:
        return _("from a draft of the regulation")
    return "" if all(status == CERTAIN for status in statuses) else _("to be checked in the regulation")


def school_note(link: OccupationSchoolType) -> str:
    """The second line of a type of school."""
    group = str(GROUPS.get(link.for_group, link.for_group))
    return ", ".join(filter(None, [admission(link.opened, link.closed), group, doubt(link.status)]))


def qualification_note(link: OccupationQualification) -> str:
    """The second line of a qualification."""
    return doubt(link.status, link.qualification.status)
