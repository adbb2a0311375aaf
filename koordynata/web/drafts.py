"""Drafts of forms: kept on the server while a person writes, offered again, gone with a save or a sign-out.

A view takes part with `@drafted` and its form with `{% draft address %}` (docs/adr/0018).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.models import User
from koordynata.accounts.queries import draft_content
from koordynata.accounts.services import drop_draft, save_draft

from . import once
from .access import SIGNED_IN, access, policy_of
from .requests import person_of

ADDRESS = "draft_address"
# Of the form as it stood, not of what was written into it.
NEVER_KEPT = frozenset({ADDRESS, once.FIELD, "csrfmiddlewaretoken"})
MOST_CHARACTERS = 100_000
_LATE_SECONDS = 10 * 60

View = TypeVar("View", bound=Callable[..., HttpResponse])


def drafted(view: View) -> View:
    """Mark a view whose form keeps drafts; when it leads on, the form was saved and the draft goes."""

    @wraps(view)
    def saved(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and 300 <= response.status_code < 400 and isinstance(request.user, User):
            drop_draft(address=request.path, by=request.user)
            # What the page sent off just before its form must not bring the draft back.
            cache.set(_over(request), True, _LATE_SECONDS if request.POST.get(once.FIELD) else 0)
        return response

    saved.keeps_drafts = True  # type: ignore[attr-defined]
    return cast(View, saved)


def _over(request: HttpRequest) -> str:
    """The name under which the end of one form's life is remembered."""
    return f"draft-over:{request.user.pk}:{salted_hmac('draft', request.POST.get(once.FIELD, '')).hexdigest()}"


def _keeps_drafts(address: str, user: User) -> bool:
    """Whether a form that keeps drafts is sent to this address, and this person may open it."""
    try:
        match = resolve(address)
    except Resolver404:
        return False
    policy = policy_of(match.func, match.url_name)
    return bool(getattr(match.func, "keeps_drafts", False) and policy and policy.admits(user))


@access(SIGNED_IN)
@require_safe
def read(request: HttpRequest) -> JsonResponse:
    """The draft of one form, field by field."""
    user, address = person_of(request), request.GET.get(ADDRESS, "")
    return JsonResponse({"fields": draft_content(user, address) if _keeps_drafts(address, user) else {}})


@access(SIGNED_IN)
@require_POST
def keep(request: HttpRequest) -> JsonResponse:
    """Keep what stands in a form now."""
    user, address = person_of(request), request.POST.get(ADDRESS, "")[:200]
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    if not _keeps_drafts(address, user):
        return JsonResponse({}, status=400)
    if sum(len(value) for values in fields.values() for value in values) > MOST_CHARACTERS:
        return JsonResponse({}, status=413)
    if cache.get(_over(request)):
        return JsonResponse({"message": ""})
    at = save_draft(address=address, content={str(k): [str(v) for v in vs] for k, vs in fields.items()}, by=user)
    time = date_format(localtime(at), "TIME_FORMAT")
    return JsonResponse({"message": _("Draft saved at %(time)s.") % {"time": time}})


@access(SIGNED_IN)
@require_POST
def drop(request: HttpRequest) -> JsonResponse:
    """Forget the draft of one form."""
    # PostgreSQL stores no NUL and would fail on being asked for one.
    drop_draft(address=request.POST.get(ADDRESS, "").replace("\0", ""), by=person_of(request))
    return JsonResponse({"message": _("The draft was thrown away.")})
