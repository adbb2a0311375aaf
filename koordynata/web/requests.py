"""What a request says, typed."""

from django.http import Http404, HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from koordynata.accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Whoever is signed in; behind a policy that is not public there is always somebody."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def seen_version(sent: QueryDict) -> int:
    """The version of a record that the form's page showed; 0 when it was not said, or not as a number."""
    text = sent.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def page_before(request: HttpRequest) -> str:
    """The page from which a form was sent, or the desk.

    By the Referer: pages that say "not found" then hold no address and stay alike.
    """
    page = request.headers.get("Referer", "/")
    own = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if own else "/"
