"""Regions beside each other: the country by common indicators, one region on the same page as every other."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.programme import services
from koordynata.programme.common_indicators import common_indicators
from koordynata.programme.models import RegionalComment
from koordynata.programme.queries.national import Comparison, comparison
from koordynata.programme.rules import may_run

from ..access import access
from ..downloads import send_table, wanted_format
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of
from .loading import seen
from .national_rows import COLUMNS, origins_of, rows_of

CONFLICT, UNPROCESSABLE = 409, 422


class RegionalCommentForm(forms.Form):
    """What the region says beside its number."""

    text = forms.CharField(label=gettext_lazy("Comment"), max_length=2000, widget=forms.Textarea({"rows": 6}))


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def country(request: HttpRequest) -> HttpResponseBase:
    """Every common indicator over the sixteen regions, for whoever reads programmes anywhere (docs/adr/0021)."""
    found = _found(request)
    if wanted_format(request):
        cells = [cell for one in found.indicators for cell in found.row(one)]
        return send_table(request, _("Regions beside each other"), COLUMNS, cells, origins=origins_of(found))
    context = {
        **_frame(request, found), "groups": [(one, rows_of(request, found, one)) for one in found.indicators],
        "without": [one for one in found.regions if one.version is None],
    }  # fmt: skip
    return render(request, "programme/national.html", context)


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def region(request: HttpRequest, code: str) -> HttpResponseBase:
    """One region by the same indicators."""
    found = _found(request)
    shown = next((one for one in found.regions if one.territory.code == code), None)
    if shown is None:
        raise Http404
    if wanted_format(request):
        return send_table(request, shown.territory.title, COLUMNS, found.of_region(code), origins=origins_of(found))
    rows = [row for one in found.indicators for row in rows_of(request, found, one) if row.cell.region is shown]
    return render(request, "programme/national_region.html", {**_frame(request, found), "shown": shown, "rows": rows})


def _found(request: HttpRequest) -> Comparison:
    return comparison(timezone.localdate(), request.GET.get("period", ""))


def _frame(request: HttpRequest, found: Comparison) -> dict[str, Any]:
    query = f"period={found.span.key}&" if found.span else ""
    sample = any(one.programme.is_sample for one in found.regions if one.programme)
    return {"found": found, "span": found.span, "spans": found.spans, "query": query, "sample": sample}


@access(Permission.RUN_PROGRAMMES)
@drafted
def comment(request: HttpRequest, pk: int, period: int, common: str) -> HttpResponse:
    """Write the region's comment on its number, unless somebody was faster; for its own office alone."""
    programme = seen(request, pk)
    shown = get_object_or_404(programme.periods, pk=period)
    indicator = next((one for one in common_indicators(shown.ends) if one.id == common), None)
    if indicator is None or not may_run(person_of(request), programme):
        raise Http404
    now = RegionalComment.objects.filter(period=shown, common=common).first()
    form = RegionalCommentForm(request.POST or None, initial={"text": now.text if now else ""})
    back = _back(programme.territory.code, f"{shown.starts}..{shown.ends}")
    context = {"form": form, "indicator": indicator, "period": shown, "programme": programme, "back": back,
               "revision": now.revision if now else 0}  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            services.comment_on_number(period=shown, common=common, text=form.cleaned_data["text"],
                                       revision=_revision(request), by=person_of(request))  # fmt: skip
        except ChangedMeanwhile as late:
            context |= {"late": late.current, "revision": late.current.revision if late.current else 0}
            return render(request, "programme/regional_comment.html", context, status=CONFLICT)
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "programme/regional_comment.html", context, status=status)


def _back(code: str, span: str) -> str:
    return reverse("programme:national_region", args=[code]) + f"?period={span}"


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
