"""What hangs on an element of a draft: added, changed, taken off. With mistakes the page comes back, the form open."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.foundation.stale import state_of
from koordynata.programme import services
from koordynata.programme.enums import LinkKind
from koordynata.programme.models import Element, Link
from koordynata.programme.services.parts import MILESTONE

from ..access import access
from ..changing import change_over
from ..drafts import drafted
from ..refusals import in_one_line, say_beside
from ..requests import person_of
from .card_forms import LinkForm, MilestoneForm, TagsForm
from .element import render_element
from .loading import element_seen, version_run
from .resolutions import resolution_named

CONFLICT, UNPROCESSABLE = 409, 422


def _element(request: HttpRequest, pk: int, number: int, uid: UUID) -> Element:
    return element_seen(version_run(request, pk, number), uid)


def _act(request: HttpRequest, shown: Element, name: str, form: BaseForm, do: Callable[..., Any]) -> HttpResponse:
    if form.is_valid():
        try:
            do(by=person_of(request), element=shown, **form.cleaned_data)
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("programme:element", shown.version.programme_id, shown.version.number, shown.strand.uid)
    return render_element(request, shown, status=UNPROCESSABLE, sent={name: form})


@access(Permission.RUN_PROGRAMMES)
@require_POST
@drafted
def add_link(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Point from the element to something."""
    shown, form = _element(request, pk, number, uid), LinkForm(request.POST, auto_id="link_%s")

    def link(*, element: Element, kind: str, code: str, title: str, by: Any) -> Link:
        if kind == LinkKind.RESOLUTION:
            code, title = resolution_named(by, element.version.programme, code)
        return services.link_element(element=element, kind=kind, code=code, title=title, by=by)

    return _act(request, shown, "link", form, link)


@access(Permission.RUN_PROGRAMMES)
@require_POST
@drafted
def add_milestone(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Plan a milestone."""
    shown, form = _element(request, pk, number, uid), MilestoneForm(request.POST, auto_id="milestone_%s")
    return _act(request, shown, "milestone", form, services.plan_milestone)


@access(Permission.RUN_PROGRAMMES)
@require_POST
@drafted
def tag(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Give the element these tags, unless somebody was faster."""
    shown, form = _element(request, pk, number, uid), TagsForm(request.POST, auto_id="tags_%s")
    try:
        seen = request.POST.get("seen", "")
        return _act(request, shown, "tags", form, lambda **told: services.tag_element(seen=seen, **told))
    except ChangedMeanwhile:
        now = ", ".join(one.info.name for one in shown.tags.all()) or _("none")
        form.add_error(None, _("The tags were changed meanwhile to: %s. The choice made here is kept.") % now)
        return render_element(request, shown, status=CONFLICT, sent={"tags": form})


@access(Permission.RUN_PROGRAMMES)
@drafted
def change_milestone(request: HttpRequest, pk: int, number: int, uid: UUID, part: int) -> HttpResponse:
    """Change a planned milestone, unless somebody was faster."""
    shown = _element(request, pk, number, uid)
    one, other = (get_object_or_404(shown.milestones, pk=part) for _copy in range(2))
    form = MilestoneForm(request.POST or None, instance=other)
    context: dict[str, Any] = {
        "programme": shown.version.programme, "version": shown.version, "element": shown, "form": form,
        "milestone": one, "seen": state_of(one, MILESTONE),
    }  # fmt: skip
    return change_over(
        request, "programme/change_milestone.html", context,
        lambda **told: services.plan_milestone(element=shown, uid=one.uid, by=person_of(request), **told),
        redirect("programme:element", pk, number, uid),
    )  # fmt: skip


@access(Permission.RUN_PROGRAMMES)
@require_POST
def take_off(request: HttpRequest, pk: int, number: int, uid: UUID, part: int, what: str) -> HttpResponse:
    """Take an institution, a link or a milestone off; taken off twice, it is simply gone."""
    shown = _element(request, pk, number, uid)
    found: Any = getattr(shown, what).filter(pk=part).first()
    if found is not None:
        try:
            services.take_off(part=found, by=person_of(request))
            messages.success(request, _("Taken off."))
        except Refusal as refusal:
            messages.error(request, in_one_line(refusal))
    return redirect("programme:element", pk, number, uid)
