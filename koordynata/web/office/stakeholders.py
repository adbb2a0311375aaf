"""The stakeholder map: who is represented, by side and by territory, and where nobody is."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Body
from koordynata.coordination.queries.composition import term_at
from koordynata.coordination.queries.stakeholders import PlaceLine, StakeholderMap, stakeholder_map
from koordynata.coordination.sides import sides
from koordynata.foundation.tables import Column, Kind
from koordynata.registry.queries.institutions import find_by_number

from ..access import access
from ..downloads import send_table, wanted_format
from ..intelligence.colours import names_of_voivodeships
from ..maps import Colour, draw_map
from ..requests import person_of
from .loading import RUN, bodies_of, seat_of
from .tabs import tabs

NOBODY, SOME, MANY = "seats-none", "seats-some", "seats-many"
FROM_MANY = 3


class SeatForm(forms.Form):
    """The institution behind a seat, by its number."""

    number = forms.CharField(label=gettext_lazy("RSPO, REGON or NIP of the institution"), max_length=14)


@access(RUN)
@require_safe
def stakeholders(request: HttpRequest) -> HttpResponseBase:
    """Table and map of one body; with `format` in the address a file of the table."""
    bodies = bodies_of(request)
    body = _chosen(request, bodies)
    term = term_at(body) if body else None
    if term is None:
        return render(request, "office/stakeholders.html", {"body": body, "bodies": bodies, "tabs": tabs(request)})
    found = stakeholder_map(term)
    places = [found.region, *found.places]
    if wanted_format(request):
        return send_table(request, _("Stakeholders"), _columns(found), places)
    shown = [line.side for line in found.sides if line.seats]
    context: dict[str, Any] = {
        "body": body, "bodies": bodies, "found": found, "shown_sides": shown, "tabs": tabs(request),
        "rows": [(place, [place.by_side.get(side.code, 0) for side in shown]) for place in places],
        "absent": [line.side for line in found.sides if line.filled == 0],
        "map": draw_map([_colour(place) for place in found.places], found.region.territory.code,
                        names=names_of_voivodeships()),
        "seat_form": SeatForm(),
    }  # fmt: skip
    return render(request, "office/stakeholders.html", context)


def _chosen(request: HttpRequest, bodies: list[Body]) -> Body | None:
    asked = request.GET.get("body", "")
    return next((one for one in bodies if str(one.pk) == asked), bodies[0] if bodies else None)


def _columns(found: StakeholderMap) -> list[Column[PlaceLine]]:
    def seats_of(code: str) -> Any:
        return lambda row: row.by_side.get(code, 0)

    names: list[Column[PlaceLine]] = [Column(gettext_lazy("Territory"), Kind.TEXT, gettext_lazy("Name of the powiat"),
                    lambda row: row.territory.title)]  # fmt: skip
    counts = [
        Column(sides()[line.side.code].name, Kind.INTEGER, gettext_lazy("Seats held by that side"),
               seats_of(line.side.code))
        for line in found.sides if line.seats
    ]  # fmt: skip
    return [
        *names, *counts,
        Column(gettext_lazy("Seats together"), Kind.INTEGER, gettext_lazy("All sides"), lambda row: row.total),
        Column(gettext_lazy("Who"), Kind.TEXT, gettext_lazy("Delegating organisations"), told),
        Column(gettext_lazy("Institutions in the register"), Kind.INTEGER, gettext_lazy("That could take part"),
               lambda row: row.known),
    ]  # fmt: skip


def told(place: PlaceLine) -> str:
    """The organisations of a place, in words."""
    return ", ".join(one.seat.organisation or str(one.seat.institution or "") for one in place.seats)


def _colour(place: PlaceLine) -> Colour:
    css = NOBODY if not place.total else SOME if place.total < FROM_MANY else MANY
    count = ngettext("%d seat", "%d seats", place.total) % place.total if place.total else _("nobody")
    sentence = f"{place.territory.title}: {count}"
    url = f"{reverse('registry:institutions')}?territory={place.territory.code}"
    return Colour(place.territory.code, place.territory.name, css, str(place.total or "–"), sentence, url)


@access(RUN)
@require_POST
def tie_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which institution of the register stands behind a seat."""
    seat, form = seat_of(request, pk), SeatForm(request.POST)
    user = person_of(request)
    found = find_by_number(user, form.cleaned_data["number"].replace("-", "")) if form.is_valid() else None
    if found is None:
        messages.error(request, _("No institution of your region has this number."))
    else:
        try:
            services.tie_seat(seat=seat, institution=found, by=user)
            messages.success(request, _("Saved."))
        except CoordinationRefusal as refusal:
            messages.error(request, str(refusal))
    return redirect(f"{reverse('office:stakeholders')}?body={seat.term.body_id}")
