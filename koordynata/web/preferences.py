"""What a reader chooses for themselves: language and region. Both live in cookies; the account keeps the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from koordynata.accounts.models import User
from koordynata.accounts.services import set_language

from .access import PUBLIC, SIGNED_IN, access
from .regions import REGION_COOKIE, regions_of
from .requests import page_before

YEAR = 365 * 24 * 3600


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")


@access(PUBLIC)
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back; an unknown one changes nothing."""
    response: HttpResponse = HttpResponseRedirect(page_before(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
        if isinstance(request.user, User):
            set_language(language=language, by=request.user)
    return response


@access(SIGNED_IN)
@require_POST
def choose_region(request: HttpRequest) -> HttpResponse:
    """Remember the region and open its desk; a region outside the scope changes nothing."""
    response = HttpResponseRedirect("/")
    code = request.POST.get("region", "")
    if any(region.code == code for region in regions_of(request)):
        _remember(response, REGION_COOKIE, code)
    return response
