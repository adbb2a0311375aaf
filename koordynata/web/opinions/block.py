"""A block: one item of an agenda with many applications, each with its own opinion and number."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.coordination.enums import BallotState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import AgendaItem, Ballot, Motion
from koordynata.coordination.rules import may_see
from koordynata.opinions import services
from koordynata.opinions.enums import BulkVerb, RequestState
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.kinds import note_on_decisions
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.queries.lists import handled_requests, with_evidence

from ..access import access
from ..downloads import send_table, wanted_format
from ..drafts import drafted
from ..paging import page_of
from ..refusals import in_one_line
from ..requests import person_of
from .bulk import AT_ONCE, ask_for
from .forms import DeliverForm
from .lists import COLUMNS, proposed_words

PER_PAGE = 50
RELATED = ("school__territory", "occupation", "school_type", "opinion", "item__meeting__term__body")


def _rows(request: HttpRequest, item: int) -> list[OpinionRequest]:
    """The applications of an item that the reader may see; none: there is no such block."""
    user = person_of(request)
    items = AgendaItem.objects.filter(pk=item)  # also for a number that no database holds
    rows = with_evidence(OpinionRequest.objects.visible_to(user).filter(item__in=items), user)
    found = list(rows.select_related(*RELATED).order_by("year", "number", "pk"))
    if not found:
        raise Http404
    return found


def _ballots(item: AgendaItem) -> list[Ballot]:
    found = Ballot.objects.filter(motion__item=item).select_related("motion").order_by("opened_at", "pk")
    return list(found)


@access(Permission.VIEW_OPINIONS)
@require_safe
def block(request: HttpRequest, item: int) -> HttpResponseBase:
    """The block: what is proposed, what the ballots said, which opinion came of it; with `format` a file of it."""
    rows = _rows(request, item)
    if wanted_format(request):
        return send_table(request, _("Applications of a block"), COLUMNS, rows)
    return _render(request, rows)


def _render(request: HttpRequest, rows: list[OpinionRequest], *, status: int = 200, **sent: BaseForm) -> HttpResponse:
    user, item = person_of(request), rows[0].item
    if item is None:
        raise Http404
    handles = handled_requests(user).filter(pk=rows[0].pk).exists()
    page = page_of(request, rows, PER_PAGE)
    context = {
        "item": item, "meeting": item.meeting, "page": page, "rows": [(row, proposed_words(row)) for row in page],
        "motions": Motion.objects.filter(item=item).order_by("pk"), "ballots": _ballots(item), "handles": handles,
        "sees_meeting": may_see(user, item.meeting.term.body), "note": note_on_decisions(),
        "waiting": any(row.state == RequestState.ON_AGENDA for row in rows),
        "undelivered": any(row.state == RequestState.DECIDED for row in rows),
        "deliver_form": DeliverForm(auto_id="deliver_%s"),
    }  # fmt: skip
    return render(request, "opinions/block.html", context | sent, status=status)


def _move(rows: list[OpinionRequest], item: AgendaItem, values: dict[str, Any], by: User) -> Any:
    return services.move_block(item=item, by=by)


def _decide(rows: list[OpinionRequest], item: AgendaItem, values: dict[str, Any], by: User) -> None:
    """From every closed ballot that decided something and was not used yet. Raises OpinionRefusal."""
    closed = [one for one in _ballots(item) if one.state == BallotState.CLOSED]
    if not closed:
        raise OpinionRefusal(_("No ballot over this application was closed yet."))
    newest = {one.motion_id: one for one in closed}
    for ballot in newest.values():
        services.decide_block(ballot=ballot, by=by)


def _deliver(rows: list[OpinionRequest], item: AgendaItem, values: dict[str, Any], by: User) -> Any:
    return services.deliver_block(requests=rows, **values, by=by)


VERBS: dict[str, tuple[Callable[..., Any], Callable[..., BaseForm]]] = {
    "motion": (_move, Form), "decide": (_decide, Form), "deliver": (_deliver, DeliverForm),
}  # fmt: skip


@access(Permission.HANDLE_OPINIONS)
@require_POST
@drafted
def act(request: HttpRequest, item: int, verb: str) -> HttpResponse:
    """Put the block to the vote, take its opinions from the ballots, record one delivery for all."""
    user = person_of(request)
    rows = _rows(request, item)
    if not handled_requests(user).filter(pk=rows[0].pk).exists():
        raise Http404
    do, make_form = VERBS[verb]
    form = make_form(request.POST, auto_id=f"{verb}_%s")
    if verb == "decide" and len(rows) > AT_ONCE:
        return ask_for([row for row in rows if row.state == RequestState.ON_AGENDA] or rows, BulkVerb.DECIDE, user)
    if form.is_valid():
        try:
            do(rows, get_object_or_404(AgendaItem, pk=item), form.cleaned_data, user)
        except (OpinionRefusal, CoordinationRefusal, ValidationError) as refusal:
            messages.error(request, in_one_line(refusal))
        else:
            messages.success(request, _("Saved."))
        return redirect("opinions:block", item=item)
    return _render(request, rows, status=422, **{f"{verb}_form": form})
