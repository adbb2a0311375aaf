"""Applications by their address: a foreign one answers exactly like one that does not exist."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.rules import may_apply, may_handle

from ..requests import person_of

RELATED = (
    "school__territory", "occupation__branch", "school_type", "region", "main_occupation", "previous",
    "item__meeting__term__body", "opinion__evidence", "opinion__ballot", "opinion__resolution__body",
)  # fmt: skip


def seen(request: HttpRequest, pk: int) -> OpinionRequest:
    """The application, when the reader may see it."""
    rows = OpinionRequest.objects.visible_to(person_of(request)).select_related(*RELATED)
    return get_object_or_404(rows, pk=pk)


def own(request: HttpRequest, pk: int) -> OpinionRequest:
    """The application, when the reader answers for its school."""
    found = seen(request, pk)
    if not may_apply(person_of(request), found):
        raise Http404
    return found


def handled(request: HttpRequest, pk: int) -> OpinionRequest:
    """The application, when the reader treats it in the office."""
    found = seen(request, pk)
    if not may_handle(person_of(request), found):
        raise Http404
    return found
