"""Changing what stands on a body's page, and a person of its lists; whoever comes late keeps the text."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.models import Mandate, Substitute
from koordynata.coordination.services import bodies, people
from koordynata.foundation.stale import state_of, values_of

from ...access import access
from ...clashes import clashes
from ...drafts import drafted
from ...requests import person_of
from .carrying import DONE, LATE, carry_out, tell
from .forms import BodyForm
from .loading import kept, member_of
from .page import frame
from .people_forms import AccountForm, ContactForm


@access(Permission.RUN_MEETINGS)
@drafted
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a body, unless somebody was faster."""
    shown, status = kept(request, pk), 200
    form = BodyForm(request.POST or None, instance=kept(request, pk))
    seen_version = request.POST.get("version", "")
    if request.method == "POST":
        status = carry_out(
            form, lambda **v: services.change_body(body=shown, seen_version=seen_version, by=person_of(request), **v)
        )
        if status == DONE:
            messages.success(request, _("Saved."))
            return redirect("bodies:body", pk=pk)
    if status == LATE:
        shown = kept(request, pk)
    context = {
        "form": form,
        "body": shown,
        "version": state_of(shown, bodies.EDITABLE),
        "clashes": clashes(form, values_of(shown, bodies.EDITABLE), form.cleaned_data) if status == LATE else [],
    }
    return render(request, "coordination/bodies/edit.html", context, status=status)


@access(Permission.RUN_MEETINGS)
@drafted
def person(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """A person of the body's lists: contact, account, what they do in it."""
    body, status = kept(request, pk), 200
    shown = member_of(body, member)
    form = ContactForm(request.POST or None, instance=member_of(body, member))
    seen_version = request.POST.get("version", "")
    if request.method == "POST":
        status = carry_out(
            form,
            lambda **v: services.change_member(member=shown, seen_version=seen_version, by=person_of(request), **v),
        )
        if status == DONE:
            messages.success(request, _("Saved."))
            return redirect("bodies:person", pk=pk, member=member)
    if status == LATE:
        shown = member_of(body, member)
    context = frame(request, body, "") | {
        "member": shown, "form": form, "version": state_of(shown, people.EDITABLE),
        "clashes": clashes(form, values_of(shown, people.EDITABLE), form.cleaned_data) if status == LATE else [],
        "account_form": AccountForm(member=shown, reader=person_of(request), auto_id="account_%s"),
        "mandates": Mandate.objects.filter(member=shown, seat__term__body=body).select_related("seat__term"),
        "stands_in": Substitute.objects.filter(member=shown, mandate__seat__term__body=body).select_related(
            "mandate__member", "mandate__seat"
        ),
    }  # fmt: skip
    return render(request, "coordination/bodies/person.html", context, status=status)


@access(Permission.RUN_MEETINGS)
@require_POST
def link_account(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Say with which account a person votes, or with none."""
    shown = member_of(kept(request, pk), member)
    form = AccountForm(request.POST, member=shown, reader=person_of(request), auto_id="account_%s")
    status = carry_out(form, lambda **v: services.link_account(member=shown, by=person_of(request), **v))
    if status == DONE:
        messages.success(request, _("Saved."))
    else:
        tell(request, form)
    return redirect("bodies:person", pk=pk, member=member)
