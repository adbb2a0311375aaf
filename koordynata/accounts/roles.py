"""What people may do: one list of permissions, roles as named sets of them.

A role is given within a scope (territory, institution) by `registry.Membership`.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Permission(StrEnum):
    """Uprawnienie: one thing that a person may do within the scope of a membership."""

    VIEW_REGISTERS = "view_registers"
    VIEW_METRICS = "view_metrics"
    VIEW_CONTACTS = "view_contacts"
    EDIT_REGISTERS = "edit_registers"
    IMPORT_DATA = "import_data"
    IMPORT_REFERENCE = "import_reference"
    VIEW_AUDIT = "view_audit"
    INVITE = "invite"
    SHARE_VIEWS = "share_views"
    ANSWER_FOR_INSTITUTION = "answer_for_institution"
    VIEW_MEETINGS = "view_meetings"
    RUN_MEETINGS = "run_meetings"
    VIEW_OPINIONS = "view_opinions"
    HANDLE_OPINIONS = "handle_opinions"
    APPLY_FOR_OPINIONS = "apply_for_opinions"
    VIEW_PROGRAMMES = "view_programmes"
    COMMENT_PROGRAMMES = "comment_programmes"
    RUN_PROGRAMMES = "run_programmes"
    CHECK_ACTUALS = "check_actuals"


# What comes with an institution: nobody holds it for a whole territory, and nobody passes it on.
OF_AN_INSTITUTION = frozenset({Permission.ANSWER_FOR_INSTITUTION, Permission.APPLY_FOR_OPINIONS})


@dataclass(frozen=True)
class Role:
    """Rola: a name for people and the permissions that come with it."""

    id: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]
    staff: bool = False  # staff must use a second factor


_READ_PROGRAMMES = frozenset({Permission.VIEW_PROGRAMMES, Permission.COMMENT_PROGRAMMES})
_SEE = frozenset({Permission.VIEW_REGISTERS, Permission.VIEW_METRICS}) | _READ_PROGRAMMES
_OFFICE = _SEE | {
    Permission.VIEW_CONTACTS,
    Permission.EDIT_REGISTERS,
    Permission.IMPORT_DATA,
    Permission.VIEW_AUDIT,
    Permission.VIEW_MEETINGS,
    Permission.VIEW_OPINIONS,
}
_RUN = frozenset({
    Permission.INVITE,
    Permission.SHARE_VIEWS,
    Permission.RUN_MEETINGS,
    Permission.HANDLE_OPINIONS,
    Permission.RUN_PROGRAMMES,
    Permission.CHECK_ACTUALS,
})  # fmt: skip

ROLES = {
    role.id: role
    for role in (
        Role(
            "administrator",
            pgettext_lazy("role", "Administrator"),
            _("Invites people, gives roles, loads registers and code lists, reads the audit log."),
            frozenset(Permission) - OF_AN_INSTITUTION,
            staff=True,
        ),
        Role(
            "officer",
            pgettext_lazy("role", "Coordination-office officer"),
            _("Runs the coordination office of a voivodeship: meetings, registers, imports, invitations."),
            _OFFICE | _RUN,
            staff=True,
        ),
        Role(
            "analyst",
            pgettext_lazy("role", "Analyst"),
            _("Loads registers and statistics and reads the gaps."),
            _OFFICE,
            staff=True,
        ),
        Role(
            "member",
            pgettext_lazy("role", "Member of the Regional Coordination Team"),
            _("Reads the gaps and the registers of the region, takes part in meetings and votes."),
            _SEE | {Permission.VIEW_MEETINGS, Permission.VIEW_OPINIONS},
        ),
        Role(
            "school_head",
            pgettext_lazy("role", "School head"),
            _("Answers for one school or school complex, applies for opinions and reads the region's gaps."),
            _SEE | OF_AN_INSTITUTION | {Permission.VIEW_OPINIONS},
        ),
        Role(
            "employer",
            pgettext_lazy("role", "Employer"),
            _("Answers for one company and reads the region's gaps."),
            frozenset({Permission.VIEW_METRICS, Permission.ANSWER_FOR_INSTITUTION}) | _READ_PROGRAMMES,
        ),
        Role("ministry", pgettext_lazy("role", "Ministry reader"), _("Reads across all regions."), _SEE),
    )
}
