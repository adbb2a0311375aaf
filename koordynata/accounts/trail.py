"""Sign-in, sign-out and security changes leave audit events: what allauth signals is written down."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from . import services
from .models import User


@receiver(user_logged_in)
def _signed_in(user: User, **more: Any) -> None:
    services.record_session(what="signed_in", by=user)


@receiver(user_logged_out)
def _signed_out(user: User | None, **more: Any) -> None:
    if isinstance(user, User):
        services.record_session(what="signed_out", by=user)


@receiver([password_changed, password_reset, password_set])
def _password(user: User, **more: Any) -> None:
    services.record_session(what="password_changed", by=user)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def _second_factor(user: User, **more: Any) -> None:
    services.record_session(what="second_factor_changed", by=user)
