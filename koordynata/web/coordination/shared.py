"""Pages that keep up: nothing where nothing changed, and one drawing for all who ask within the same second."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

NO_CHANGE = 204
FRESH_SECONDS = 1.0
_drawing = threading.Lock()


class Drawn(NamedTuple):
    """A part of a page, what it was drawn from, and when."""

    stamp: str
    at: float
    html: str


def unchanged(request: HttpRequest, stamp: str) -> HttpResponse | None:
    """The empty answer for a page that shows this already."""
    return HttpResponse(status=NO_CHANGE) if request.GET.get("v") == stamp else None


def shared(name: str, request: HttpRequest, stamp: str, draw: Callable[[], str]) -> str:
    """A part that looks the same to everybody who may see it: drawn once a second at most, however many ask.

    While hundreds vote it may lag behind by that second; whoever gets it asks again and gets the next. Nobody gets
    back what they have already.
    """
    key, has = f"{name}:{get_language()}", request.GET.get("v", "")
    found = _found(key, stamp, has)
    if found is None:
        with _drawing:
            found = _found(key, stamp, has) or Drawn(stamp, time.monotonic(), draw())
            caches["local"].set(key, found, 60)
    return found.html


def _found(key: str, stamp: str, has: str) -> Drawn | None:
    found: Drawn | None = caches["local"].get(key)
    if found is None:
        return None
    young = time.monotonic() - found.at < FRESH_SECONDS
    return found if found.stamp == stamp or (young and found.stamp != has) else None
