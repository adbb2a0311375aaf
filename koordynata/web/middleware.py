"""What every request passes: the reader's language, and the door."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from koordynata.accounts.models import User
from koordynata.accounts.queries import has_second_factor
from koordynata.registry.errors import NotAllowed
from koordynata.registry.queries.people import is_staff

from .access import policy_of_request

Next = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME


class LanguageMiddleware:
    """Polish unless the reader chose English; the browser's wishes are not asked."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language."""
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class AccessMiddleware:
    """Closed by default: no policy, no page. Pages of signed-in people are never stored by caches."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and keep what signed-in people see out of caches."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse before the view runs. Whoever may not enter sees what an unknown address shows."""
        if "\0" in request.path:
            raise Http404  # PostgreSQL stores no NUL and would fail on being asked for one
        policy = policy_of_request(request, view)
        if policy is not None and policy.admits(request.user):
            return None
        if policy is not None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """What a person may not do in this place answers like what does not exist."""
        if isinstance(exception, NotAllowed):
            raise Http404 from None


class SecondFactorMiddleware:
    """Whoever has a role of the office sets up an authenticator app before anything else."""

    OPEN = frozenset({"choose_language", "account_change_password", "account_reauthenticate"})

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the check stands in process_view, when the address is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Send to the set-up page whoever still needs it."""
        if not settings.STAFF_NEED_SECOND_FACTOR or not isinstance(request.user, User):
            return None
        policy = policy_of_request(request, view)
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if (policy and policy.public) or name in self.OPEN or name.startswith("mfa_"):
            return None
        if is_staff(request.user) and not has_second_factor(request.user):
            return redirect("mfa_activate_totp")
        return None
