"""What the office's pages stand on: its regions, and its things by their address.

A foreign thing answers exactly like one that does not exist.
"""

from django.db.models import F
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from koordynata.accounts.roles import Permission
from koordynata.coordination.models import Body, Case, Letter, OwnAction, Seat
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.scopes import scope_of

from ..regions import region_of
from ..requests import person_of

RUN = Permission.RUN_MEETINGS


def office_regions(request: HttpRequest) -> list[Territory]:
    """The voivodeships whose office the reader keeps, by name."""
    inside = scope_of(person_of(request), RUN).query("path")
    rows = Territory.objects.filter(inside, kind=TerritoryKind.VOIVODESHIP, withdrawn_run=None)
    return list(rows.order_by("name", "code"))


def office_region(request: HttpRequest, regions: list[Territory]) -> Territory:
    """The one asked for in the address, else the one looked at, else the first. Raises Http404 where there is none."""
    looked_at = region_of(request)
    for code in (request.GET.get("region", ""), looked_at.code if looked_at else ""):
        if found := next((one for one in regions if one.code == code), None):
            return found
    if not regions:
        raise Http404
    return regions[0]


def case_of(request: HttpRequest, pk: int) -> Case:
    """The case, when the reader keeps it."""
    return get_object_or_404(Case.objects.visible_to(person_of(request)).select_related("territory"), pk=pk)


def letter_of(request: HttpRequest, pk: int) -> Letter:
    """The letter, when the reader keeps it."""
    return get_object_or_404(Letter.objects.visible_to(person_of(request)).select_related("case__territory"), pk=pk)


def action_of(request: HttpRequest, pk: int) -> OwnAction:
    """The action, when the reader keeps it."""
    return get_object_or_404(OwnAction.objects.visible_to(person_of(request)).select_related("territory"), pk=pk)


def bodies_of(request: HttpRequest) -> list[Body]:
    """The bodies that the reader's office serves, the team before its groups."""
    rows = Body.objects.visible_to(person_of(request), RUN).select_related("territory")
    return list(rows.order_by("territory__code", F("parent_id").asc(nulls_first=True), "name", "pk"))


def seat_of(request: HttpRequest, pk: int) -> Seat:
    """A seat of a body that the reader's office serves."""
    inside = scope_of(person_of(request), RUN).query("term__body__territory__path")
    return get_object_or_404(Seat.objects.filter(inside).select_related("term__body__territory"), pk=pk)
