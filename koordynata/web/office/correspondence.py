"""The log of correspondence: all letters of the office, filtered by the address, and its export."""

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from koordynata.coordination.case_numbers import series
from koordynata.coordination.enums import Direction, LetterWay
from koordynata.coordination.models import Letter
from koordynata.coordination.queries.correspondence import (
    DEFAULT_SORT,
    SORTS,
    STANDING,
    STRUCK_OUT,
    WAITING,
    LetterFilter,
    cases_of,
    list_letters,
)
from koordynata.foundation.tables import Column, Kind

from ..access import access
from ..downloads import send_table, wanted_format, yes_no
from ..limits import SEARCHES, within_limit
from ..paging import page_of
from ..requests import person_of
from .loading import RUN
from .tabs import tabs

PER_PAGE = 50
ANY = [("", gettext_lazy("any"))]
DAY = {"type": "date"}
STATES = [
    *ANY,
    (STANDING, pgettext_lazy("letters", "standing")),
    (WAITING, pgettext_lazy("letters", "waiting for an answer")),
    (STRUCK_OUT, pgettext_lazy("letters", "struck out")),
]
COLUMNS: list[Column[Letter]] = [
    Column(gettext_lazy("Case number"), Kind.TEXT, gettext_lazy("Sign of the case"), lambda row: row.case.signature),
    Column(gettext_lazy("Number in the case"), Kind.INTEGER, gettext_lazy("From 1"), lambda row: row.position),
    Column(gettext_lazy("Case"), Kind.TEXT, gettext_lazy("What the case is about"), lambda row: row.case.title),
    Column(gettext_lazy("Direction"), Kind.TEXT, gettext_lazy("Incoming, outgoing, internal"),
           lambda row: row.get_direction_display()),
    Column(gettext_lazy("Way"), Kind.TEXT, gettext_lazy("How it came or went"), lambda row: row.get_way_display()),
    Column(gettext_lazy("Sender or addressee"), Kind.TEXT, gettext_lazy("The other side"), lambda row: row.counterpart),
    Column(gettext_lazy("E-delivery address"), Kind.TEXT, gettext_lazy("AE:PL-…"), lambda row: row.address),
    Column(gettext_lazy("Date of the letter"), Kind.DATE, gettext_lazy("As it stands on it"), lambda row: row.dated_on),
    Column(gettext_lazy("Received or sent on"), Kind.DATE, gettext_lazy("Day of the log"), lambda row: row.handled_on),
    Column(gettext_lazy("Sign on the letter"), Kind.TEXT, gettext_lazy("Sign of the other side"),
           lambda row: row.their_sign),
    Column(gettext_lazy("Subject"), Kind.TEXT, gettext_lazy("What it is about"), lambda row: row.subject),
    Column(gettext_lazy("Answer due"), Kind.DATE, gettext_lazy("Until when; empty: none"), lambda row: row.answer_due),
    Column(gettext_lazy("Files"), Kind.INTEGER, gettext_lazy("Number of attachments"),
           lambda row: getattr(row, "files_count", 0)),
    Column(gettext_lazy("Struck out"), Kind.TEXT, gettext_lazy("Whether the entry was a mistake"),
           lambda row: yes_no(row.struck_out_at is not None)),
]  # fmt: skip


class LetterFilterForm(forms.Form):
    """What may be asked; what is not on offer counts as not asked."""

    q = forms.CharField(
        label=gettext_lazy("Case number, name or subject"), required=False, max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )  # fmt: skip
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), required=False, choices=[*ANY, *Direction.choices])
    way = forms.ChoiceField(label=gettext_lazy("Way"), required=False, choices=[*ANY, *LetterWay.choices])
    series = forms.ChoiceField(label=gettext_lazy("Series of cases"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=STATES)
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput(DAY, format="%Y-%m-%d"))
    until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=forms.DateInput(DAY, format="%Y-%m-%d"))

    def __init__(self, data: object) -> None:
        super().__init__(data, auto_id="filter-%s")  # type: ignore[arg-type]
        self.fields["series"].choices = [*ANY, *((one.id, one.name) for one in series())]  # type: ignore[attr-defined]

    def asked(self) -> LetterFilter:
        """The question."""
        self.is_valid()
        sort = self.data.get("sort", DEFAULT_SORT)
        known = sort.removeprefix("-") in SORTS
        return LetterFilter(**self.cleaned_data, sort=sort if known else DEFAULT_SORT)


@access(RUN)
def letters(request: HttpRequest) -> HttpResponseBase:
    """The log; with `format` in the address a file of the same rows."""
    user, form = person_of(request), LetterFilterForm(request.GET)
    asked = form.asked()
    if asked.q and not within_limit(request, SEARCHES):
        return render(request, "web/too_many.html", status=429)
    rows = list_letters(user, asked)
    if wanted_format(request):
        return send_table(request, _("Correspondence"), COLUMNS, rows.iterator(chunk_size=2_000))
    context = {
        "form": form, "page": page_of(request, rows, PER_PAGE), "sort": asked.sort, "tabs": tabs(request),
        "open_cases": cases_of(user).filter(closed_on=None).count(),
        "doubts": sorted({one.note for one in series() if not one.certain}),
    }  # fmt: skip
    return render(request, "office/letters.html", context)
