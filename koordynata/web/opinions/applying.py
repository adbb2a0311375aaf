"""The school's pages: start, write, submit, withdraw, apply again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.opinions import services
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.queries.values import values_of

from ..access import access
from ..clashes import clashes
from ..drafts import drafted
from ..refusals import in_one_line, say_beside
from ..requests import person_of, seen_version
from .forms import RequestForm, StartForm, WithdrawForm
from .loading import own
from .page import render_page


@access(Permission.APPLY_FOR_OPINIONS)
@drafted
def start(request: HttpRequest) -> HttpResponse:
    """Start an application."""
    form = StartForm(request.POST or None, user=person_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.start_request(by=person_of(request), **form.cleaned_data)
        except (OpinionRefusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            return redirect("opinions:change", pk=made.pk)
    return render(request, "opinions/start.html", {"form": form}, status=422 if form.errors else 200)


@access(Permission.APPLY_FOR_OPINIONS)
@drafted
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the application, unless somebody was faster."""
    shown = own(request, pk)
    form = RequestForm(request.POST or None, instance=own(request, pk))
    context: dict[str, Any] = {"form": form, "shown": shown, "version": shown.version}
    if request.method == "POST" and form.is_valid():
        try:
            services.change_request(
                request=shown, values=form.cleaned_data, by=person_of(request), seen_version=seen_version(request.POST)
            )
        except ChangedMeanwhile as late:
            context |= _clash(form, late) | {"version": own(request, pk).version}
            return render(request, "opinions/change.html", context, status=409)
        except (OpinionRefusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("opinions:request", pk=pk)
    if form.errors:
        context["version"] = seen_version(request.POST)
    return render(request, "opinions/change.html", context, status=422 if form.errors else 200)


def _clash(form: RequestForm, late: ChangedMeanwhile) -> dict[str, Any]:
    entered = values_of(OpinionRequest(**form.cleaned_data))
    return {"late": late, "clashes": clashes(form, late.current, entered)}


@access(Permission.APPLY_FOR_OPINIONS)
@require_POST
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Submit or withdraw."""
    shown, form = own(request, pk), WithdrawForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        return render_page(request, shown, "application", status=422, sent={"withdraw": form})
    try:
        if verb == "submit":
            services.submit(request=shown, by=person_of(request))
        else:
            services.withdraw(request=shown, reason=form.cleaned_data["reason"], by=person_of(request))
    except OpinionRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Submitted.") if verb == "submit" else _("Withdrawn."))
    return redirect("opinions:request", pk=pk)


@access(Permission.APPLY_FOR_OPINIONS)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply again with the same content."""
    try:
        made = services.start_again(request=own(request, pk), by=person_of(request))
    except (OpinionRefusal, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
        return redirect("opinions:request", pk=pk)
    return redirect("opinions:request", pk=made.pk)
