"""Reporting: periods, what is due in each, one value from its entry to its approval."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.foundation.files import LARGEST, FileRefused
from koordynata.programme import services
from koordynata.programme.enums import ActualState, MeasureSource
from koordynata.programme.models import Actual, Indicator, Period, Programme
from koordynata.programme.queries.reporting import due_in, periods_of, version_for
from koordynata.programme.rules import may_check, may_report, may_run

from ..access import access
from ..drafts import drafted
from ..kept_files import send_kept
from ..refusals import in_one_line, say_beside
from ..requests import person_of, seen_version
from .loading import seen
from .tabs import tabs_of
from .value_forms import EvidenceForm, ReopenForm, ReturnForm, ValueForm

CONFLICT, UNPROCESSABLE = 409, 422


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def periods(request: HttpRequest, pk: int) -> HttpResponse:
    """Periods that have begun, with how far their values are."""
    programme = seen(request, pk)
    context = {
        "programme": programme, "tabs": tabs_of(programme, "periods"), "today": timezone.localdate(),
        "rows": periods_of(programme, timezone.localdate()), "names": dict(ActualState.choices),
        "runs": may_run(person_of(request), programme),
    }  # fmt: skip
    return render(request, "programme/periods.html", context)


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def period(request: HttpRequest, pk: int, period: int) -> HttpResponse:
    """What the reader may report in a period; for the office everything, and its closing."""
    programme, shown = _period(request, pk, period)
    state = next((one for one in periods_of(programme, timezone.localdate()) if one.period.pk == shown.pk), None)
    context = {
        "programme": programme, "tabs": tabs_of(programme, "periods"), "period": shown, "state": state,
        "rows": due_in(programme, shown, person_of(request)), "version": version_for(programme, shown),
        "runs": may_run(person_of(request), programme), "reopen_form": ReopenForm(auto_id="reopen_%s"),
    }  # fmt: skip
    return render(request, "programme/period.html", context)


def _period(request: HttpRequest, pk: int, period: int) -> tuple[Programme, Period]:
    programme = seen(request, pk)
    return programme, get_object_or_404(programme.periods, pk=period)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def settle(request: HttpRequest, pk: int, period: int, verb: str) -> HttpResponse:
    """Close a period, or open it again with a reason."""
    programme, shown = _period(request, pk, period)
    if not may_run(person_of(request), programme):
        raise Http404
    try:
        if verb == "close":
            services.close_period(period=shown, by=person_of(request))
        else:
            services.reopen_period(period=shown, reason=request.POST.get("reason", ""), by=person_of(request))
        messages.success(request, _("Saved."))
    except Refusal as refusal:
        messages.error(request, in_one_line(refusal))
    return redirect("programme:period", pk, period)


def _indicator(request: HttpRequest, pk: int, period: int, indicator: int) -> tuple[Period, Indicator, Actual | None]:
    """The indicator in a period, for whoever reports or checks it."""
    programme, shown = _period(request, pk, period)
    rows = Indicator.objects.select_related("measure", "strand__programme__territory")
    found = get_object_or_404(rows, pk=indicator, strand__programme=programme, measure__source=MeasureSource.TYPED)
    user = person_of(request)
    if not (may_report(user, found, shown) or may_check(user, programme)):
        raise Http404
    shown.programme = found.strand.programme = programme
    return shown, found, Actual.objects.filter(indicator=found, period=shown).first()


@access(Permission.VIEW_PROGRAMMES)
@drafted
def value(request: HttpRequest, pk: int, period: int, indicator: int) -> HttpResponse:
    """Enter or correct a value, and submit it, unless somebody was faster."""
    shown, found, actual = _indicator(request, pk, period, indicator)
    form = ValueForm(request.POST or None, measure=found.measure, actual=actual)
    status, late = 200, None
    if request.method == "POST":
        if not may_report(person_of(request), found, shown):
            raise Http404
        status, late = _enter(request, form, found, shown)
        if status == 302:
            return redirect("programme:value", pk, period, indicator)
    context = {**_value_page(request, shown, found, actual), "form": form, "late": late}
    return render(request, "programme/value.html", context, status=status)


def _enter(request: HttpRequest, form: ValueForm, found: Indicator, shown: Period) -> tuple[int, Actual | None]:
    if not form.is_valid():
        return UNPROCESSABLE, None
    given, revision, by = form.given(), seen_version(request.POST), person_of(request)
    try:
        with transaction.atomic():  # what cannot be submitted is not half saved
            actual = services.enter_actual(indicator=found, period=shown, given=given, revision=revision, by=by)
            if "then" in request.POST:
                services.submit_actual(actual=actual, by=by)
    except ChangedMeanwhile as changed:
        return CONFLICT, changed.current
    except (Refusal, ValidationError) as refusal:
        say_beside(form, refusal)
        return UNPROCESSABLE, None
    messages.success(request, _("Saved."))
    return 302, None


def _value_page(request: HttpRequest, shown: Period, found: Indicator, actual: Actual | None) -> dict[str, Any]:
    user, programme = person_of(request), shown.programme
    version = version_for(programme, shown)
    state, revision = (actual.state, actual.revision) if actual else ("", 0)
    writes = may_report(user, found, shown) and (actual is None or actual.may_be_written) and not shown.is_closed
    return {
        "programme": programme, "period": shown, "indicator": found, "actual": actual, "writes": writes,
        "state": state, "revision": revision,
        "element": version.elements.filter(strand=found.strand).select_related("strand").first() if version else None,
        "version": version, "checks": may_check(user, programme) and not shown.is_closed,
        "evidence": actual.evidence.order_by("added_at", "pk") if actual else [],
        "evidence_form": EvidenceForm(auto_id="evidence_%s"),
        "return_form": ReturnForm(auto_id="return_%s", initial={"version": revision}),
        "tabs": tabs_of(programme, "periods"),
    }  # fmt: skip


MOVES: dict[str, Callable[..., Actual]] = {
    "check": services.check_actual, "approve": services.approve_actual,
    "return": services.return_actual,
}  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_POST
def move(request: HttpRequest, pk: int, period: int, indicator: int, verb: str) -> HttpResponse:
    """Check, approve or return a value."""
    shown, _found, actual = _indicator(request, pk, period, indicator)
    user = person_of(request)
    if actual is None or not may_check(user, shown.programme):
        raise Http404
    told = {"reason": request.POST.get("reason", "")} if verb == "return" else {}
    try:
        MOVES[verb](actual=actual, revision=seen_version(request.POST) or None, by=user, **told)
        messages.success(request, _("Saved."))
    except ChangedMeanwhile:
        messages.error(request, _("The value was changed meanwhile. Look at it anew."))
    except Refusal as refusal:
        messages.error(request, in_one_line(refusal))
    return redirect("programme:value", pk, period, indicator)


@access(Permission.VIEW_PROGRAMMES)
@require_POST
def attach(request: HttpRequest, pk: int, period: int, indicator: int) -> HttpResponse:
    """Attach a file to a value."""
    shown, found, actual = _indicator(request, pk, period, indicator)
    if actual is None or not may_report(person_of(request), found, shown):
        raise Http404
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file."))
        return redirect("programme:value", pk, period, indicator)
    file = form.cleaned_data["file"]
    try:
        services.attach_evidence(actual=actual, name=file.name, content=file.read(LARGEST + 1), by=person_of(request))
        messages.success(request, _("Saved."))
    except (Refusal, FileRefused, ValidationError) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, FileRefused) else in_one_line(refusal))
    return redirect("programme:value", pk, period, indicator)


@access(Permission.VIEW_PROGRAMMES)
@require_POST
def detach(request: HttpRequest, pk: int, period: int, indicator: int, file: int) -> HttpResponse:
    """Take a file off a value."""
    shown, found, actual = _indicator(request, pk, period, indicator)
    if actual is None or not may_report(person_of(request), found, shown):
        raise Http404
    try:
        services.detach_evidence(evidence=get_object_or_404(actual.evidence, pk=file), by=person_of(request))
    except Refusal as refusal:
        messages.error(request, in_one_line(refusal))
    return redirect("programme:value", pk, period, indicator)


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def evidence(request: HttpRequest, pk: int, period: int, indicator: int, file: int) -> HttpResponse:
    """A file that proves a value, always as a download."""
    _shown, _found, actual = _indicator(request, pk, period, indicator)
    if actual is None:  # files of milestones hang on no value either
        raise Http404
    return send_kept(get_object_or_404(actual.evidence, pk=file))
