"""How often one person may ask for what costs much. Counted in each process, so that reading writes nothing."""

from time import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

EXPORTS = "EXPORTS_PER_MINUTE"
SEARCHES = "SEARCHES_PER_MINUTE"


def within_limit(request: HttpRequest, limit: str) -> bool:
    """Count this request against a limit (settings); False when the person, or the unknown one's address, has asked too
    often."""
    counters = caches["local"]
    who = request.user.pk or request.META.get("REMOTE_ADDR", "")
    name = f"limit:{limit}:{who}:{int(time()) // 60}"
    counters.add(name, 0, 60)
    return int(counters.incr(name)) <= int(getattr(settings, limit))
