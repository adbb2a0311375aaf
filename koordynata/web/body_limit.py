"""Bodies that are too large are refused by their announced length, before a byte of them is kept.

Only the addresses that take files in may get a large one, and the door (`AccessMiddleware`) turns away whoever may not
load files before anybody reads it.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

FORM_BYTES = 10 * 2**20  # what any form other than an upload may weigh
ENVELOPE_BYTES = 2**20  # the fields around an uploaded file
# What one file may weigh, by the address that takes it in.
UPLOADS = {"sources:upload": "IMPORT_MAX_BYTES", "coordination:add_paper": "PAPER_MAX_BYTES"}


class BodyLimitMiddleware:
    """Answer 413 with a plain page, without reading on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at Content-Length; a body without one is cut off by the server at zero."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced):
            uploads = UPLOADS.get(_view_name(request.path_info))
            most = getattr(settings, uploads) if uploads else FORM_BYTES
            if int(announced) > most + (ENVELOPE_BYTES if uploads else 0):
                page = render_to_string("web/too_large.html", {"limit": most // 2**20})
                return HttpResponse(page, status=413)
        return self.get_response(request)


def _view_name(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
