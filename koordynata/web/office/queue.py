"""The work queue: what is due, what is overdue, who has not answered."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from koordynata.accounts.services import set_work_digest
from koordynata.coordination.office import days_for
from koordynata.foundation import work
from koordynata.foundation.tables import Column, Kind
from koordynata.foundation.work import Urgency, WorkItem
from koordynata.registry.scopes import scope_of

from ..access import access
from ..downloads import send_table, wanted_format
from ..paging import page_of
from ..requests import person_of
from .loading import RUN
from .subjects import address_of
from .tabs import tabs

PER_PAGE = 50
WORDS: dict[Urgency, str | Promise] = {
    Urgency.OVERDUE: pgettext_lazy("work", "overdue"),
    Urgency.SOON: pgettext_lazy("work", "soon"),
    Urgency.LATER: pgettext_lazy("work", "later"),
}


@dataclass(frozen=True)
class Row:
    """An item as the list shows it."""

    item: WorkItem
    urgency: Urgency
    source: str
    url: str
    days: int | None  # until it is due; below zero: since

    @property
    def state(self) -> str:
        """Its urgency in words."""
        return str(WORDS[self.urgency])


class QueueFilterForm(forms.Form):
    """What may be asked."""

    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    source = forms.ChoiceField(label=gettext_lazy("What waits"), required=False)
    urgency = forms.ChoiceField(
        label=gettext_lazy("Urgency"), required=False, choices=[("", gettext_lazy("any")), *WORDS.items()]
    )

    def __init__(self, data: object) -> None:
        super().__init__(data, auto_id="filter-%s")  # type: ignore[arg-type]
        known = [("", _("any")), *((one.id, str(one.name)) for one in work.sources())]
        self.fields["source"].choices = known  # type: ignore[attr-defined]

    def keeps(self, row: Row) -> bool:
        """Whether a row is asked for; what is not on offer counts as not asked."""
        asked = self.cleaned_data
        if asked.get("source") not in (None, "", row.item.source) or asked.get("urgency") not in (
            "",
            None,
            row.urgency,
        ):
            return False
        text = f"{row.item.title} {row.item.about} {row.item.waits_for}"
        return asked.get("q", "").casefold() in text.casefold()


COLUMNS: list[Column[Row]] = [
    Column(gettext_lazy("What waits"), Kind.TEXT, gettext_lazy("Kind of work"), lambda row: row.source),
    Column(gettext_lazy("Matter"), Kind.TEXT, gettext_lazy("What it is about"), lambda row: row.item.title),
    Column(gettext_lazy("Details"), Kind.TEXT, gettext_lazy("More about it"), lambda row: row.item.about),
    Column(gettext_lazy("Who has not answered"), Kind.TEXT, gettext_lazy("Whose turn it is; empty: the office's"),
           lambda row: row.item.waits_for),
    Column(gettext_lazy("Due"), Kind.DATE, gettext_lazy("Last day"), lambda row: row.item.due),
    Column(gettext_lazy("Urgency"), Kind.TEXT, gettext_lazy("Overdue, soon or later"), lambda row: row.state),
]  # fmt: skip


@access(RUN)
def queue(request: HttpRequest) -> HttpResponseBase:
    """Everything that waits in the reader's office; with `format` in the address a file of the same rows."""
    today = timezone.localdate()
    everything = rows_of(request, today)
    form = QueueFilterForm(request.GET)
    form.is_valid()
    rows = [row for row in everything if form.keeps(row)]
    if wanted_format(request):
        return send_table(request, _("Work queue"), COLUMNS, rows)
    context = {
        "form": form, "page": page_of(request, rows, PER_PAGE), "tabs": tabs(request), "any": bool(everything),
        "counts": counts_of(everything), "mailed": person_of(request).work_digest, "soon": days_for("soon", today),
    }  # fmt: skip
    return render(request, "office/queue.html", context)


@access(RUN)
@require_POST
def morning_mail(request: HttpRequest) -> HttpResponse:
    """Ask for the morning mail, or stop it."""
    wanted = request.POST.get("wanted") == "1"
    set_work_digest(wanted=wanted, by=person_of(request))
    messages.success(request, _("The list will come by mail each morning.") if wanted else _("The mail is stopped."))
    return redirect("office:queue")


@dataclass(frozen=True)
class Summary:
    """The queue in short: how many of each urgency, and the most urgent ones."""

    counts: list[tuple[str, str | Promise, int]]
    first: list[Row]


def summary_of(request: HttpRequest, most: int) -> Summary | None:
    """For the desk of whoever keeps an office; for others None."""
    scope = scope_of(person_of(request), RUN)
    if not (scope.country or scope.paths):
        return None
    rows = rows_of(request, timezone.localdate())
    return Summary(counts_of(rows), rows[:most])


def counts_of(rows: list[Row]) -> list[tuple[str, str | Promise, int]]:
    """How many rows are how urgent."""
    counts = Counter(row.urgency for row in rows)
    return [(one.value, WORDS[one], counts[one]) for one in Urgency]


def rows_of(request: HttpRequest, today: date) -> list[Row]:
    """All items of the reader as rows."""
    names, soon = {one.id: str(one.name) for one in work.sources()}, days_for("soon", today)
    return [
        Row(item, item.urgency(today, soon), names[item.source], address_of(item.subject),
            (item.due - today).days if item.due else None)
        for item in work.open_items(person_of(request), today)
    ]  # fmt: skip
