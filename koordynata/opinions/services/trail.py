"""Audit events of the room, and the lock under which an application changes."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from koordynata.foundation import numbering
from koordynata.foundation.audit import Actor, record_event
from koordynata.foundation.states import IllegalMove
from koordynata.reference.models import Territory

from ..enums import REQUEST_MOVES, RequestState
from ..errors import OpinionRefusal
from ..models import Opinion, OpinionRequest

T = TypeVar("T")
TOLD = 10  # refusals told one by one
RELATED = (
    "school__territory",
    "school__parent",
    "occupation__branch",
    "school_type",
    "region",
    "main_occupation",
    "item__meeting__term__body",
)


def record(
    verb: str,
    request: OpinionRequest,
    *,
    by: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """One event about an application."""
    record_event(
        f"opinion_request.{verb}", by=by, object_type="opinion_request", object_id=request.pk,
        label=f"{request} · {request.school.name}", territories=[request.school.territory.code],
        before=before, after=after,
    )  # fmt: skip


def locked(request: OpinionRequest) -> OpinionRequest:
    """The application as it stands, for one writer at a time."""
    return OpinionRequest.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=request.pk)


def move(request: OpinionRequest, state: RequestState) -> None:
    """Put the application into another state, if that may be. Raises OpinionRefusal."""
    try:
        REQUEST_MOVES.check(request.state, state)
    except IllegalMove:
        message = _("This cannot be done while the application is: %s.")
        raise OpinionRefusal(message % request.get_state_display()) from None
    request.state = state


def next_number(model: type[OpinionRequest] | type[Opinion], region: Territory, year: int) -> int:
    """The next number of a region's year; the region's row is held until the end of the transaction."""
    Territory.objects.select_for_update(of=("self",)).get(pk=region.pk)
    return numbering.next_number(model._default_manager.filter(region=region, year=year))


def kept(thing: Model) -> Model:
    """Check the constraints and write. Raises ValidationError with messages for people."""
    thing.full_clean()
    thing.save()
    return thing


def each(requests: Iterable[OpinionRequest], do: Callable[[OpinionRequest], T]) -> dict[int, T]:
    """Do it for all of them, by their keys. Raises OpinionRefusal that names every one that cannot be done."""
    done: dict[int, T] = {}
    refused: list[str] = []
    for one in requests:
        try:
            done[one.pk] = do(one)
        except OpinionRefusal as refusal:
            refused.append(f"{one.signature or one}: {refusal}")
    if refused:
        more = _("And %d more.") % (len(refused) - TOLD) if len(refused) > TOLD else ""
        raise OpinionRefusal(" ".join([*refused[:TOLD], more]).strip())
    return done
