"""The columns of the files of bodies."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from koordynata.coordination.days import last_day
from koordynata.coordination.queries.bodies import Summary
from koordynata.coordination.queries.composition import Filled
from koordynata.foundation.tables import Column, Kind

from ...downloads import yes_no

BODIES: list[Column[Summary]] = [
    Column(_("Body"), Kind.TEXT, _("Name of the body"), lambda row: row.body.name),
    Column(_("Short name"), Kind.TEXT, _("As in numbers of meetings"), lambda row: row.body.short_name),
    Column(_("Kind"), Kind.TEXT, _("Team, council or working group"), lambda row: row.body.get_kind_display()),
    Column(_("Belongs to"), Kind.TEXT, _("Of a working group: its body"), lambda row: row.body.parent or ""),
    Column(_("Territory"), Kind.TEXT, _("Whose body it is"), lambda row: row.body.territory.title),
    Column(_("Term"), Kind.INTEGER, _("Number of the running term; empty: none runs"),
           lambda row: row.term.number if row.term else None),
    Column(_("Seats"), Kind.INTEGER, _("Seats with a vote"), lambda row: row.seats),
    Column(_("Filled seats"), Kind.INTEGER, _("Seats with a vote that somebody holds"), lambda row: row.filled),
]  # fmt: skip

SEATS: list[Column[Filled]] = [
    Column(_("Seat"), Kind.INTEGER, _("Number of the seat in the term"), lambda row: row.seat.number),
    Column(_("Side"), Kind.TEXT, _("Side for which the seat speaks"), lambda row: row.side.name),
    Column(_("Organisation"), Kind.TEXT, _("Who delegates to the seat"), lambda row: row.seat.organisation),
    Column(_("Institution"), Kind.TEXT, _("The entry of the register behind the seat"),
           lambda row: row.seat.institution.name if row.seat.institution else ""),
    Column(_("With a vote"), Kind.TEXT, _("“no”: an advisory seat"), lambda row: yes_no(row.seat.voting)),
    Column(_("State"), Kind.TEXT, _("Filled, vacant or suspended"), lambda row: state_words(row)),
    Column(_("Person"), Kind.TEXT, _("Who holds the seat"), lambda row: row.mandate.member.name if row.mandate else ""),
    Column(_("Function"), Kind.TEXT, _("Function in the body"),
           lambda row: row.mandate.get_function_display() if row.mandate else ""),
    Column(_("Since"), Kind.DATE, _("First day of the mandate"),
           lambda row: localdate(row.mandate.starts) if row.mandate else None),
    Column(_("Until"), Kind.DATE, _("Last day of the mandate; empty: not known"),
           lambda row: last_day(row.ends) if row.ends else None),
    Column(_("Appointed by"), Kind.TEXT, _("The act with its number and day"),
           lambda row: row.mandate.appointed_by if row.mandate else ""),
    Column(_("Substitutes"), Kind.TEXT, _("In the order in which they step in"),
           lambda row: "; ".join(f"{number}. {one}" for number, one in enumerate(row.substitutes, start=1))),
]  # fmt: skip

CONTACTS: list[Column[Filled]] = [
    Column(_("E-mail"), Kind.TEXT, _("Of the person"), lambda row: row.mandate.member.email if row.mandate else ""),
    Column(_("Telephone"), Kind.TEXT, _("Of the person"), lambda row: row.mandate.member.phone if row.mandate else ""),
]  # fmt: skip


def state_words(row: Filled) -> str:
    """How a seat stands."""
    if row.mandate is None:
        return pgettext("seat", "vacant")
    return pgettext("seat", "suspended") if row.suspended else pgettext("seat", "filled")
