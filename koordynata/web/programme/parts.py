"""What hangs on an element of a draft: added, changed, taken off. With mistakes the page comes back, the form open."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.foundation.stale import state_of
from koordynata.programme import services
from koordynata.programme.enums import LinkKind
from koordynata.programme.models import Link
from koordynata.programme.services.parts import MILESTONE

from ..access import access
from ..changing import change_over
from ..drafts import drafted
from ..refusals import in_one_line
from ..requests import person_of
from .card_forms import LinkForm, MilestoneForm, TagsForm
from .element import act_on, render_element
from .loading import element_run
from .resolutions import resolution_named

CONFLICT, UNPROCESSABLE = 409, 422


@access(Permission.RUN_PROGRAMMES)
@require_POST
@drafted
def add_link(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Point from the element to something."""
    shown, form = element_run(request, pk, number, uid), LinkForm(request.POST, auto_id="link_%s")

    def link(*, kind: str, code: str, title: str, by: Any) -> Link:
        if kind == LinkKind.RESOLUTION:
            code, title = resolution_named(by, shown.version.programme, code)
        return services.link_element(element=shown, kind=kind, code=code, title=title, by=by)

    return act_on(request, shown, "link", form, link)


@access(Permission.RUN_PROGRAMMES)
@require_POST
@drafted
def add_milestone(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Plan a milestone."""
    shown, form = element_run(request, pk, number, uid), MilestoneForm(request.POST, auto_id="milestone_%s")
    return act_on(request, shown, "milestone", form, lambda **told: services.plan_milestone(element=shown, **told))


@access(Permission.RUN_PROGRAMMES)
@require_POST
@drafted
def tag(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Give the element these tags, unless somebody was faster."""
    shown, form = element_run(request, pk, number, uid), TagsForm(request.POST, auto_id="tags_%s")
    try:
        seen = request.POST.get("seen", "")
        return act_on(request, shown, "tags", form,
                      lambda **told: services.tag_element(element=shown, seen=seen, **told))  # fmt: skip
    except ChangedMeanwhile:
        now = ", ".join(one.info.name for one in shown.tags.all()) or _("none")
        form.add_error(None, _("The tags were changed meanwhile to: %s. The choice made here is kept.") % now)
        return render_element(request, shown, status=CONFLICT, sent={"tags": form})


@access(Permission.RUN_PROGRAMMES)
@drafted
def change_milestone(request: HttpRequest, pk: int, number: int, uid: UUID, part: int) -> HttpResponse:
    """Change a planned milestone, unless somebody was faster."""
    shown = element_run(request, pk, number, uid)
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
    shown = element_run(request, pk, number, uid)
    found: Any = getattr(shown, what).filter(pk=part).first()
    if found is not None:
        try:
            services.take_off(part=found, by=person_of(request))
            messages.success(request, _("Taken off."))
        except Refusal as refusal:
            messages.error(request, in_one_line(refusal))
    return redirect("programme:element", pk, number, uid)
