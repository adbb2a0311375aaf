"""One view, one context, two templates: the page, and the part of it that htmx swaps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for the part only; going back in the history needs the whole page."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def render_page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """`web/intelligence/<name>.html`, or its `_<name>.html` for htmx."""
    file = f"_{name}.html" if wants_part(request) else f"{name}.html"
    response = render(request, f"web/intelligence/{file}", context)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response
