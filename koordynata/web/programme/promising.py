"""What an element of a draft promises of an indicator: set, changed, dropped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.programme import services
from koordynata.programme.models import Commitment, Element, Measure
from koordynata.programme.services.measures import promise_seen

from ..access import access
from ..clashes import clashes
from ..drafts import drafted
from ..refusals import in_one_line, say_beside
from ..requests import person_of
from .loading import element_run
from .measure_forms import ChooseMeasureForm, PromiseForm, promised

CONFLICT, UNPROCESSABLE = 409, 422


def _about(element: Element) -> dict[str, Any]:
    return {"programme": element.version.programme, "version": element.version, "element": element}


def _commitment(element: Element, measure: int) -> Commitment | None:
    rows = Commitment.objects.filter(version=element.version, indicator__strand=element.strand)
    return rows.select_related("version", "indicator__measure").filter(indicator__measure=measure).first()


@access(Permission.RUN_PROGRAMMES)
def choose(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Choose an indicator that the element does not promise yet."""
    element = element_run(request, pk, number, uid)
    rows = element.version.programme.measures.order_by("code")
    there = rows.filter(indicators__strand=element.strand, indicators__commitments__version=element.version)
    left = rows.exclude(pk__in=list(there.values_list("pk", flat=True)))
    form = ChooseMeasureForm(request.POST or None, measures=left)
    if request.method == "POST" and form.is_valid():
        return redirect("programme:promise", pk, number, uid, form.cleaned_data["measure"].pk)
    context = {**_about(element), "form": form, "any": left.exists()}
    return render(request, "programme/choose_measure.html", context, status=UNPROCESSABLE if form.errors else 200)


@access(Permission.RUN_PROGRAMMES)
@drafted
def promise(request: HttpRequest, pk: int, number: int, uid: UUID, measure: int) -> HttpResponse:
    """Set baseline and targets, unless somebody was faster."""
    element = element_run(request, pk, number, uid)
    found: Measure = get_object_or_404(element.version.programme.measures, pk=measure)
    commitment = _commitment(element, measure)
    more: dict[str, Any] = {"programme": element.version.programme, "measure": found}
    form = PromiseForm(request.POST or None, commitment=commitment, **more)
    context = {**_about(element), "measure": found, "form": form, "commitment": commitment}
    context["seen"], status = promise_seen(commitment), 200
    if request.method == "POST":
        context["seen"], status = request.POST.get("seen", ""), UNPROCESSABLE
        try:
            if form.is_valid():
                _set(request, element, found, form)
                messages.success(request, _("Saved."))
                return redirect("programme:element", pk, number, uid)
        except ChangedMeanwhile as late:
            saved = {**dict.fromkeys(form.cleaned_data), **(promised(late.current) if late.current else {})}
            context |= {"late": late, "clashes": clashes(form, saved, form.cleaned_data)}
            context["seen"], status = promise_seen(late.current), CONFLICT
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
    return render(request, "programme/promise.html", context, status=status)


def _set(request: HttpRequest, element: Element, measure: Measure, form: PromiseForm) -> None:
    told = form.cleaned_data
    services.promise(
        element=element, measure=measure, targets=form.targets(), baseline=told["baseline"],
        baseline_year=told["baseline_year"], seen=request.POST.get("seen", ""), by=person_of(request),
    )  # fmt: skip


@access(Permission.RUN_PROGRAMMES)
@require_POST
def drop(request: HttpRequest, pk: int, number: int, uid: UUID, measure: int) -> HttpResponse:
    """Leave an indicator out of the draft; pressed twice, once."""
    element = element_run(request, pk, number, uid)
    commitment = _commitment(element, measure)
    if commitment is not None:
        try:
            services.drop_promise(commitment=commitment, by=person_of(request))
            messages.success(request, _("Left out of this version."))
        except Refusal as refusal:
            messages.error(request, in_one_line(refusal))
    return redirect("programme:element", pk, number, uid)
