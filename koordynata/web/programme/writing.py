"""Writing a draft: elements added, changed, moved, left out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import Refusal
from koordynata.foundation.stale import state_of
from koordynata.programme import services
from koordynata.programme.models import Element, Version
from koordynata.programme.services.elements import WRITTEN

from ..access import access
from ..changing import change_over
from ..drafts import drafted
from ..refusals import in_one_line, say_beside
from ..requests import person_of
from .forms import ElementForm, NewElementForm, PlaceForm
from .loading import element_seen, version_run

CONFLICT, UNPROCESSABLE = 409, 422


@access(Permission.RUN_PROGRAMMES)
@drafted
def change(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Change words and days of an element, unless somebody was faster."""
    element = element_seen(version_run(request, pk, number), uid)
    form = ElementForm(request.POST or None, instance=element_seen(element.version, uid))
    context: dict[str, Any] = {**_about(element), "form": form, "seen": state_of(element, WRITTEN)}
    return change_over(
        request, "programme/change.html", context,
        lambda **told: services.change_element(element=element, by=person_of(request), **told),
        redirect("programme:element", pk, number, uid),
    )  # fmt: skip


@access(Permission.RUN_PROGRAMMES)
@drafted
def add(request: HttpRequest, pk: int, number: int, uid: UUID | None = None) -> HttpResponse:
    """Add an element under another one, or at the top."""
    version = version_run(request, pk, number)
    parent = element_seen(version, uid) if uid else None
    form = NewElementForm(request.POST or None, version=version, parent=parent)
    made = _carried_out(request, form, lambda told: services.add_element(version=version, parent=parent, **told))
    if made is not None:
        return redirect("programme:change", pk, number, made.strand.uid)
    context = {"programme": version.programme, "version": version, "parent": parent, "form": form}
    return render(request, "programme/add.html", context, status=UNPROCESSABLE if form.errors else 200)


@access(Permission.RUN_PROGRAMMES)
@drafted
def move(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Put an element, with all below it, in another place."""
    element = element_seen(version_run(request, pk, number), uid)
    start = {"parent": element.parent_id, "position": element.position}
    form = PlaceForm(request.POST or None, element=element, initial=start)
    moved = _carried_out(request, form, lambda told: services.move_element(element=element, **told))
    if moved is not None:
        return redirect("programme:element", pk, number, uid)
    context = {**_about(element), "form": form}
    return render(request, "programme/move.html", context, status=UNPROCESSABLE if form.errors else 200)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def remove(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Leave an element out of the draft, with all below it."""
    element = element_seen(version_run(request, pk, number), uid)
    try:
        services.remove_element(element=element, by=person_of(request))
    except Refusal as refusal:
        messages.error(request, in_one_line(refusal))
    else:
        messages.success(request, _("Left out of this version."))
    return redirect("programme:version", pk, number)


def _carried_out(request: HttpRequest, form: BaseForm, do: Any) -> Element | None:
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        done: Element = do({**form.cleaned_data, "by": person_of(request)})
    except (Refusal, ValidationError) as refusal:
        say_beside(form, refusal)
        return None
    messages.success(request, _("Saved."))
    return done


def _about(element: Element) -> dict[str, Any]:
    version: Version = element.version
    return {"programme": version.programme, "version": version, "element": element}
