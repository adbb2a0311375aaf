"""The columns of the register's exports."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.tables import Column, Kind
from koordynata.registry.models import Institution
from koordynata.registry.queries.duplicates import Pair

from ..downloads import source_columns, yes_no

COLUMNS: list[Column[Institution]] = [
    Column(_("Name"), Kind.TEXT, _("Full name in its register"), lambda row: row.name),
    Column(_("Kind"), Kind.TEXT, _("Kind of institution"), lambda row: row.get_kind_display()),
    Column(_("Type"), Kind.TEXT, _("Type as its register calls it"), lambda row: row.type_name),
    Column("RSPO", Kind.TEXT, _("Number in the Register of Schools"), lambda row: str(row.rspo or "")),
    Column("REGON", Kind.TEXT, _("Number of Statistics Poland"), lambda row: row.regon),
    Column("NIP", Kind.TEXT, _("Tax number"), lambda row: row.nip),
    Column("TERYT", Kind.TEXT, _("Code of the powiat"), lambda row: row.territory.code),
    Column(_("Territory"), Kind.TEXT, _("Name of the powiat"), lambda row: row.territory.title),
    Column(_("Locality"), Kind.TEXT, _("Town or village"), lambda row: row.locality),
    Column(_("Street"), Kind.TEXT, _("Street"), lambda row: row.street),
    Column(_("Building"), Kind.TEXT, _("Number of the building"), lambda row: row.building),
    Column(_("Postcode"), Kind.TEXT, _("Postcode"), lambda row: row.postcode),
    Column(_("Public or non-public"), Kind.TEXT, _("As its register says"), lambda row: row.public_status),
    Column(_("Governing body"), Kind.TEXT, _("Who runs it"), lambda row: row.body_name),
    Column(_("Pupils"), Kind.INTEGER, _("Pupils of all grades; empty: no data"), lambda row: row.pupils),
    Column(_("Telephone"), Kind.TEXT, _("Telephone of the institution"), lambda row: row.phone),
    Column(_("E-mail"), Kind.TEXT, _("E-mail of the institution"), lambda row: row.email),
    Column(_("Website"), Kind.TEXT, _("Website"), lambda row: row.website),
    Column(_("Closed"), Kind.DATE, _("Day of closing; empty: open"), lambda row: row.closed_on),
]


def _publisher(row: Institution) -> str:
    return row.created_run.snapshot.publisher if row.created_run else gettext("entered by the office")


def _vintage(row: Institution) -> date | None:
    return row.created_run.snapshot.vintage if row.created_run else None


def told_by_row() -> list[Column[Institution]]:
    """Source and vintage of each entry: registers and hand-made entries stand in one list."""
    return source_columns(_publisher, _vintage, lambda row: yes_no(row.is_sample))


def _why(pair: Pair) -> str:
    return gettext("name") if pair.reason == "name" else pair.reason.upper()


PAIR_COLUMNS: list[Column[Pair]] = [
    Column(_("First entry"), Kind.TEXT, _("Full name in its register"), lambda pair: pair.first.name),
    Column(_("Territory of the first"), Kind.TEXT, _("Name of the powiat"), lambda pair: pair.first.territory.title),
    Column(_("Second entry"), Kind.TEXT, _("Full name in its register"), lambda pair: pair.second.name),
    Column(_("Territory of the second"), Kind.TEXT, _("Name of the powiat"), lambda pair: pair.second.territory.title),
    Column(_("Alike in"), Kind.TEXT, _("Number or name in which they agree"), _why),
]
