"""Pages of a list; for printing the whole list at once."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PRINT = "print"
MOST_PRINTED = 2_000


def prints(request: HttpRequest) -> bool:
    """Whether the list is asked for as it goes to paper."""
    return PRINT in request.GET


def page_of(request: HttpRequest, rows: Any, size: int) -> "Page[Any]":
    """The page that the address asks for: the nearest one for a wrong number, the first thousands for printing."""
    if prints(request):
        return Paginator(rows, MOST_PRINTED).get_page(1)
    return Paginator(rows, size).get_page(request.GET.get("page"))
