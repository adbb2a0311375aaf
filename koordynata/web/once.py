"""A form sent twice acts once: each carries a key, and the echo of a sending is led where the first one led."""

import time
import uuid
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import salted_hmac

from .requests import page_before

FIELD = "form_key"
_KEPT_SECONDS = 24 * 3600
# A first sending that is still at work says so for a minute; its echo waits for it a while.
_PENDING, _PENDING_SECONDS, _PATIENCE_SECONDS = "", 60, 10.0
_FIRST_LOOK, _LONGEST_WAIT = 0.01, 0.1  # most are done within milliseconds, and who waits holds one of few threads


def new_key() -> str:
    """A key for a fresh form."""
    return uuid.uuid4().hex


class OnceMiddleware:
    """Stands behind every check of who may enter, so that a view never sees the echo of a form.

    A sending is known by person, address, key and content: the same form with another text acts again. Only what
    ended in a redirect is done; a form that came back with mistakes may be sent again. A form without a key always
    acts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note where the first sending of a form led."""
        response = self.get_response(request)
        if name := getattr(request, "_first_sending", ""):
            if 300 <= response.status_code < 400:
                cache.set(name, response.headers["Location"], _KEPT_SECONDS)
            else:
                cache.delete(name)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Claim a sending, or lead its echo."""
        name = _sending(request)
        if not name:
            return None
        led_to = _claim(name)
        if led_to is None:
            request._first_sending = name  # type: ignore[attr-defined]
            return None
        return HttpResponseRedirect(led_to or page_before(request))


def _sending(request: HttpRequest) -> str:
    """The name under which a sending is known; empty for what is no form with a key."""
    if request.method != "POST" or not request.POST.get(FIELD):
        return ""
    told = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, str(file.name), file.size) for name, sent in request.FILES.lists() for file in sent)
    content = salted_hmac("form sent", repr((request.path, told, files)), algorithm="sha256")
    return f"form:{request.user.pk}:{content.hexdigest()}"


def _claim(name: str) -> str | None:
    """None: this is the first sending. Else where the first one led; empty when it does not come to an end."""
    until, pause = time.monotonic() + _PATIENCE_SECONDS, _FIRST_LOOK
    while not cache.add(name, _PENDING, _PENDING_SECONDS):
        led_to = cache.get(name, _PENDING)
        if led_to != _PENDING or time.monotonic() > until:
            return str(led_to)
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_WAIT)
    return None
