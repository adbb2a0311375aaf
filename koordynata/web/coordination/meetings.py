"""The list of meetings and its export."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.coordination.models import Meeting
from koordynata.coordination.queries.meetings import with_counts
from koordynata.foundation.tables import Column, Kind

from ..access import access
from ..downloads import send_table, wanted_format
from ..paging import page_of
from .loading import meetings_of

PER_PAGE = 50
COLUMNS: list[Column[Meeting]] = [
    Column(gettext_lazy("Body"), Kind.TEXT, gettext_lazy("Whose meeting it is"), lambda row: row.term.body.name),
    Column(gettext_lazy("Number"), Kind.TEXT, gettext_lazy("Number in the term"), lambda row: str(row.number)),
    Column(gettext_lazy("Day"), Kind.TEXT, gettext_lazy("Day of the meeting"), lambda row: row.starts.isoformat()),
    Column(gettext_lazy("Form"), Kind.TEXT, gettext_lazy("In person, remote, hybrid or written"),
           lambda row: row.get_form_display()),
    Column(gettext_lazy("State"), Kind.TEXT, gettext_lazy("How far it is"), lambda row: row.get_state_display()),
]  # fmt: skip


@access(Permission.VIEW_MEETINGS)
def meetings(request: HttpRequest) -> HttpResponseBase:
    """All meetings that the reader may see, the latest first."""
    rows = meetings_of(request)
    if wanted_format(request):
        return send_table(request, _("Meetings"), COLUMNS, rows.iterator(chunk_size=2_000))
    return render(request, "coordination/meetings.html", {"page": page_of(request, with_counts(rows), PER_PAGE)})
