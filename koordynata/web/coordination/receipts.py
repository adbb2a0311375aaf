"""A receipt travels to its voter in a cookie of the one page that shows it.

Not in the session: that lies in the database under the voter's name, and a receipt kept there would lead from the voter
to the paper after the closing.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from koordynata.coordination.models import Ballot, Meeting

COOKIE = "receipt"
_SECONDS = 600


def hand_out(response: HttpResponse, meeting: Meeting, ballot: Ballot, code: str) -> None:
    """Give the receipt to the page that comes next."""
    response.set_cookie(
        COOKIE, f"{ballot.pk}.{code}", max_age=_SECONDS, path=_page(meeting.pk), secure=settings.HTTPS, httponly=True,
        samesite="Strict",
    )  # fmt: skip


def receipt_of(request: HttpRequest, ballot: Ballot | None) -> str:
    """The receipt of this ballot, if the page was led here from the box."""
    number, _dot, code = request.COOKIES.get(COOKIE, "").partition(".")
    return code[:40] if ballot and number == str(ballot.pk) else ""


def forget_receipt(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """It is shown once."""
    if COOKIE in request.COOKIES and request.resolver_match:
        response.delete_cookie(COOKIE, path=_page(request.resolver_match.kwargs["pk"]), samesite="Strict")
    return response


def _page(meeting: int) -> str:
    return reverse("coordination:vote", args=[meeting])
