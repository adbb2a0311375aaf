"""Indicators of a programme: the list, the card of each with how it is measured, added and changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.intelligence.queries import metric_card
from koordynata.programme import services
from koordynata.programme.enums import VersionState
from koordynata.programme.layout import dimensions, fact_kinds
from koordynata.programme.models import Commitment, Measure, Programme
from koordynata.programme.queries.reading import visible_versions
from koordynata.programme.rules import may_run

from ..access import PUBLIC, access
from ..clashes import clashes
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of, seen_version
from .loading import seen
from .measure_forms import MeasureForm, started
from .tabs import tabs_of

CONFLICT, UNPROCESSABLE = 409, 422


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def measures(request: HttpRequest, pk: int) -> HttpResponse:
    """All indicators of the programme, with how many elements promise each."""
    programme, user = seen(request, pk), person_of(request)
    shown = Q(indicators__commitments__version__in=visible_versions(user).filter(programme=programme))
    count = Count("indicators", filter=shown, distinct=True)
    context = {
        "programme": programme, "tabs": tabs_of(programme, "measures"), "runs": may_run(user, programme),
        "rows": programme.measures.annotate(promised=count).order_by("code"),
    }  # fmt: skip
    return render(request, "programme/measures.html", context)


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def measure(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """The card: what is measured, why, how, from what source, who keeps it; which elements promise it."""
    programme, user = seen(request, pk), person_of(request)
    shown = get_object_or_404(programme.measures, pk=measure)
    versions = visible_versions(user).filter(programme=programme)
    rows = Commitment.objects.filter(indicator__measure=shown, version__in=versions)
    context = {
        "programme": programme, "tabs": tabs_of(programme, "measures"), "runs": may_run(user, programme),
        "measure": shown, "counted": counted_words(shown), "is_public": is_public(shown), "promises": _promises(rows),
    }  # fmt: skip
    return render(request, "programme/measure.html", context)


@access(PUBLIC)
@require_safe
def public_card(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """The card for everybody, once an adopted version promises the indicator."""
    shown = get_object_or_404(Measure.objects.select_related("programme__territory"), pk=measure, programme=pk)
    if not is_public(shown):
        raise Http404
    context = {"programme": shown.programme, "measure": shown, "counted": counted_words(shown)}
    return render(request, "programme/public_measure.html", context)


def is_public(measure: Measure) -> bool:
    """Whether an adopted version promises it: programmes that were adopted are public."""
    adopted = Commitment.objects.filter(indicator__measure=measure, version__state=VersionState.ADOPTED)
    return adopted.exists()


def counted_words(measure: Measure) -> list[tuple[str, str]]:
    """What its rule counts, for people."""
    rule = measure.rule
    if metric := metric_card(str(rule.get("metric", ""))):
        return [(_("Metric of the warehouse"), metric.title), (_("Method of the metric"), metric.method)]
    if not rule.get("facts"):
        return []
    kinds = ", ".join(fact_kinds()[one].name for one in rule["facts"] if one in fact_kinds())
    where = [
        f"{dimensions()[name].name}: {dimensions()[name].category(value).name}"
        for name, value in rule.get("where", {}).items() if name in dimensions()
    ]  # fmt: skip
    by = _("each person once") if rule.get("by") == "person" else _("each fact")
    projects = _("of every project of the territory") if rule.get("any_project") else _("of the projects linked")
    told = [(_("Facts that are counted"), f"{kinds} ({projects})"), (_("What is counted"), by)]
    return [*told, (_("Only facts of"), ", ".join(where))] if where else told


def _promises(rows: Any) -> list[dict[str, Any]]:
    """Promises of the newest version that has each, with the element there; two queries."""
    newest: dict[int, Commitment] = {}
    found = rows.select_related("version", "indicator__strand").prefetch_related("targets__period")
    for one in found.order_by("version__number", "pk"):
        newest[one.indicator_id] = one
    elements = {
        (one.version_id, one.strand_id): one
        for version in {one.version for one in newest.values()} for one in version.elements.all()
    }  # fmt: skip
    rows = [(one, elements.get((one.version_id, one.indicator.strand_id))) for one in newest.values()]
    shown = [{"commitment": one, "element": element} for one, element in rows if element is not None]
    return sorted(shown, key=lambda row: row["element"].path)


def _run(request: HttpRequest, pk: int) -> Programme:
    programme = seen(request, pk)
    if not may_run(person_of(request), programme):
        raise Http404
    return programme


@access(Permission.RUN_PROGRAMMES)
@drafted
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Define an indicator."""
    programme, form = _run(request, pk), MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.define_measure(programme=programme, by=person_of(request), **form.card())
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("programme:measure", pk, made.pk)
    context = {"programme": programme, "form": form}
    return render(request, "programme/change_measure.html", context, status=UNPROCESSABLE if form.errors else 200)


@access(Permission.RUN_PROGRAMMES)
@drafted
def change(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Change a card, unless somebody was faster."""
    programme = _run(request, pk)
    shown = get_object_or_404(programme.measures, pk=measure)
    form = MeasureForm(request.POST or None, measure=shown)
    context: dict[str, Any] = {
        "programme": programme, "measure": shown, "form": form, "revision": shown.revision,
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        context["revision"], status = seen_version(request.POST), UNPROCESSABLE
        try:
            if form.is_valid():
                services.change_measure(measure=shown, revision=context["revision"], by=person_of(request),
                                        **form.card())  # fmt: skip
                messages.success(request, _("Saved."))
                return redirect("programme:measure", pk, measure)
        except ChangedMeanwhile as late:
            saved = {**dict.fromkeys(form.cleaned_data, ""), **started(late.current)}
            context |= {"late": late, "clashes": clashes(form, saved, form.cleaned_data)}
            context["revision"], status = late.current.revision, CONFLICT
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
    return render(request, "programme/change_measure.html", context, status=status)
