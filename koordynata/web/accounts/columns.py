"""The columns of the exports of people and invitations."""

from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.tables import Column, Kind
from koordynata.registry.models import Invitation, Membership

from ..downloads import yes_no


def _day(moment: datetime | None) -> date | None:
    return localtime(moment).date() if moment else None


ROLE_COLUMNS: list[Column[Membership]] = [
    Column(_("Person"), Kind.TEXT, _("Name and surname"), lambda row: str(row.user)),
    Column(_("E-mail address"), Kind.TEXT, _("Address with which the person signs in"), lambda row: row.user.email),
    Column(_("Role"), Kind.TEXT, _("Role; one row for each"), lambda row: str(row.role_info.name)),
    Column("TERYT", Kind.TEXT, _("Code of the territory"), lambda row: row.territory.code),
    Column(_("Territory"), Kind.TEXT, _("Where the role holds"), lambda row: row.territory.title),
    Column(_("Institution"), Kind.TEXT, _("For whom the person answers"), lambda row: str(row.institution or "")),
    Column(_("Since"), Kind.DATE, _("Day on which the role was given"), lambda row: _day(row.since)),
    Column(_("Last sign-in"), Kind.DATE, _("Empty: not yet"), lambda row: _day(row.user.last_login)),
    Column(
        _("Account locked"), Kind.TEXT, _("Whether the account is locked"), lambda row: yes_no(not row.user.is_active)
    ),
]

INVITATION_COLUMNS: list[Column[Invitation]] = [
    Column(_("E-mail address"), Kind.TEXT, _("To whom the invitation went"), lambda row: row.email),
    Column(_("Role"), Kind.TEXT, _("Role that it gives"), lambda row: str(row.role_info.name)),
    Column("TERYT", Kind.TEXT, _("Code of the territory"), lambda row: row.territory.code),
    Column(_("Territory"), Kind.TEXT, _("Where the role holds"), lambda row: row.territory.title),
    Column(_("Institution"), Kind.TEXT, _("For whom the person answers"), lambda row: str(row.institution or "")),
    Column(_("Who"), Kind.TEXT, _("Who sent it"), lambda row: str(row.invited_by or "")),
    Column(_("Sent"), Kind.DATE, _("Day of sending"), lambda row: _day(row.invited_at)),
    Column(_("Valid until"), Kind.DATE, _("Last day"), lambda row: _day(row.expires_at)),
]
