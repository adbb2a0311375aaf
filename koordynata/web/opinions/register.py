"""The register of opinions, and how good past ones were."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.opinions.kinds import kinds
from koordynata.opinions.models import Opinion, OpinionRequest
from koordynata.opinions.queries.register import accuracy as accuracy_of
from koordynata.opinions.queries.register import visible_opinions
from koordynata.registry.scopes import scope_of

from ..access import access
from ..downloads import send_table, wanted_format
from ..requests import person_of
from .following import follow_up_view

PER_PAGE = 50
COLUMNS: list[Column[Opinion]] = [
    Column(gettext_lazy("Number"), Kind.TEXT, gettext_lazy("Number and year of the opinion"), lambda o: o.signature),
    Column(gettext_lazy("Kind of opinion"), Kind.TEXT, gettext_lazy("What was decided"), lambda o: o.kind_info.name),
    Column(
        gettext_lazy("Occupation"),
        Kind.TEXT,
        gettext_lazy("Occupation applied for"),
        lambda o: o.request.occupation.name,
    ),
    Column(gettext_lazy("School"), Kind.TEXT, gettext_lazy("School that applies"), lambda o: o.request.school.name),
    Column(gettext_lazy("Given on"), Kind.DATE, gettext_lazy("Day of the vote"), lambda o: o.decided_on),
    Column(gettext_lazy("Given by"), Kind.TEXT, gettext_lazy("Body that gave it"), lambda o: o.giver),
    Column(gettext_lazy("Valid until"), Kind.DATE, gettext_lazy("Last day of validity"), lambda o: o.valid_until),
    Column("SHA-256", Kind.TEXT, gettext_lazy("Hash of the evidence sheet"), lambda o: o.evidence.digest),
]


@access(Permission.VIEW_OPINIONS)
def register(request: HttpRequest) -> HttpResponseBase:
    """All opinions given, the latest first."""
    user, kind = person_of(request), request.GET.get("kind", "")
    rows = visible_opinions(user).select_related("evidence")
    if kind in kinds():
        rows = rows.filter(kind=kind)
    if wanted_format(request):
        return send_table(request, _("Register of opinions"), COLUMNS, rows.iterator(chunk_size=2_000))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    mine = OpinionRequest.objects.visible_to(user).filter(pk__in=[one.request_id for one in page])
    open_to_reader = set(mine.values_list("pk", flat=True))
    context = {"page": page, "kind": kind, "kinds": kinds(), "open_to_reader": open_to_reader, "office": _handles(user)}
    return render(request, "opinions/register.html", context)


def _handles(user: User) -> bool:
    """Whether the user treats opinions of some region."""
    scope = scope_of(user, Permission.HANDLE_OPINIONS)
    return scope.country or bool(scope.paths)


@access(Permission.VIEW_OPINIONS)
def accuracy(request: HttpRequest) -> HttpResponseBase:
    """How good past opinions were."""
    user = person_of(request)
    found = accuracy_of(user)
    ids = [one.opinion.request_id for one in found.newest]
    mine = OpinionRequest.objects.visible_to(user).filter(pk__in=ids)
    context = {
        "hits": found.hits, "rows": [(one, follow_up_view(one)) for one in found.newest],
        "open_to_reader": set(mine.values_list("pk", flat=True)), "office": _handles(user),
    }  # fmt: skip
    return render(request, "opinions/accuracy.html", context)
