"""What a session must keep to: an hour without a request ends it, twelve hours end it in any case."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

BEGAN = "began_at"  # in the session: when the person signed in, in seconds
SEEN_COOKIE = "koordynata_seen"
_REFRESH_SECONDS = 60


@receiver(user_logged_in)
def _begin(request: HttpRequest | None, **more: Any) -> None:
    if request is not None and hasattr(request, "session"):
        request.session[BEGAN] = int(time.time())


def _signer(request: HttpRequest) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"seen:{request.session.session_key}")


class SessionLimitsMiddleware:
    """The time of the last request travels in a signed cookie bound to its session, so that reading writes nothing.

    Without the cookie a session is as old as its sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End what is over before anything else happens; note that the person was here."""
        now = int(time.time())
        seen = self._last_seen(request) if request.user.is_authenticated else now
        if self._is_over(request, seen, now):
            logout(request)
        response = self.get_response(request)
        if request.user.is_authenticated and now - seen >= _REFRESH_SECONDS:
            self._note(request, response)
        return response

    def _last_seen(self, request: HttpRequest) -> int:
        began = int(request.session.get(BEGAN, 0))
        try:
            text = _signer(request).unsign(request.COOKIES.get(SEEN_COOKIE, ""))
        except signing.BadSignature:
            return began
        return max(began, int(text))

    def _is_over(self, request: HttpRequest, seen: int, now: int) -> bool:
        if not request.user.is_authenticated:
            return False
        age = now - int(request.session.get(BEGAN, 0))
        return age > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS

    def _note(self, request: HttpRequest, response: HttpResponse) -> None:
        value = _signer(request).sign(str(int(time.time())))
        response.set_cookie(SEEN_COOKIE, value, secure=settings.HTTPS, httponly=True, samesite="Lax")
