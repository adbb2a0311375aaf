"""One verb over many applications of the season's list: a few at once, many in the background."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.jobs.opinions import carry_out_bulk
from koordynata.opinions import services
from koordynata.opinions.enums import BulkVerb
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.queries.lists import handled_requests, list_requests

from ..access import access
from ..requests import person_of
from .forms import BulkForm
from .reading import read_filter

TOLD = 5  # refusals told one by one
AT_ONCE = 10  # more than so many go to the background


@access(Permission.HANDLE_OPINIONS)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Do it to the ticked ones, or to all of the list as it is filtered."""
    user = person_of(request)
    query = QueryDict(request.POST.get("query", "")[:1000])
    back = reverse("opinions:requests") + (f"?{query.urlencode()}" if query else "")
    form = BulkForm(request.POST, user=user)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect(back)
    values = form.cleaned_data
    chosen = _chosen(request, user, query, everything=values["which"] == "all")
    if not chosen:
        messages.error(request, _("Tick at least one application."))
    elif values["verb"] == "agenda":
        return _put_on_agenda(request, chosen, values, back)
    elif values["verb"] == BulkVerb.PREPARE or len(chosen) > AT_ONCE:
        return ask_for(chosen, BulkVerb(values["verb"]), user, kind=_kind(values))
    else:
        _do_to_each(request, chosen, values, user)
    return redirect(back)


def _chosen(request: HttpRequest, user: User, query: QueryDict, *, everything: bool) -> list[OpinionRequest]:
    """Always through what the user handles: another region's application is as good as none."""
    mine = handled_requests(user)
    if everything:
        return list(list_requests(user, read_filter(query)).filter(pk__in=mine.values("pk")))
    ids = [int(text) for text in request.POST.getlist("chosen") if text.isascii() and text.isdigit() and len(text) < 10]
    return list(mine.filter(pk__in=ids).select_related("school__territory").order_by("year", "number", "pk"))


def ask_for(chosen: list[OpinionRequest], verb: BulkVerb, user: User, *, kind: str = "") -> HttpResponse:
    """Start the work on many, and lead to where its progress is told."""
    run = services.start_bulk(requests=chosen, verb=verb, kind=kind, by=user)
    carry_out_bulk.enqueue(run.pk)
    return redirect("opinions:bulk_run", pk=run.pk)


def _kind(values: dict[str, Any]) -> str:
    return values["kind"] if values["verb"] == BulkVerb.POSITION else ""


def _do_to_each(request: HttpRequest, chosen: list[OpinionRequest], values: dict[str, Any], user: User) -> None:
    told = [(one, services.treat_one(request=one, verb=values["verb"], kind=_kind(values), by=user)) for one in chosen]
    refused = [f"{one.signature}: {words}" for one, words in told if words]
    if done := len(chosen) - len(refused):
        messages.success(request, ngettext("%d application: done.", "%d applications: done.", done) % done)
    _tell(request, refused)


def _tell(request: HttpRequest, refused: list[str]) -> None:
    for text in refused[:TOLD]:
        messages.error(request, text)
    if more := len(refused[TOLD:]):
        text = ngettext("%d more application cannot be treated so.", "%d more applications cannot be treated so.", more)
        messages.error(request, text % more)


def _put_on_agenda(
    request: HttpRequest, chosen: list[OpinionRequest], values: dict[str, Any], back: str
) -> HttpResponse:
    try:
        item = services.put_block_before_body(
            requests=chosen, meeting=values["meeting"], title=values["title"], by=person_of(request)
        )
    except (OpinionRefusal, CoordinationRefusal) as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, _("Put on the agenda; the evidence is frozen."))
    return redirect("opinions:block", item=item.pk)
