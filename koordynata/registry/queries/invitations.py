"""Invitations by their link."""

import hashlib

from django.utils import timezone

from koordynata.accounts.models import User

from ..models import Invitation


def open_invitation(token: str) -> Invitation | None:
    """The invitation behind a link, unless it was used, withdrawn, or is out of date."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return (
        Invitation.objects.filter(token_hash=digest, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
        .select_related("territory", "institution", "invited_by")
        .first()
    )


def account_exists(invitation: Invitation) -> bool:
    """Whether the invited address has an account already."""
    return User.objects.filter(email__iexact=invitation.email).exists()
