"""People and their roles."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.models import User
from koordynata.accounts.queries import has_second_factor
from koordynata.accounts.roles import Permission
from koordynata.accounts.services import disable_user, enable_user, reset_second_factor
from koordynata.registry.errors import RegistryRefusal
from koordynata.registry.queries.people import (
    open_invitations,
    people_with_roles,
    visible_memberships,
    visible_people,
)
from koordynata.registry.rules import may_end
from koordynata.registry.scopes import scope_of
from koordynata.registry.services import end_membership, give_role

from ..access import access
from ..downloads import send_table, wanted_format
from ..requests import person_of
from .columns import INVITATION_COLUMNS, ROLE_COLUMNS
from .forms import RoleForm


@access(Permission.INVITE)
def people(request: HttpRequest) -> HttpResponseBase:
    """Who has which role in the reader's territories, and which invitations are open."""
    user = person_of(request)
    if wanted_format(request) and request.GET.get("table") == "invitations":
        return send_table(request, _("Open invitations"), INVITATION_COLUMNS, open_invitations(user))
    if wanted_format(request):
        roles = (row for person in people_with_roles(user) for row in person.memberships)
        return send_table(request, _("People and roles"), ROLE_COLUMNS, roles)
    context = {"people": people_with_roles(user), "invitations": open_invitations(user)}
    return render(request, "accounts/people.html", context)


def _render_person(request: HttpRequest, person: User, form: RoleForm, status: int = 200) -> HttpResponse:
    user = person_of(request)
    rows = list(visible_memberships(user).filter(user=person).order_by("-since", "-id"))
    active = {row.pk for row in visible_memberships(user).active().filter(user=person)}
    memberships = [(row, row.pk in active, row.pk in active and may_end(user, row)) for row in rows]
    context = {
        "person": person,
        "memberships": memberships,
        "form": form,
        "runs_accounts": scope_of(user, Permission.INVITE).country and person != user,
        "second_factor": has_second_factor(person),
    }
    return render(request, "accounts/person.html", context, status=status)


@access(Permission.INVITE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles now and before; a form that gives another."""
    user = person_of(request)
    shown = get_object_or_404(visible_people(user), pk=pk)
    form = RoleForm(request.POST or None, user=user)
    if request.method != "POST":
        return _render_person(request, shown, form)
    if not form.is_valid():
        return _render_person(request, shown, form, 422)
    try:
        give_role(user=shown, by=user, **form.cleaned_data)
    except RegistryRefusal as refusal:
        form.add_error(None, str(refusal))
        return _render_person(request, shown, form, 422)
    messages.success(request, _("The role was given."))
    return redirect("person", pk=shown.pk)


@access(Permission.INVITE)
@require_POST
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away, at once."""
    user = person_of(request)
    membership = get_object_or_404(visible_memberships(user), pk=pk)
    try:
        end_membership(membership=membership, by=user)
    except RegistryRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The role was ended."))
    return redirect("person", pk=membership.user_id)


_ACCOUNT_VERBS = {"lock": disable_user, "unlock": enable_user, "forget-second-factor": reset_second_factor}


@access(Permission.INVITE)
@require_POST
def change_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock or unlock an account, or forget a lost second factor; only for the whole country, never the own."""
    user = person_of(request)
    shown = get_object_or_404(visible_people(user), pk=pk)
    verb = _ACCOUNT_VERBS.get(request.POST.get("verb", ""))
    if verb is None or shown == user or not scope_of(user, Permission.INVITE).country:
        raise Http404
    verb(user=shown, by=user)
    messages.success(request, _("The account was changed."))
    return redirect("person", pk=shown.pk)
