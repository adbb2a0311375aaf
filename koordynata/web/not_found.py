"""The answer to an address that leads nowhere, or nowhere for this reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for both. Unlike Django's own view it does not look for a CSRF token, so it reads no body."""
    return render(request, "404.html", status=404)
