"""The list of import runs, and the sources to choose from."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.registry.queries.runs import visible_runs

from ..access import access
from ..downloads import send_table, wanted_format
from ..paging import page_of
from ..requests import person_of
from .columns import RUN_COLUMNS
from .loading import sources_of, title_of

PER_PAGE = 30


@access(Permission.IMPORT_DATA)
def runs(request: HttpRequest) -> HttpResponseBase:
    """Runs in the reader's scope, newest first."""
    found = visible_runs(person_of(request)).order_by("-id")
    if wanted_format(request):
        return send_table(request, _("Imports"), RUN_COLUMNS, found.iterator(chunk_size=2_000))
    page = page_of(request, found, PER_PAGE)
    return render(request, "imports/runs.html", {"page": page, "rows": [(run, title_of(run)) for run in page]})


@access(Permission.IMPORT_DATA)
def sources(request: HttpRequest) -> HttpResponse:
    """Which files can be loaded."""
    return render(request, "imports/sources.html", {"sources": sources_of(request)})
