"""The planned money of an element: one table of years and sources, unless somebody was faster."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.programme import services
from koordynata.programme.layout import money_sources
from koordynata.programme.services.parts import lines_seen

from ..access import access
from ..clashes import Clash
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of
from .card_forms import BudgetForm
from .loading import element_run

CONFLICT, UNPROCESSABLE = 409, 422


@access(Permission.RUN_PROGRAMMES)
@drafted
def budget(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Plan money by year and source."""
    shown = element_run(request, pk, number, uid)
    form, status = BudgetForm(request.POST or None, element=shown), 200
    context: dict[str, Any] = {
        "programme": shown.version.programme, "version": shown.version, "element": shown, "form": form,
        "seen": lines_seen(shown), "sources": list(money_sources().values()),
    }  # fmt: skip
    if request.method == "POST":
        context["seen"] = seen = request.POST.get("seen", "")
        try:
            if form.is_valid():
                services.plan_money(element=shown, lines=form.lines(), seen=seen, by=person_of(request))
                messages.success(request, _("Saved."))
                return redirect("programme:element", pk, number, uid)
        except ChangedMeanwhile as late:
            context |= {"late": late, "clashes": _clashes(form, late.current), "seen": lines_seen(shown)}
            status = CONFLICT
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
        status = status if status == CONFLICT else UNPROCESSABLE
    context["rows"] = form.rows()
    return render(request, "programme/budget.html", context, status=status)


def _clashes(form: BudgetForm, saved: dict[str, Decimal]) -> list[Clash]:
    entered = {f"{line.year} {line.source}": line.amount for line in form.lines()}
    keys = [name for name in dict.fromkeys([*saved, *entered]) if saved.get(name) != entered.get(name)]
    fields = form.fields
    return [Clash(str(fields[key.replace(" ", "-")].label), saved.get(key), entered.get(key)) for key in sorted(keys)]
