"""The register's list and its export."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.registry.enums import KEPT_BY_HAND
from koordynata.registry.queries.institutions import list_institutions, sources_of
from koordynata.registry.scopes import scope_of

from ..access import access
from ..downloads import Origin, send_table, wanted_format
from ..imports.loading import title_of_source
from ..limits import SEARCHES, within_limit
from ..paging import page_of
from ..requests import person_of
from .columns import COLUMNS, told_by_row
from .filters import InstitutionFilterForm

PER_PAGE = 50
SHOWN = ("name", "kind", "type_name", "locality", "closed_on", "public_status", "rspo", "pupils",
         "territory__name", "territory__kind", "territory__city_rights")  # fmt: skip


@access(Permission.VIEW_REGISTERS)
def institutions(request: HttpRequest) -> HttpResponseBase:
    """The list, filtered by its address; with `format` in the address a file of the same rows."""
    user = person_of(request)
    form = InstitutionFilterForm(request.GET, user=user)
    asked = form.asked()
    if asked.q and not within_limit(request, SEARCHES):
        return render(request, "web/too_many.html", status=429)
    rows = list_institutions(user, asked)
    if wanted_format(request):
        told = rows.select_related("created_run__snapshot").iterator(chunk_size=2_000)
        origins = [Origin(who, title_of_source(kind), vintage) for who, kind, vintage in sources_of(rows)]
        return send_table(request, _("Institutions"), COLUMNS, told, origins=origins, told=told_by_row())
    page = page_of(request, rows.only(*SHOWN), PER_PAGE)
    scope = scope_of(user, Permission.EDIT_REGISTERS)
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "may_enter": scope.country or bool(scope.paths),
        "kept_by_hand": {kind.value for kind in KEPT_BY_HAND},
    }
    return render(request, "registry/institutions.html", context)
