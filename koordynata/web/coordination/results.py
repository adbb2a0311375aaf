"""One ballot afterwards: its verdict, the votes, or the record that a secret one publishes."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from koordynata.accounts.roles import Permission
from koordynata.coordination.models import Ballot, Meeting
from koordynata.coordination.verdict.telling import frozen_sentences

from ..access import access
from .loading import seen


def _ballot(meeting: Meeting, pk: int) -> Ballot:
    rows = Ballot.objects.select_related("motion__item").prefetch_related("votes__seat", "votes__member")
    return get_object_or_404(rows, pk=pk, motion__item__meeting=meeting)


@access(Permission.VIEW_MEETINGS)
def ballot(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """The page of a ballot."""
    shown = seen(request, pk)
    one = _ballot(shown, ballot)
    told = frozen_sentences(one.verdict) if one.verdict else None
    context = {"meeting": shown, "ballot": one, "item": one.motion.item, "told": told}
    return render(request, "coordination/ballot.html", context)


@access(Permission.VIEW_MEETINGS)
def record(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """The published record as the file that `koordynata verify-ballot` recounts."""
    one = _ballot(seen(request, pk), ballot)
    if one.record is None:
        raise Http404
    answer = HttpResponse(json.dumps(one.record, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="ballot-{one.pk}.json"'
    return answer
