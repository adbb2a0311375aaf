"""Windows of intake: when the region takes applications in, and for which meeting."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.opinions import services
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.law import intake_rule
from koordynata.opinions.models import IntakeWindow
from koordynata.opinions.queries.windows import Window, regions_kept_by, visible_windows, windows_as_of

from ..access import access
from ..downloads import send_table, wanted_format
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of
from .forms import WindowForm

STATES: dict[str, tuple[str, str, Callable[[], str]]] = {
    "coming": ("", "clock", lambda: pgettext("intake", "coming")),
    "open": ("ok", "check-circle", lambda: pgettext("intake", "open")),
    "over": ("quiet", "lock", lambda: pgettext("intake", "over")),
}
COLUMNS: list[Column[Window]] = [
    Column(gettext_lazy("Voivodeship"), Kind.TEXT, gettext_lazy("Region that announces it"),
           lambda w: w.window.region.name),
    Column(gettext_lazy("From"), Kind.DATE, gettext_lazy("First day"), lambda w: w.window.opens),
    Column(gettext_lazy("To"), Kind.DATE, gettext_lazy("Last day"), lambda w: w.window.closes),
    Column(gettext_lazy("State"), Kind.TEXT, gettext_lazy("As of today"), lambda w: STATES[w.state][2]()),
    Column(gettext_lazy("Meeting"), Kind.TEXT, gettext_lazy("At which applications are treated"),
           lambda w: str(w.window.meeting or "")),
    Column(gettext_lazy("Applications"), Kind.INTEGER, gettext_lazy("That the reader may see"),
           lambda w: w.applications),
    Column(gettext_lazy("Note"), Kind.TEXT, gettext_lazy("What the office says"), lambda w: w.window.note),
]  # fmt: skip


@access(Permission.VIEW_OPINIONS)
@require_safe
def windows(request: HttpRequest) -> HttpResponseBase:
    """The timetable of the intake; the office announces here."""
    if wanted_format(request):
        rows = windows_as_of(person_of(request), timezone.localdate())
        return send_table(request, _("Windows of intake"), COLUMNS, iter(rows))
    return _render(request)


def _render(request: HttpRequest, sent: WindowForm | None = None) -> HttpResponse:
    user, today = person_of(request), timezone.localdate()
    rows = windows_as_of(user, today)
    kept = set(regions_kept_by(user).values_list("pk", flat=True))
    context = {
        "rows": [(row, *STATES[row.state][:2], STATES[row.state][2](), row.window.region_id in kept) for row in rows],
        "form": sent or (WindowForm(user=user) if kept else None), "rule": intake_rule("", today),
        "many": len({row.window.region_id for row in rows}) > 1,
    }  # fmt: skip
    return render(request, "opinions/windows.html", context, status=422 if sent else 200)


@access(Permission.HANDLE_OPINIONS)
@require_POST
@drafted
def announce(request: HttpRequest) -> HttpResponse:
    """Announce a window; with mistakes the page comes back with the form open."""
    user = person_of(request)
    form = WindowForm(request.POST, user=user)
    if not _carried_out(form, lambda: services.open_window(**form.cleaned_data, by=user)):
        return _render(request, form)
    messages.success(request, _("Saved."))
    return redirect("opinions:windows")


@access(Permission.HANDLE_OPINIONS)
@drafted
def change_window(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days, another meeting."""
    user, shown = person_of(request), _kept_window(request, pk)
    form = WindowForm(request.POST or None, instance=_kept_window(request, pk), user=user)
    change = partial(services.change_window, window=shown, by=user)
    if request.method == "POST" and _carried_out(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("opinions:windows")
    return render(request, "opinions/window.html", {"form": form, "shown": shown}, status=422 if form.errors else 200)


@access(Permission.HANDLE_OPINIONS)
@require_POST
def close_window(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it today, or take one back that has not begun."""
    try:
        services.close_window(window=_kept_window(request, pk), by=person_of(request))
    except OpinionRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("opinions:windows")


def _kept_window(request: HttpRequest, pk: int) -> IntakeWindow:
    user: User = person_of(request)
    return get_object_or_404(visible_windows(user).filter(region__in=regions_kept_by(user)), pk=pk)


def _carried_out(form: WindowForm, do: Callable[[], Any]) -> bool:
    """Whether it was done; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        do()
    except (OpinionRefusal, ValidationError) as refusal:
        say_beside(form, refusal)
    return not form.errors
