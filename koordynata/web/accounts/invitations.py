"""Sending, withdrawing and using invitations."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.registry.errors import RegistryRefusal
from koordynata.registry.queries.invitations import account_exists, open_invitation
from koordynata.registry.queries.people import visible_invitations
from koordynata.registry.services import accept_invitation, invite, withdraw_invitation

from ..access import PUBLIC, access
from ..drafts import drafted
from ..requests import person_of
from .forms import AcceptForm, InviteForm


@access(Permission.INVITE)
@drafted
def send(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail."""
    user = person_of(request)
    form = InviteForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            invite(by=user, link=lambda token: _address(request, token), **form.cleaned_data)
        except RegistryRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The invitation was sent."))
            return redirect("people")
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("accept_invitation", args=[token]))


@access(Permission.INVITE)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link useless."""
    user = person_of(request)
    invitation = get_object_or_404(visible_invitations(user), pk=pk)
    withdraw_invitation(invitation=invitation, by=user)
    messages.success(request, _("The invitation was withdrawn."))
    return redirect("people")


@access(PUBLIC)
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Use an invitation: set name and password, or take the role with the account signed in."""
    invitation = open_invitation(token)
    if invitation is None:
        return render(request, "accounts/invitation_over.html", status=404)
    known = account_exists(invitation)
    user = request.user if isinstance(request.user, User) else None
    own = known and user is not None and user.email.lower() == invitation.email.lower()
    form = AcceptForm(request.POST or None) if not known else None
    context = {"invitation": invitation, "form": form, "own": own}
    if request.method == "POST" and (own or (form and form.is_valid())):
        answers = form.cleaned_data if form and not own else {}
        try:
            account = accept_invitation(token=token, by=user, **answers)
        except RegistryRefusal as refusal:
            messages.error(request, str(refusal))
            return redirect("account_login")
        except ValidationError as weak:
            assert form is not None
            form.add_error("password", weak)
        else:
            if user is None:
                login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
            return redirect("desk")
    return render(request, "accounts/accept.html", context, status=422 if form and form.errors else 200)
