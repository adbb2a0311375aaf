"""The loop in the top bar: what is built, and what this reader may enter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of


@dataclass(frozen=True)
class Entry:
    """One entry: its address, its word, who may enter, and which addresses lie under it."""

    id: str
    url_name: str
    label: str | Promise
    permission: Permission | None = None
    namespaces: frozenset[str] = frozenset()
    icon: str = ""


@dataclass(frozen=True)
class Stage:
    """One stage of the loop with the pages that belong to it."""

    label: str | Promise
    entries: tuple[Entry, ...]


DESK = Entry("desk", "desk", _("Desk"))
# See, agree, act, prove: a stage appears with the first of its pages that the reader may enter.
LOOP = (
    Stage(
        _("Diagnosis"),
        (
            Entry(
                "see",
                "intelligence:gaps",
                _("Labour market and schools"),
                Permission.VIEW_METRICS,
                frozenset({"intelligence"}),
            ),
            Entry(
                "registers",
                "registry:institutions",
                _("Registers"),
                Permission.VIEW_REGISTERS,
                frozenset({"registry"}),
            ),
            Entry("imports", "sources:runs", _("Imports"), Permission.IMPORT_DATA, frozenset({"sources"})),
        ),
    ),
    Stage(
        _("Agreement"),
        (
            Entry(
                "agree",
                "coordination:meetings",
                _("Meetings and resolutions"),
                Permission.VIEW_MEETINGS,
                frozenset({"coordination", "bodies", "resolutions"}),
            ),
            Entry("opinions", "opinions:requests", _("Opinions"), Permission.VIEW_OPINIONS, frozenset({"opinions"})),
            Entry("office", "office:queue", _("Office"), Permission.RUN_MEETINGS, frozenset({"office"})),
        ),
    ),
    Stage(
        pgettext_lazy("loop", "Action"),
        (
            Entry(
                "programmes",
                "programme:programmes",
                _("Programmes"),
                Permission.VIEW_PROGRAMMES,
                frozenset({"programme"}),
            ),
        ),
    ),
    Stage(
        pgettext_lazy("loop", "Results"),
        (
            Entry("compared", "programme:national", _("Regions beside each other"), Permission.VIEW_PROGRAMMES),
            Entry("received", "programme:received_reports", _("Reports received"), Permission.VIEW_PROGRAMMES),
        ),
    ),
)

_ENTRIES = frozenset(entry.url_name for stage in LOOP for entry in stage.entries)

# What the person's menu holds besides the account itself.
PERSON_MENU = (
    Entry("saved_views", "saved_views", _("Saved views"), icon="star"),
    Entry("people", "people", _("People and invitations"), Permission.INVITE, icon="people"),
    Entry("audit", "audit", _("Audit log"), Permission.VIEW_AUDIT, icon="history"),
)


@dataclass(frozen=True)
class Link:
    """An entry as the page shows it."""

    url: str
    label: str
    here: bool
    icon: str = ""


@dataclass(frozen=True)
class Menu:
    """A stage as the page shows it: a link where it has one page, a menu where it has more."""

    label: str
    stage: str  # empty: the desk belongs to none
    links: list[Link]
    here: bool


def loop_for(request: HttpRequest) -> list[Menu]:
    """The desk and every stage of which this reader may enter something."""
    menus = [("", links_for(request, [DESK])), *((str(one.label), links_for(request, one.entries)) for one in LOOP)]
    return [
        Menu(label if len(links) > 1 else links[0].label, label, links, any(link.here for link in links))
        for label, links in menus
        if links
    ]


def links_for(request: HttpRequest, entries: Iterable[Entry]) -> list[Link]:
    """The entries that exist and that this reader may enter."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    links = []
    for entry in entries:
        url = _address(entry.url_name)
        if url and (entry.permission is None or _admits(request, entry.permission)):
            links.append(Link(url, str(entry.label), _is_here(request, entry), entry.icon))
    return links


def _is_here(request: HttpRequest, entry: Entry) -> bool:
    """A page that is an entry itself belongs to no other."""
    match = request.resolver_match
    if match is None or match.view_name == entry.url_name:
        return match is not None
    return match.namespace in entry.namespaces and match.view_name not in _ENTRIES


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _admits(request: HttpRequest, permission: Permission) -> bool:
    scope = scope_of(request.user, permission)
    return scope.country or bool(scope.paths)
