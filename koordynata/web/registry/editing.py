"""Entering and changing an institution; whoever comes late sees the difference and keeps the text."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.registry.models import Institution
from koordynata.registry.queries.values import values_of, version_of
from koordynata.registry.services import create_institution, update_institution

from ..access import access
from ..clashes import clashes
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of
from .forms import InstitutionForm
from .loading import editable, seen


@access(Permission.EDIT_REGISTERS)
@drafted
def enter(request: HttpRequest) -> HttpResponse:
    """Enter an institution by hand."""
    user = person_of(request)
    form = InstitutionForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_institution(values=form.cleaned_data, by=user)
        except ValidationError as mistakes:
            say_beside(form, mistakes)
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:institution", pk=made.pk)
    return render(request, "registry/edit.html", {"form": form}, status=422 if form.errors else 200)


@access(Permission.EDIT_REGISTERS)
@drafted
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an institution, unless somebody was faster."""
    user, shown = person_of(request), editable(request, pk)
    version = version_of(shown)
    form = InstitutionForm(request.POST or None, user=user, instance=editable(request, pk))
    context: dict[str, Any] = {"form": form, "institution": shown, "version": version}
    if request.method == "POST" and form.is_valid():
        try:
            update_institution(
                institution=shown, values=form.cleaned_data, seen_version=request.POST.get("version", ""), by=user
            )
        except ChangedMeanwhile as late:
            current, entered = seen(request, pk), values_of(Institution(**form.cleaned_data))
            both = clashes(form, values_of(current), entered)
            context |= {"version": version_of(current), "late": late, "clashes": both}
            return render(request, "registry/edit.html", context, status=409)
        except ValidationError as mistakes:
            say_beside(form, mistakes)
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:institution", pk=shown.pk)
    if form.errors:
        context["version"] = request.POST.get("version", "")
    return render(request, "registry/edit.html", context, status=422 if form.errors else 200)
