"""The register of opinions, and how good past ones were."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.periods import SchoolYear
from koordynata.foundation.tables import Column, Kind
from koordynata.opinions.kinds import kinds
from koordynata.opinions.models import FollowUp, Opinion, OpinionRequest
from koordynata.opinions.queries.register import accuracy as accuracy_of
from koordynata.opinions.queries.register import visible_opinions
from koordynata.registry.scopes import scope_of

from ..access import access
from ..downloads import send_table, wanted_format
from ..paging import page_of
from ..requests import person_of
from .following import FindingRow, follow_up_view

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

FOLLOWED_PER_PAGE = 20
FINDING_COLUMNS: list[Column[tuple[FollowUp, FindingRow]]] = [
    Column(gettext_lazy("Number"), Kind.TEXT, gettext_lazy("Number and year of the opinion"),
           lambda line: line[0].opinion.signature),
    Column(gettext_lazy("Kind of opinion"), Kind.TEXT, gettext_lazy("What was decided"),
           lambda line: line[0].opinion.kind_info.name),
    Column(gettext_lazy("Occupation"), Kind.TEXT, gettext_lazy("Occupation applied for"),
           lambda line: line[0].opinion.request.occupation.name),
    Column(gettext_lazy("School"), Kind.TEXT, gettext_lazy("School that applies"),
           lambda line: line[0].opinion.request.school.name),
    Column(gettext_lazy("School year"), Kind.TEXT, gettext_lazy("The newest that says something"),
           lambda line: str(SchoolYear(line[0].year))),
    Column(gettext_lazy("Outcome"), Kind.TEXT, gettext_lazy("What the year showed of the opinion"),
           lambda line: line[0].get_outcome_display()),
    Column(gettext_lazy("Finding"), Kind.TEXT, gettext_lazy("What was compared"), lambda line: line[1].title),
    Column(gettext_lazy("Foreseen"), Kind.TEXT, gettext_lazy("What the evidence said"),
           lambda line: line[1].said.words if line[1].said else ""),
    Column(gettext_lazy("Came"), Kind.TEXT, gettext_lazy("What the year showed"), lambda line: line[1].came.words),
    Column(gettext_lazy("Judgement"), Kind.TEXT, gettext_lazy("Against what was foreseen"),
           lambda line: line[1].judgement),
]  # fmt: skip


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
    if wanted_format(request):
        lines = [(one, row) for one in found.newest for row in follow_up_view(one).rows]
        return send_table(request, _("How good past opinions were"), FINDING_COLUMNS, lines)
    page = page_of(request, found.newest, FOLLOWED_PER_PAGE)
    ids = [one.opinion.request_id for one in page]
    mine = OpinionRequest.objects.visible_to(user).filter(pk__in=ids)
    context = {
        "hits": found.hits, "rows": [(one, follow_up_view(one)) for one in page], "page": page,
        "open_to_reader": set(mine.values_list("pk", flat=True)), "office": _handles(user),
    }  # fmt: skip
    return render(request, "opinions/accuracy.html", context)
