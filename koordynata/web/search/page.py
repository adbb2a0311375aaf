"""The search page, and the suggestions under the field in the top bar."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.reference.enums import TerritoryKind
from koordynata.registry.scopes import scope_of
from koordynata.registry.search import INSTITUTION, OCCUPATION, QUALIFICATION, SCHOOL, Hit, find

from ..access import SIGNED_IN, access
from ..downloads import send_table, wanted_format
from ..limits import SEARCHES, within_limit
from ..requests import person_of

_PAGES = {
    SCHOOL: "registry:institution",
    INSTITUTION: "registry:institution",
    OCCUPATION: "intelligence:occupation",
    QUALIFICATION: "intelligence:occupation",
}
SUGGESTIONS = 8
RESULTS = 60


@dataclass(frozen=True)
class Result:
    """One line of the results; without an address it is only named."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class Group:
    """Results of one kind."""

    title: str
    results: list[Result]


Line = tuple[Group, Result]
COLUMNS: list[Column[Line]] = [
    Column(gettext_lazy("Kind"), Kind.TEXT, gettext_lazy("What was found"), lambda line: line[0].title),
    Column(gettext_lazy("Name"), Kind.TEXT, gettext_lazy("What it is called"), lambda line: line[1].title),
    Column(gettext_lazy("Details"), Kind.TEXT, gettext_lazy("More about it"), lambda line: line[1].note),
    Column(gettext_lazy("Address"), Kind.TEXT, gettext_lazy("Page in this house; empty: none"),
           lambda line: line[1].url),
]  # fmt: skip


@access(SIGNED_IN)
def search(request: HttpRequest) -> HttpResponseBase:
    """What was asked for among institutions, territories, occupations; for htmx the first few only.

    With `format` in the address a file of the same results.
    """
    user, text = person_of(request), request.GET.get("q", "").strip()[:100]
    small = bool(request.htmx and not request.htmx.boosted)  # type: ignore[attr-defined]
    if text and not within_limit(request, SEARCHES):
        return render(request, "web/too_many.html", status=429)
    hits = _find(user, text, SUGGESTIONS if small else RESULTS)
    groups = _groups(hits)
    if wanted_format(request):
        lines = [(group, result) for group in groups for result in group.results]
        return send_table(request, _("Search results"), COLUMNS, lines)
    context = {"q": text, "groups": groups, "found": len(hits), "most": RESULTS}
    return render(request, "search/_suggestions.html" if small else "search/search.html", context)


def _find(user: User, text: str, limit: int) -> list[Hit]:
    """Hits of the kinds that the person may read at all, where they may read them."""
    kinds = []
    if _holds(user, Permission.VIEW_METRICS):
        kinds += [OCCUPATION, QUALIFICATION, SCHOOL, *(kind.value for kind in TerritoryKind)]
    if _holds(user, Permission.VIEW_REGISTERS):
        kinds += [SCHOOL, INSTITUTION]
    if not kinds or not text:
        return []
    where = Permission.VIEW_REGISTERS if INSTITUTION in kinds else Permission.VIEW_METRICS
    return find(text, scope_of(user, where), kinds=kinds, limit=limit)


def _holds(user: User, permission: Permission) -> bool:
    scope = scope_of(user, permission)
    return scope.country or bool(scope.paths)


def _groups(hits: list[Hit]) -> list[Group]:
    """Hits by kind; the kind of the best hit comes first."""
    titles = {
        SCHOOL: _("Institutions"),
        INSTITUTION: _("Institutions"),
        OCCUPATION: _("Occupations"),
        QUALIFICATION: _("Qualifications"),
    }
    groups: dict[str, Group] = {}
    for hit in hits:
        title = titles.get(hit.kind, _("Territories"))
        groups.setdefault(title, Group(title, [])).results.append(_result(hit))
    return list(groups.values())


def _result(hit: Hit) -> Result:
    address = _address(_PAGES.get(hit.kind, "intelligence:territory"), hit.id)
    return Result(_title(hit), hit.note, address + ("#qualifications" if hit.kind == QUALIFICATION else ""))


def _title(hit: Hit) -> str:
    # The kind is part of a territory's name; a city with powiat rights starts with a capital letter.
    if hit.kind == TerritoryKind.POWIAT and hit.title[:1].islower():
        return pgettext("territory", "%s powiat") % hit.title
    if hit.kind == TerritoryKind.VOIVODESHIP:
        return pgettext("territory", "%s voivodeship") % hit.title
    return hit.title_en if hit.title_en and get_language() == "en" else hit.title


def _address(url_name: str, key: str) -> str:
    try:
        return reverse(url_name, args=[key])
    except NoReverseMatch:
        return ""
