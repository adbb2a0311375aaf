"""The page of one institution."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from koordynata.accounts.roles import Permission
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution
from koordynata.registry.queries.detail import offer_by_year, parts_of, pupils_in, siblings_of, visible_parent
from koordynata.registry.queries.history import history_of
from koordynata.registry.queries.institutions import known_institutions
from koordynata.registry.rules import may_edit, may_read, may_see_contacts, may_see_counts

from ..access import access
from ..differences import tell_changes
from ..requests import person_of
from .adders import ADDERS, form_of
from .loading import known


@access(Permission.VIEW_REGISTERS, Permission.VIEW_METRICS)
def institution(request: HttpRequest, pk: int) -> HttpResponse:
    """One institution: what it is, what it teaches, whom to contact, and every change.

    Whoever reads the figures of a region but not its registers gets what is public of a school.
    """
    shown, user = known(request, pk), person_of(request)
    if shown.merged_into_id:
        if not known_institutions(user).filter(pk=shown.merged_into_id).exists():
            raise Http404
        return redirect("registry:institution", pk=shown.merged_into_id, permanent=False)
    return render_institution(request, shown) if may_read(user, shown) else render_card(request, shown)


def render_card(request: HttpRequest, shown: Institution) -> HttpResponse:
    """What the public register says of a school: no contacts, no counts as reported, no history."""
    user = person_of(request)
    context = {
        "institution": shown,
        "parts": parts_of(shown, user),
        "parent": visible_parent(shown, user),
        "offer": offer_by_year(shown),
        "is_school": shown.kind == InstitutionKind.SCHOOL,
    }
    return render(request, "registry/card.html", context)


def render_institution(
    request: HttpRequest, shown: Institution, *, status: int = 200, sent: Mapping[str, BaseForm] = MappingProxyType({})
) -> HttpResponse:
    """The page; a form that was sent with mistakes stands in its place."""
    user = person_of(request)
    parts = parts_of(shown, user)
    keeps, sees_contacts = may_edit(user, shown), may_see_contacts(user, shown)
    context: dict[str, Any] = {
        "institution": shown,
        "parts": parts,
        "parts_pupils": pupils_in(parts),
        "parent": visible_parent(shown, user),
        "siblings": siblings_of(shown, user),
        "offer": offer_by_year(shown),
        "sees_counts": may_see_counts(user, shown),
        "is_school": shown.kind == InstitutionKind.SCHOOL,
        "numbers": list(shown.numbers.all()),
        "sees_contacts": sees_contacts,
        "contacts": list(shown.contacts.all()) if sees_contacts else [],
        "changes": tell_changes(history_of(shown, user, with_people=sees_contacts), Institution),
        "keeps": keeps,
    }
    if keeps:
        context |= {f"{thing}_form": sent.get(thing) or form_of(thing) for thing in ADDERS}
    return render(request, "registry/institution.html", context, status=status)
