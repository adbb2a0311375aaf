"""Accounts are made by invitation: a link by mail, used once, for 14 days."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.accounts.services import create_account
from koordynata.foundation.audit import Actor, record_event
from koordynata.reference.models import Territory

from ..errors import NotAllowed, RegistryRefusal
from ..models import Institution, Invitation
from ..queries.invitations import open_invitation
from ..queries.values import membership_values
from ..rules import may_give
from .memberships import add_membership, check_giving

logger = logging.getLogger(__name__)
VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    *,
    email: str,
    role: str,
    territory: Territory,
    institution: Institution | None = None,
    link: Callable[[str], str],
    by: User,
) -> Invitation:
    """Send a link that makes an account with one membership. Only the token's hash is kept.

    `link` turns a token into a full address. Raises NotAllowed and RegistryRefusal, also when the mail cannot go out.
    """
    check_giving(by, role, territory, institution)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.lower(),
        role=role,
        territory=territory,
        institution=institution,
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    _record("sent", invitation, by)
    transaction.on_commit(lambda: _send(invitation, link(token), by))
    return invitation


def _send(invitation: Invitation, address: str, by: User) -> None:
    """Only the mail holds the token: when it cannot go out, the invitation is worth nothing and is withdrawn."""
    text = render_to_string("registry/mail/invitation.txt", {"invitation": invitation, "address": address})
    try:
        send_mail(gettext("Invitation to Koordynata"), text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    except OSError as error:
        logger.exception("invitation %s could not be sent", invitation.pk)
        withdraw_invitation(invitation=invitation, by=by)
        raise RegistryRefusal(_("The mail could not be sent, so nobody was invited. Try again later.")) from error


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """Make the link useless; withdrawn twice, it is withdrawn once. Raises NotAllowed."""
    if not may_give(by, invitation.role_info, invitation.territory):
        raise NotAllowed
    open_ones = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if open_ones.update(withdrawn_at=timezone.now()):
        _record("withdrawn", invitation, by)


@transaction.atomic
def accept_invitation(*, token: str, full_name: str = "", password: str = "", by: User | None = None) -> User:
    """Use the link: a new account, or another role for the account of the same address (`by`: whoever is signed in).

    The invitation is claimed by one conditional update, so that it works once. Raises RegistryRefusal.
    """
    invitation = open_invitation(token)
    refusal = RegistryRefusal(_("This invitation was used, withdrawn, or is out of date. Ask for a new one."))
    if invitation is None:
        raise refusal
    unused = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not unused.update(accepted_at=timezone.now()):
        raise refusal
    user = _account_for(invitation, full_name, password, by)
    inviter = invitation.invited_by
    if inviter is None or not may_give(inviter, invitation.role_info, invitation.territory):
        raise refusal  # whoever invited may no longer give this role
    add_membership(user, invitation.role, invitation.territory, invitation.institution, by=inviter)
    _record("accepted", invitation, user)
    return user


def _account_for(invitation: Invitation, full_name: str, password: str, by: User | None) -> User:
    existing = User.objects.filter(email__iexact=invitation.email).first()
    if existing is None:
        return create_account(email=invitation.email, full_name=full_name, password=password, by=None)
    if by is None or by.pk != existing.pk:
        raise RegistryRefusal(_("Sign in with the account of the invited address first."))
    return existing


def _record(verb: str, invitation: Invitation, by: Actor) -> None:
    record_event(
        f"invitation.{verb}",
        by=by,
        object_type="invitation",
        object_id=invitation.pk,
        label=invitation.email,
        territories=[invitation.territory.code],
        after=membership_values(invitation.role, invitation.territory, invitation.institution),
    )
