"""The year of duties: what is done, due and overdue, marked by whom; as a list, a file and a calendar."""

from collections import Counter
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.exports.duties_ics import calendar
from koordynata.coordination.models import DutyMark
from koordynata.coordination.queries.duties import DutyLine, DutyState, year_of_duties
from koordynata.foundation.tables import Column, Kind
from koordynata.reference.models import Territory

from ..access import access
from ..downloads import file_name, send_table, wanted_format, yes_no
from ..limits import EXPORTS, within_limit
from ..refusals import in_one_line
from ..requests import person_of
from .loading import RUN, office_region, office_regions
from .tabs import tabs

FIRST, LAST = 2000, 2100
WORDS: dict[DutyState, str | Promise] = {
    DutyState.DONE: pgettext_lazy("duty", "done"),
    DutyState.OVERDUE: pgettext_lazy("duty", "overdue"),
    DutyState.DUE: pgettext_lazy("duty", "due"),
    DutyState.AHEAD: pgettext_lazy("duty", "ahead"),
}
COLUMNS: list[Column[DutyLine]] = [
    Column(gettext_lazy("Duty"), Kind.TEXT, gettext_lazy("What is to be done"), lambda row: row.duty.name),
    Column(gettext_lazy("Due"), Kind.DATE, gettext_lazy("Last day"), lambda row: row.occurrence.due),
    Column(gettext_lazy("State"), Kind.TEXT, gettext_lazy("Done, overdue, due or ahead"),
           lambda row: str(WORDS[row.state])),
    Column(gettext_lazy("Legal basis"), Kind.TEXT, gettext_lazy("From what it follows"), lambda row: row.duty.basis),
    Column(gettext_lazy("Certain"), Kind.TEXT, gettext_lazy("Whether the duty was seen in a source"),
           lambda row: yes_no(row.duty.certain)),
    Column(gettext_lazy("What is uncertain"), Kind.TEXT, gettext_lazy("Check before use"), lambda row: row.duty.note),
    Column(gettext_lazy("Done on"), Kind.DATE, gettext_lazy("Day on which it was done"),
           lambda row: row.done_on),
    Column(gettext_lazy("Marked by"), Kind.TEXT, gettext_lazy("Who marked it as done"),
           lambda row: row.mark.marked_by if row.mark else ""),
    Column(gettext_lazy("Note"), Kind.TEXT, gettext_lazy("What was noted"),
           lambda row: row.mark.note if row.mark else ""),
]  # fmt: skip


class DutyFilterForm(forms.Form):
    """What may be asked."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), required=False, coerce=int)
    region = forms.ChoiceField(label=gettext_lazy("Office"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("any")), *WORDS.items()]
    )

    def __init__(self, data: Any, today: date, regions: list[Territory]) -> None:
        super().__init__({"year": str(today.year)} | data.dict(), auto_id="filter-%s")
        fields: dict[str, Any] = self.fields
        fields["year"].choices = [(str(year), str(year)) for year in range(today.year + 2, today.year - 5, -1)]
        fields["region"].choices = [(one.code, one.name) for one in regions]
        if len(regions) < 2:
            del fields["region"]


class MarkForm(forms.Form):
    """One time of a duty is done."""

    region = forms.CharField(max_length=20)
    duty = forms.CharField(max_length=30)
    year = forms.IntegerField(min_value=FIRST, max_value=LAST)
    month = forms.IntegerField(min_value=1, max_value=12)
    done_on = forms.DateField(label=gettext_lazy("Done on"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)


@access(RUN)
@require_safe
def duties(request: HttpRequest) -> HttpResponseBase:
    """A year of a region; with `format` in the address a file of the same rows."""
    today, regions = timezone.localdate(), office_regions(request)
    region, form = office_region(request, regions), DutyFilterForm(request.GET, today, regions)
    form.is_valid()
    asked = form.cleaned_data
    year, state = asked.get("year") or today.year, asked.get("state") or ""
    everything = year_of_duties(region, year, today)
    lines = [line for line in everything if state in ("", line.state)]
    if wanted_format(request):
        return send_table(request, _("Calendar of duties %d") % year, COLUMNS, lines)
    counts = Counter(line.state for line in everything)
    context = {
        "form": form, "lines": lines, "months": _by_month(lines), "year": year, "region_shown": region, "today": today,
        "counts": [(one.value, words, counts[one]) for one, words in WORDS.items()], "tabs": tabs(request),
        "uncertain": sum(not line.duty.certain for line in lines),
    }  # fmt: skip
    return render(request, "office/duties.html", context)


def _by_month(lines: list[DutyLine]) -> list[tuple[str, list[DutyLine]]]:
    """Twelve months by name; a duty stands in the month of its rule, to which it also belongs when it is moved."""
    return [(str(MONTHS[month]), [one for one in lines if one.occurrence.month == month]) for month in range(1, 13)]


@access(RUN)
@require_safe
def duties_calendar(request: HttpRequest, year: int) -> HttpResponse:
    """The year as an .ics file."""
    region = office_region(request, office_regions(request))
    if not within_limit(request, EXPORTS):
        return render(request, "web/too_many.html", status=429)
    now = timezone.now()
    in_range = year if FIRST <= year <= LAST else timezone.localdate(now).year
    content = calendar(region, year_of_duties(region, in_range, timezone.localdate(now)), now)
    name = f"{file_name(_('Calendar of duties %d') % in_range)}.ics"
    return HttpResponse(content, content_type="text/calendar; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})  # fmt: skip


@access(RUN)
@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """Mark one time of a duty as done, or take the mark back."""
    form = MarkForm(request.POST)
    keys = ("region", "duty", "year", "month", "note")
    form.is_valid()
    if any(name not in form.cleaned_data for name in keys):
        messages.error(request, _("Choose a duty of the calendar."))
        return redirect("office:duties")
    told = form.cleaned_data
    region = next((one for one in office_regions(request) if one.code == told["region"]), None)
    if region is None:
        messages.error(request, _("Choose a duty of the calendar."))
        return redirect("office:duties")
    try:
        messages.success(request, _mark(request, region, told))
    except (CoordinationRefusal, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
    return redirect(f"{reverse('office:duties')}?region={region.code}&year={told['year']}")


def _mark(request: HttpRequest, region: Territory, told: dict[str, Any]) -> str:
    by, names = person_of(request), ("duty", "year", "month")
    which = {name: told[name] for name in names}
    if "take_back" in request.POST:
        if found := DutyMark.objects.visible_to(by).filter(territory=region, **which).first():
            services.unmark_duty(mark=found, by=by)
        return _("The mark is taken back.")
    if "done_on" not in told:
        raise CoordinationRefusal(_("Give the day on which it was done."))
    services.mark_duty(territory=region, done_on=told["done_on"], remark=told["note"], by=by, **which)
    return _("Marked as done.")
