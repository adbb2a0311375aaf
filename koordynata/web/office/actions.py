"""The region's own actions: the list, one action, entering and changing it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from koordynata.coordination import services
from koordynata.coordination.enums import ACTION_MOVES, ActionState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import OwnAction
from koordynata.coordination.queries.actions import list_actions
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.tables import Column, Kind

from ..access import access
from ..clashes import clashes
from ..downloads import send_table, wanted_format
from ..drafts import drafted
from ..limits import SEARCHES, within_limit
from ..paging import page_of
from ..refusals import say_beside, say_on
from ..requests import person_of, seen_version
from .action_forms import ActionFilterForm, ActionForm, MoveForm
from .loading import RUN, action_of, office_regions
from .tabs import tabs

PER_PAGE = 50
COLUMNS: list[Column[OwnAction]] = [
    Column(gettext_lazy("Name"), Kind.TEXT, gettext_lazy("Name of the action"), lambda row: row.name),
    Column(gettext_lazy("Kind"), Kind.TEXT, gettext_lazy("Kind of action"), lambda row: row.kind_info.name),
    Column(gettext_lazy("Begins"), Kind.DATE, gettext_lazy("First day"), lambda row: row.starts),
    Column(gettext_lazy("Ends"), Kind.DATE, gettext_lazy("Last day"), lambda row: row.ends),
    Column(gettext_lazy("Budget in zł"), Kind.NUMBER, gettext_lazy("Empty: not set"),
           lambda row: None if row.budget is None else float(row.budget)),
    Column(gettext_lazy("Objective of the programme"), Kind.TEXT, gettext_lazy("Objective that it serves"),
           lambda row: row.objective),
    Column(gettext_lazy("State"), Kind.TEXT, gettext_lazy("How far it is"), lambda row: row.get_state_display()),
    Column(gettext_lazy("Result"), Kind.TEXT, gettext_lazy("What came of it"), lambda row: row.result),
]  # fmt: skip


@access(RUN)
@require_safe
def actions(request: HttpRequest) -> HttpResponseBase:
    """The list; with `format` in the address a file of the same rows."""
    form = ActionFilterForm(request.GET)
    asked = form.asked()
    if asked.q and not within_limit(request, SEARCHES):
        return render(request, "web/too_many.html", status=429)
    rows = list_actions(person_of(request), asked)
    if wanted_format(request):
        return send_table(request, _("Own actions"), COLUMNS, rows.iterator(chunk_size=2_000))
    context = {
        "form": form, "page": page_of(request, rows, PER_PAGE), "sort": asked.sort, "tabs": tabs(request),
        "may_plan": bool(office_regions(request)),
    }  # fmt: skip
    return render(request, "office/actions.html", context)


@access(RUN)
@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action."""
    return _render(request, action_of(request, pk), MoveForm())


def _render(request: HttpRequest, shown: OwnAction, form: MoveForm, status: int = 200) -> HttpResponse:
    after = [state for state in ActionState if ACTION_MOVES.allows(shown.state, state)]
    return render(request, "office/action.html", {"action": shown, "after": after, "form": form}, status=status)


@access(RUN)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin, finish or abandon an action."""
    shown, form = action_of(request, pk), MoveForm(request.POST)
    if not form.is_valid():
        return _render(request, shown, form, 422)
    told = form.cleaned_data
    try:
        services.move_action(action=shown, state=ActionState(told["state"]), result=told["result"],
                             by=person_of(request))  # fmt: skip
    except (CoordinationRefusal, ValidationError) as refusal:
        say_on(form, refusal)
    else:
        messages.success(request, _("Saved."))
        return redirect("office:action", pk=pk)
    return _render(request, action_of(request, pk), form, 422)


@access(RUN)
@drafted
def plan(request: HttpRequest) -> HttpResponse:
    """Enter an action."""
    regions = office_regions(request)
    if not regions:
        raise Http404
    form = ActionForm(request.POST or None, regions=regions)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan_action(territory=form.territory(), by=person_of(request), **form.values())
        except (CoordinationRefusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:action", pk=made.pk)
    return render(request, "office/action_edit.html", {"form": form}, status=422 if form.errors else 200)


@access(RUN)
@drafted
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an action, unless somebody was faster."""
    shown = action_of(request, pk)
    form = ActionForm(request.POST or None, instance=action_of(request, pk), regions=[shown.territory])
    context: dict[str, Any] = {"form": form, "action": shown, "version": shown.version}
    if request.method == "POST" and form.is_valid():
        try:
            services.change_action(action=shown, values=form.values(), by=person_of(request),
                                   seen_version=seen_version(request.POST))  # fmt: skip
        except ChangedMeanwhile as late:
            both = clashes(form, late.current, form.values())
            context |= {"version": action_of(request, pk).version, "late": late, "clashes": both}
            return render(request, "office/action_edit.html", context, status=409)
        except (CoordinationRefusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:action", pk=pk)
    if form.errors:
        context["version"] = request.POST.get("version", "")
    return render(request, "office/action_edit.html", context, status=422 if form.errors else 200)
