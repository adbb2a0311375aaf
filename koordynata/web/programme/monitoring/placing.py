"""Areas × powiats: actions, or the facts of one counted indicator."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.queries.places import Square, Squares, Stripe, measures_for, squares_of
from koordynata.programme.watching import threshold

from ...access import access
from ...downloads import send_table, wanted_format
from ...figures import SUPPRESSED
from .looking import frame, look


@dataclass(frozen=True)
class Cell:
    """One area in one place, as the file tells it."""

    stripe: Stripe
    code: str
    place: str
    square: Square


COLUMNS: list[Column[Cell]] = [
    Column(gettext_lazy("Element"), Kind.TEXT, gettext_lazy("Number and name"), lambda row: str(row.stripe.element)),
    Column(gettext_lazy("TERYT code"), Kind.TEXT, gettext_lazy("Code of the powiat"), lambda row: row.code),
    Column(gettext_lazy("Powiat"), Kind.TEXT, gettext_lazy("Name of the powiat"), lambda row: row.place),
    Column(gettext_lazy("Number"), Kind.NUMBER, gettext_lazy("Actions, people or facts; hidden where few people"),
           lambda row: str(SUPPRESSED) if row.square.hidden else row.square.value),
]  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def places(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The heat map; each reader with what small groups allow."""
    shown = look(request, pk)
    known = measures_for(shown)
    chosen = next((one for one in known if str(one.pk) == request.GET.get("measure", "")), None)
    found = squares_of(shown, chosen, sees_small=shown.office)
    if wanted_format(request):
        return send_table(request, f"{_('Areas and powiats')} {shown.programme.short_name}", COLUMNS, _cells(found))
    context = {
        **frame(request, shown, "places"), "found": found, "measures": known, "chosen": chosen,
        "by_powiat": [(one, [stripe.squares[at] for stripe in found.stripes]) for at, one in enumerate(found.powiats)],
        "small": threshold("small_group", shown.today),
    }  # fmt: skip
    return render(request, "programme/monitoring/places.html", context)


def _cells(found: Squares) -> list[Cell]:
    return [
        Cell(stripe, code, place, square)
        for stripe in found.stripes
        for code, place, square in [
            *((one.code, one.name, square) for one, square in zip(found.powiats, stripe.squares, strict=True)),
            ("", _("no powiat"), stripe.elsewhere),
        ]
    ]
