"""The plan of the year: its list, one meeting more, a whole year by a rule."""

from datetime import date, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Body, Meeting, Term
from koordynata.coordination.queries.calling import notice_periods
from koordynata.coordination.queries.composition import term_at
from koordynata.coordination.queries.year_plan import Proposed, at_clock, meetings_of_year, proposed_days
from koordynata.foundation.tables import Column, Kind

from ..access import access
from ..downloads import send_table, wanted_format
from ..paging import page_of
from ..refusals import say_on
from ..requests import person_of
from .loading import meetings_of
from .planning_forms import PlanForm, YearForm

PER_PAGE = 100
COLUMNS: list[Column[Meeting]] = [
    Column(gettext_lazy("Body"), Kind.TEXT, gettext_lazy("Whose meeting it is"), lambda row: row.term.body.name),
    Column(gettext_lazy("Number"), Kind.TEXT, gettext_lazy("Number in the term"), lambda row: str(row.number)),
    Column(gettext_lazy("Begins"), Kind.TEXT, gettext_lazy("Day and hour, Polish time"),
           lambda row: timezone.localtime(row.starts).isoformat(timespec="minutes")),
    Column(gettext_lazy("Ends"), Kind.TEXT, gettext_lazy("Planned end, Polish time"),
           lambda row: timezone.localtime(row.ends).isoformat(timespec="minutes")),
    Column(gettext_lazy("Form"), Kind.TEXT, gettext_lazy("In person, remote, hybrid or written"),
           lambda row: row.get_form_display()),
    Column(gettext_lazy("Place"), Kind.TEXT, gettext_lazy("Room or address"), lambda row: row.place),
    Column(gettext_lazy("State"), Kind.TEXT, gettext_lazy("How far it is"), lambda row: row.get_state_display()),
]  # fmt: skip


def bodies_of(request: HttpRequest, permission: Permission) -> QuerySet[Body]:
    """Bodies in the reader's scope for a permission."""
    return Body.objects.visible_to(person_of(request), permission).order_by("name", "pk")


def _year(request: HttpRequest) -> int:
    text = request.GET.get("year", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return wanted if 2000 <= wanted <= 2100 else timezone.localdate().year


@access(Permission.VIEW_MEETINGS)
def plan(request: HttpRequest) -> HttpResponseBase:
    """Meetings of one year, the first first, with the last day on which each may be called."""
    bodies, year = list(bodies_of(request, Permission.VIEW_MEETINGS)), _year(request)
    chosen = next((one for one in bodies if str(one.pk) == request.GET.get("body")), None)
    rows = meetings_of_year(meetings_of(request).select_related("term__body__parent"), chosen, year)
    if wanted_format(request):
        return send_table(request, _("Plan of meetings"), COLUMNS, rows.iterator(chunk_size=2_000))
    page = page_of(request, rows, PER_PAGE)
    periods, today = notice_periods(page.object_list), timezone.localdate()
    context = {
        "page": page, "bodies": bodies, "chosen": chosen, "year": year, "years": range(year - 2, year + 3),
        "rows": [(row, periods.get(row.pk)) for row in page.object_list], "today": today,
        "runs": bodies_of(request, Permission.RUN_MEETINGS).exists(),
    }  # fmt: skip
    return render(request, "coordination/planning/plan.html", context)


def term_for(body: Body, day: date) -> Term:
    """The term in which a day lies. Raises CoordinationRefusal."""
    term = term_at(body, at_clock(day, time()))
    if term is None:
        raise CoordinationRefusal(_("The body has no term. Open one first."))
    return term


@access(Permission.RUN_MEETINGS)
def plan_meeting(request: HttpRequest) -> HttpResponse:
    """One meeting more."""
    form = PlanForm(request.POST or None, bodies=bodies_of(request, Permission.RUN_MEETINGS))
    if request.method == "POST" and form.is_valid():
        try:
            term = term_for(form.cleaned_data["body"], form.cleaned_data["day"])
            made = services.plan_meeting(term=term, by=person_of(request), **form.values())
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            messages.success(request, _("Planned."))
            return redirect("coordination:agenda", pk=made.pk)
    context = {"form": form, "heading": _("Plan a meeting"), "submit": _("Plan meeting")}
    return render(request, "coordination/planning/form.html", context, status=422 if form.errors else 200)


@access(Permission.RUN_MEETINGS)
def plan_year(request: HttpRequest) -> HttpResponse:
    """A year by a rule: the dates are shown first, those kept are planned."""
    bodies, sent = (
        bodies_of(request, Permission.RUN_MEETINGS),
        request.POST or (request.GET if "year" in request.GET else None),
    )
    form = YearForm(sent, bodies=bodies, initial={"year": timezone.localdate().year + 1})
    context: dict[str, Any] = {"form": form}
    if sent is not None and form.is_valid():
        proposed = _proposed(form.cleaned_data)
        context |= {"proposed": proposed, "sent": [(name, value) for name, values in sent.lists() for value in values
                                                   if name in form.fields]}  # fmt: skip
        if request.method == "POST":
            try:
                return _plan_days(request, form, {one.day for one in proposed})
            except (CoordinationRefusal, ValidationError) as refusal:
                say_on(form, refusal)
    mistaken = request.method == "POST" and form.errors
    return render(request, "coordination/planning/year.html", context, status=422 if mistaken else 200)


def _proposed(data: dict[str, Any]) -> list[Proposed]:
    return proposed_days(data["year"], data["months"], data["weekday"], data["week"])


def _plan_days(request: HttpRequest, form: YearForm, offered: set[date]) -> HttpResponse:
    data = form.cleaned_data
    days = [day for day in offered if day.isoformat() in request.POST.getlist("days")]
    if not days:
        raise CoordinationRefusal(_("Choose at least one day."))
    starts = [at_clock(day, data["begins"]) for day in days]
    made = services.plan_year(
        term=term_for(data["body"], min(starts).date()), starts=starts, lasts=timedelta(minutes=data["lasts"]),
        form=data["form"], place=data["place"], by=person_of(request),
    )  # fmt: skip
    told = ngettext("%(n)d meeting planned.", "%(n)d meetings planned.", len(made)) % {"n": len(made)}
    messages.success(request, told)
    return redirect(reverse("coordination:plan") + f"?body={data['body'].pk}&year={data['year']}")
