"""Where the objects of events are shown, for a reader who may open them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from koordynata.coordination.queries.bodies import visible_bodies
from koordynata.foundation.models import AuditEvent
from koordynata.registry.queries.institutions import known_institutions
from koordynata.registry.queries.people import visible_people
from koordynata.registry.queries.runs import visible_runs

# Kind of object: the name of its page, and what of it a user sees.
_PAGES: dict[str, tuple[str, Callable[[Any], QuerySet[Any]]]] = {
    "institution": ("registry:institution", known_institutions),
    "import_run": ("sources:run", visible_runs),
    "user": ("person", visible_people),
    "body": ("bodies:body", visible_bodies),
}


def object_addresses(user: Any, events: Iterable[AuditEvent]) -> dict[tuple[str, str], str]:
    """(kind, id) of an object → its page, where it has one that opens to this reader; one query for each kind."""
    wanted: dict[str, set[int]] = {}
    for event in events:
        if event.object_type in _PAGES and event.object_id.isdecimal():
            wanted.setdefault(event.object_type, set()).add(int(event.object_id))
    found = {}
    for kind, ids in wanted.items():
        page, visible = _PAGES[kind]
        for pk in visible(user).filter(pk__in=ids).values_list("pk", flat=True):
            found[kind, str(pk)] = reverse(page, args=[pk])
    return found
