"""Records of other rooms that work and letters speak of: `meeting:17` as words and an address.

Rooms name their record; only the door knows pages (docs/adr/0024).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.coordination.models import Meeting, OwnAction, Resolution
from koordynata.opinions.models import OpinionRequest
from koordynata.registry.scopes import scope_of

OFFERED = 60  # the newest of each kind


@dataclass(frozen=True)
class Kind:
    """One kind of record: its pages, and which ones a person may name in a letter."""

    name: str | Promise
    rows: Callable[[Any], Any]
    words: Callable[[Any], str]


@dataclass(frozen=True)
class Subject:
    """A record as a page shows it; without an address where the reader may not open it."""

    label: str
    url: str


# What leads where: the record's kind, and the pages that show it, the best one first.
PAGES = {
    "meeting": ("coordination:meeting",),
    "notices": ("coordination:notices", "coordination:meeting"),
    "minutes": ("coordination:minutes", "coordination:meeting"),
    "resolution": ("resolutions:resolution",),
    "task": ("resolutions:tasks",),
    "body": ("bodies:body",),
    "opinion_request": ("opinions:request",),
    "case": ("office:case",),
    "action": ("office:action",),
}
# Records that a page names by several numbers: `programme_value:3/7/12`.
PAGES_OF_PARTS = {
    "programme_value": "programme:value",
    "programme_element": "programme:element",
    "programme_comments": "programme:consultation",
    "programme_version": "programme:version",
    "programme_report": "programme:report",
}


def _inside(user: Any, path: str) -> Any:
    return scope_of(user, Permission.RUN_MEETINGS).query(path)


def _meetings(user: Any) -> Any:
    rows = Meeting.objects.filter(_inside(user, "term__body__territory__path"))
    return rows.select_related("term__body").order_by("-starts", "-pk")


def _resolutions(user: Any) -> Any:
    rows = Resolution.objects.filter(_inside(user, "body__territory__path"))
    return rows.select_related("body").order_by("-adopted_on", "-pk")


def _requests(user: Any) -> Any:
    return OpinionRequest.objects.visible_to(user).select_related("occupation", "school").order_by("-pk")


def _actions(user: Any) -> Any:
    return OwnAction.objects.visible_to(user).order_by("-starts", "-pk")


KINDS = {
    "meeting": Kind(gettext_lazy("Meetings"), _meetings, lambda row: _meeting_words(row)),
    "resolution": Kind(
        gettext_lazy("Resolutions"), _resolutions, lambda row: f"{row.body.short_name} {row}: {row.title}"
    ),
    "opinion_request": Kind(gettext_lazy("Applications for an opinion"), _requests, str),
    "action": Kind(gettext_lazy("Own actions"), _actions, str),
}


def _meeting_words(meeting: Meeting) -> str:
    return _("%(body)s: meeting %(number)s") % {
        "body": meeting.term.body.short_name, "number": f"{meeting.number}/{meeting.term.number}"
    }  # fmt: skip


def choices(user: Any) -> list[Any]:
    """What a letter may concern, kind by kind."""
    found: list[Any] = [("", _("nothing of these"))]
    for name, kind in KINDS.items():
        rows = [(f"{name}:{row.pk}", kind.words(row)[:120]) for row in kind.rows(user)[:OFFERED]]
        found += [(str(kind.name), rows)] if rows else []
    return found


def told(user: Any, names: Iterable[str]) -> dict[str, Subject]:
    """The records behind some names that the user may see. One query a kind."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for name in names:
        kind, _colon, pk = name.partition(":")
        if kind in KINDS and pk.isdecimal():
            wanted[kind].append(int(pk))
    return {
        f"{kind}:{row.pk}": Subject(KINDS[kind].words(row), address_of(f"{kind}:{row.pk}"))
        for kind, pks in wanted.items()
        for row in KINDS[kind].rows(user).filter(pk__in=pks)
    }


def address_of(subject: str) -> str:
    """The page of a record; empty where none exists."""
    kind, _colon, key = subject.partition(":")
    if kind == "duty":
        region, _slash, year = key.partition("/")
        return f"{reverse('office:duties')}?region={region}&year={year}"
    if kind in PAGES_OF_PARTS:
        return reverse(PAGES_OF_PARTS[kind], args=key.split("/"))
    for page in PAGES.get(kind, ()):
        for args in ([int(key)], []):  # its own page, or a list in which it stands
            try:
                return reverse(page, args=args)
            except NoReverseMatch:
                continue
    return ""
