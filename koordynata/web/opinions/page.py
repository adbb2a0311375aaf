"""The page of an application: one view, one tab at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.coordination.rules import may_see
from koordynata.foundation import working_days
from koordynata.opinions.enums import CLOSED, WITH_THE_OFFICE, WITH_THE_SCHOOL, RequestState
from koordynata.opinions.kinds import note_on_decisions
from koordynata.opinions.law import invited, procedure_on
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.need import is_needed
from koordynata.opinions.queries.cases import case_of_request, last_day_for, window_on
from koordynata.opinions.queries.completeness import requirements
from koordynata.opinions.queries.history import history_of
from koordynata.opinions.rules import may_apply, may_handle

from ..access import access
from ..differences import Told, tell_all
from ..requests import person_of
from . import forms
from .evidence import sheet_view
from .following import follow_up_view
from .loading import seen
from .office_forms import office_forms

TABS: dict[str, tuple[str, str | Promise]] = {
    "application": ("request", _("Application")),
    "evidence": ("request_evidence", _("Evidence")),
    "positions": ("request_positions", _("Positions")),
    "vote": ("request_vote", _("Agenda and vote")),
    "opinion": ("request_opinion", pgettext_lazy("tab", "Opinion")),
    "following": ("request_following", _("After the opinion")),
}


@dataclass(frozen=True)
class Tab:
    """One tab."""

    url: str
    label: str
    here: bool
    count: int | None


@dataclass(frozen=True)
class Step:
    """One step of the way: done, now, or to come."""

    label: str | Promise
    css: str
    detail: str | Promise


@access(Permission.VIEW_OPINIONS)
def request_page(request: HttpRequest, pk: int, tab: str) -> HttpResponse:
    """One application."""
    return render_page(request, seen(request, pk), tab)


def _told(changes: list[Any]) -> list[tuple[Any, list[Told]]]:
    return list(zip(changes, tell_all([(OpinionRequest, change.differences) for change in changes]), strict=True))


def render_page(
    request: HttpRequest, shown: OpinionRequest, tab: str, *, status: int = 200,
    sent: Mapping[str, BaseForm] = MappingProxyType({}), **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page; a form that was sent with mistakes stands in its place."""
    user, opinion = person_of(request), getattr(shown, "opinion", None)
    handles, applies = may_handle(user, shown), may_apply(user, shown)
    context: dict[str, Any] = {
        "shown": shown, "tab": tab, "tabs": _tabs(shown, tab), "opinion": opinion, "handles": handles,
        "applies": applies, "writes": applies and shown.state in WITH_THE_SCHOOL, "steps": steps_of(shown),
        "left": days_left(shown), "open": shown.state not in CLOSED, "may_again": applies and shown.state in CLOSED,
        "changes": _told(history_of(shown, with_people=handles)), "template": f"opinions/_{tab}.html",
    }  # fmt: skip
    context |= _BUILDERS[tab](shown, user)
    if context["writes"]:
        context |= {f"{name}_form": form(shown=shown, auto_id=f"{name}_%s") for name, form in _PARTS.items()}
    if applies and context["open"]:
        context["withdraw_form"] = forms.WithdrawForm(auto_id="withdraw_%s")
    if handles:
        context |= office_forms(shown, opinion)
    context |= {f"{name}_form": form for name, form in sent.items()} | more
    return render(request, "opinions/request.html", context, status=status)


_PARTS: dict[str, Any] = {
    "partner": forms.PartnerForm, "resource": forms.ResourceForm, "attachment": forms.AttachmentForm
}  # fmt: skip


def _tabs(shown: OpinionRequest, here: str) -> list[Tab]:
    counts = {
        "positions": shown.prior_opinions.count(),
        "following": shown.opinion.follow_ups.count() if hasattr(shown, "opinion") else None,
    }
    return [
        Tab(reverse(f"opinions:{name}", args=[shown.pk]), str(label), tab == here, counts.get(tab))
        for tab, (name, label) in TABS.items()
    ]


def days_left(shown: OpinionRequest) -> int | None:
    """Working days until the opinion is due, below zero when it is late; None where no clock runs."""
    if shown.state not in WITH_THE_OFFICE or shown.due is None:
        return None
    return working_days.count(timezone.localdate(), shown.due)


_WAY = (
    (RequestState.SUBMITTED, pgettext_lazy("step", "Submitted")),
    (RequestState.COMPLETE, pgettext_lazy("step", "Formally checked")),
    (RequestState.ON_AGENDA, pgettext_lazy("step", "Before the body")),
    (RequestState.DECIDED, pgettext_lazy("step", "Opinion given")),
    (RequestState.DELIVERED, pgettext_lazy("step", "Delivered")),
)


def steps_of(shown: OpinionRequest) -> list[Step]:
    """The way of an application; of a withdrawn one there is none."""
    if shown.state == RequestState.WITHDRAWN:
        return []
    order = [state for state, _label in _WAY]
    at = order.index(RequestState(shown.state)) if shown.state in order else -1
    return [
        Step(label, "done" if n < at else "now" if n == at else "", shown.get_state_display() if n == at else "")
        for n, (_state, label) in enumerate(_WAY)
    ]


def _application(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "requirements": requirements(shown, today) if shown.state in WITH_THE_SCHOOL else [],
        "need": is_needed(case_of_request(shown, today)), "partners": shown.partners.select_related("letter"),
        "resources": shown.resources.all(), "attachments": shown.attachments.all(),
        "window": window_on(shown.region, today),
    }  # fmt: skip


def _evidence(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    rows = shown.evidence.order_by("-version")
    if not may_handle(user, shown):
        rows = rows.filter(frozen_at__isnull=False)
    versions = list(rows)
    frozen = next((one for one in versions if one.frozen_at), None)
    main = frozen or (versions[0] if versions else None)
    return {
        "sheet": sheet_view(main) if main else None,
        "versions": versions,
        "working": versions[0] if versions else None,
    }


def _positions(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    return {"prior_opinions": shown.prior_opinions.all(), "invited": invited()}


def _vote(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    meeting = shown.item.meeting if shown.item else None
    return {
        "meeting": meeting, "sees_meeting": meeting is not None and may_see(user, meeting.term.body),
        "last_day": last_day_for(meeting, shown.region) if meeting else None,
        "procedure": procedure_on(timezone.localdate()), "proposals": shown.proposals.select_related("motion"),
        "note": note_on_decisions(), "invited": invited(),
    }  # fmt: skip


def _opinion(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    return {"procedure": procedure_on(timezone.localdate())}


def _following(shown: OpinionRequest, user: Any) -> dict[str, Any]:
    opinion = getattr(shown, "opinion", None)
    return {"follow_ups": [follow_up_view(one) for one in opinion.follow_ups.order_by("-year")] if opinion else []}


_BUILDERS = {
    "application": _application, "evidence": _evidence, "positions": _positions, "vote": _vote, "opinion": _opinion,
    "following": _following,
}  # fmt: skip
