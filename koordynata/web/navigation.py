"""The loop in the top bar: what is built, and what this reader may enter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


# Further stages of the loop (agree, act, prove) get their entry when their first page exists.
LOOP = (
    Entry("desk", "desk", _("Desk")),
    Entry("see", "intelligence:gaps", _("Diagnosis"), Permission.VIEW_METRICS, frozenset({"intelligence"})),
    Entry(
        "agree",
        "coordination:meetings",
        _("Agreement"),
        Permission.VIEW_MEETINGS,
        frozenset({"coordination", "bodies", "resolutions"}),
    ),
    Entry("office", "office:queue", _("Office"), Permission.RUN_MEETINGS, frozenset({"office"})),
    Entry("opinions", "opinions:requests", _("Opinions"), Permission.VIEW_OPINIONS, frozenset({"opinions"})),
    Entry("registers", "registry:institutions", _("Registers"), Permission.VIEW_REGISTERS, frozenset({"registry"})),
    Entry("imports", "sources:runs", _("Imports"), Permission.IMPORT_DATA, frozenset({"sources"})),
)

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
    match = request.resolver_match
    return match is not None and (match.url_name == entry.url_name or match.namespace in entry.namespaces)


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _admits(request: HttpRequest, permission: Permission) -> bool:
    scope = scope_of(request.user, permission)
    return scope.country or bool(scope.paths)
