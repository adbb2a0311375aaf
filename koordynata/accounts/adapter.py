"""Sign-in as this house wants it: accounts only by invitation, in the reader's own language."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .models import User
from .services import drop_drafts

FRESH_SECONDS = 5 * 60


class InvitationOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made from invitations only."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever has just signed in need not say the password again to set up a second factor."""
        records = get_authentication_records(context.request, context.request.user)
        just_now = any(time.time() - record["at"] < FRESH_SECONDS for record in records)
        return not just_now and bool(super().is_reauthentication_required(app=app))

    def logout(self, request: HttpRequest) -> None:
        """Whoever signs out leaves nothing half-written behind; a session that merely ran out keeps its drafts."""
        if isinstance(request.user, User):
            drop_drafts(by=request.user)
        super().logout(request)

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Bring the language along that the person chose on another machine, unless one was chosen on this one."""
        response: HttpResponse = super().post_login(request, user, **more)
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            return response
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=365 * 24 * 3600,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
        return response
