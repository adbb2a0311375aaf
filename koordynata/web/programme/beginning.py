"""A new programme, its reporting periods."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import Refusal
from koordynata.programme import services
from koordynata.programme.models import Programme
from koordynata.programme.rules import may_run
from koordynata.programme.services.programmes import PeriodPlan

from ..access import access
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of
from .beginning_forms import BeginForm, PeriodForm, RhythmForm
from .loading import seen
from .tabs import tabs_of

UNPROCESSABLE = 422
_ROMAN = ("I", "II", "III", "IV")


@access(Permission.RUN_PROGRAMMES)
@drafted
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a programme with a draft of its first version."""
    user = person_of(request)
    form = BeginForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.begin_programme(by=user, **form.cleaned_data)
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("programme:version", made.pk, 1)
    return render(request, "programme/begin.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@access(Permission.RUN_PROGRAMMES)
@drafted
def plan_periods(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan one period, or all of one length; a period that is there already is refused."""
    programme = seen(request, pk)
    if not may_run(person_of(request), programme):
        raise Http404
    all_at_once = "months" in request.POST
    sent = request.POST or None
    one = PeriodForm(None if all_at_once else sent, auto_id="one_%s")
    rhythm = RhythmForm(sent if all_at_once else None, auto_id="all_%s")
    form: Any = rhythm if all_at_once else one
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        plans = periods_in(programme, told["months"], told["due_days"]) if all_at_once else [PeriodPlan(**told)]
        try:
            services.plan_periods(programme=programme, periods=plans, by=person_of(request))
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("programme:plan_periods", pk)
    context = {
        "programme": programme, "tabs": tabs_of(programme, "periods"), "one_form": one, "rhythm_form": rhythm,
        "rows": programme.periods.order_by("starts"),
    }  # fmt: skip
    return render(request, "programme/plan_periods.html", context, status=UNPROCESSABLE if form.errors else 200)


def periods_in(programme: Programme, months: int, due_days: int) -> Iterator[PeriodPlan]:
    """Periods of 12, 6 or 3 months of the calendar, as far as they lie in the programme's time."""
    start = programme.starts
    while start <= programme.ends:
        month = (start.month - 1) // months * months + months
        ends = min(date(start.year, month, monthrange(start.year, month)[1]), programme.ends)
        number = "" if months == 12 else f" {_ROMAN[(month // months) - 1]}"
        yield PeriodPlan(f"{start.year}{number}", start, ends, ends + timedelta(days=due_days))
        start = ends + timedelta(days=1)
