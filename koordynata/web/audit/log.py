"""The audit log: who did what to what, before and after; and whether its chain is whole."""

import json

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.foundation.audit import find_breaks, was_head
from koordynata.foundation.models import AuditEvent, AuditHead
from koordynata.foundation.tables import Column, Kind
from koordynata.registry.models import Institution
from koordynata.registry.queries.events import visible_events
from koordynata.registry.queries.history import pair_up
from koordynata.registry.scopes import scope_of

from ..access import access
from ..differences import tell_all
from ..downloads import send_table, wanted_format
from ..paging import page_of
from ..requests import person_of
from ..wording import object_label, verb_label
from .addresses import object_addresses
from .filters import AuditFilterForm

PER_PAGE = 50
MODELS = {"institution": Institution}  # whose events name columns of the model

COLUMNS: list[Column[AuditEvent]] = [
    Column(gettext_lazy("When"), Kind.TEXT, gettext_lazy("Time of the event, UTC"), lambda row: row.at.isoformat()),
    Column(gettext_lazy("Who"), Kind.TEXT, gettext_lazy("Who did it"), lambda row: row.actor_label),
    Column(gettext_lazy("What"), Kind.TEXT, gettext_lazy("What was done"), lambda row: verb_label(row.verb)),
    Column(
        gettext_lazy("Object"), Kind.TEXT, gettext_lazy("Kind of object"), lambda row: object_label(row.object_type)
    ),
    Column(gettext_lazy("Number"), Kind.TEXT, gettext_lazy("Number of the object"), lambda row: row.object_id),
    Column(gettext_lazy("Name"), Kind.TEXT, gettext_lazy("Name of the object then"), lambda row: row.object_label),
    Column(gettext_lazy("Before"), Kind.TEXT, gettext_lazy("Values before"), lambda row: _as_text(row.before)),
    Column(gettext_lazy("After"), Kind.TEXT, gettext_lazy("Values after"), lambda row: _as_text(row.after)),
    Column(gettext_lazy("Hash"), Kind.TEXT, gettext_lazy("Link of the chain, SHA-256"), lambda row: row.hash),
]


def _as_text(values: dict[str, object] | None) -> str:
    return json.dumps(values, ensure_ascii=False) if values else ""


@access(Permission.VIEW_AUDIT)
def log(request: HttpRequest) -> HttpResponseBase:
    """Events of the reader's territories, filtered by the address."""
    user = person_of(request)
    form = AuditFilterForm(request.GET or None)
    events = visible_events(user)
    events = form.apply(events) if form.is_bound else events.order_by("-id")
    if wanted_format(request):
        return send_table(request, _("Audit log"), COLUMNS, events.iterator(chunk_size=2_000))
    page = page_of(request, events, PER_PAGE)
    addresses = object_addresses(user, page)
    told = tell_all([(MODELS.get(event.object_type), pair_up(event.before, event.after)) for event in page])
    rows = [
        (event, differences, addresses.get((event.object_type, event.object_id), ""))
        for event, differences in zip(page, told, strict=True)
    ]
    context = {"form": form, "page": page, "rows": rows, "may_check": scope_of(user, Permission.VIEW_AUDIT).country}
    return render(request, "audit/log.html", context)


@access(Permission.VIEW_AUDIT)
def check(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain and say whether it is intact; the breaks themselves only for the whole country.

    With `?head=` also whether a head that was printed or published is still in it.
    """
    breaks, anchor = find_breaks(), request.GET.get("head", "").strip().lower()[:64]
    head = AuditHead.objects.filter(pk=1).first()
    sees_all = scope_of(person_of(request), Permission.VIEW_AUDIT).country
    context = {"intact": not breaks, "breaks": breaks if sees_all else [], "head": head if sees_all else None,
               "anchor": anchor, "was_head": bool(anchor) and was_head(anchor)}  # fmt: skip
    return render(request, "audit/check.html", context)
