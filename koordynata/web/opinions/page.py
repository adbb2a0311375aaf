"""The page of an application: one view, one tab at a time."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from koordynata.accounts.roles import Permission
from koordynata.opinions.enums import CLOSED, WITH_THE_SCHOOL
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.queries.history import history_of
from koordynata.opinions.rules import may_apply, may_handle

from ..access import access
from ..differences import tell_changes
from ..requests import person_of
from . import forms
from .contents import CONTENTS
from .loading import seen
from .office_forms import office_forms
from .tabs import tabs_of
from .way import days_left, steps_of


@access(Permission.VIEW_OPINIONS)
def request_page(request: HttpRequest, pk: int, tab: str) -> HttpResponse:
    """One application."""
    return render_page(request, seen(request, pk), tab)


def render_page(
    request: HttpRequest, shown: OpinionRequest, tab: str, *, status: int = 200,
    sent: Mapping[str, BaseForm] = MappingProxyType({}), **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page; a form that was sent with mistakes stands in its place."""
    user, opinion = person_of(request), getattr(shown, "opinion", None)
    handles, applies = may_handle(user, shown), may_apply(user, shown)
    context: dict[str, Any] = {
        "shown": shown, "tab": tab, "tabs": tabs_of(shown, tab), "opinion": opinion, "handles": handles,
        "applies": applies, "writes": applies and shown.state in WITH_THE_SCHOOL, "steps": steps_of(shown),
        "left": days_left(shown), "open": shown.state not in CLOSED, "may_again": applies and shown.state in CLOSED,
        "changes": tell_changes(history_of(shown, with_people=handles), OpinionRequest),
        "template": f"opinions/_{tab}.html",
    }  # fmt: skip
    context |= CONTENTS[tab](shown, user)
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
