"""The reasons, until the opinion goes out; its delivery."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.working_days import local_day

from ..enums import RequestState
from ..errors import OpinionRefusal
from ..models import Opinion, OpinionRequest
from .moving import check_kind
from .trail import each, kept, locked, move, record


@transaction.atomic
def take_note_of_reasons(
    *, opinion: Opinion, reasons: str, recommendations: str, seen_version: int, by: Actor
) -> Opinion:
    """Write the reasons until the delivery. Raises ChangedMeanwhile, OpinionRefusal, ValidationError."""
    current = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if current.delivered_on:
        raise OpinionRefusal(_("The opinion was delivered: it is not changed any more."))
    if current.version != seen_version:
        raise ChangedMeanwhile({"reasons": current.reasons, "recommendations": current.recommendations})
    check_kind(current.kind, recommendations)
    before = {"reasons": current.reasons, "recommendations": current.recommendations}
    current.reasons, current.recommendations = reasons, recommendations
    current.version += 1
    kept(current)
    record("reasons_written", locked(current.request), by=by, before=before,
           after={"reasons": reasons, "recommendations": recommendations})  # fmt: skip
    return current


@transaction.atomic
def deliver(*, opinion: Opinion, way: str, on: date, note: str = "", by: Actor) -> Opinion:
    """Doręczenie. Raises OpinionRefusal, ValidationError."""
    request = locked(opinion.request)
    current = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if current.delivered_on:
        return current
    if not current.reasons.strip():
        raise OpinionRefusal(_("Write the reasons first: an opinion is not delivered without them."))
    if on > local_day(timezone.now()):
        raise OpinionRefusal(_("The day of the delivery lies ahead."))
    move(request, RequestState.DELIVERED)
    current.delivery_way, current.delivered_on, current.delivery_note = way, on, note
    kept(current)
    kept(request)
    record("delivered", request, by=by, after={"number": current.signature, "way": way, "on": on, "note": note})
    return current


@transaction.atomic
def deliver_block(
    *, requests: Iterable[OpinionRequest], way: str, on: date, note: str = "", by: Actor
) -> list[Opinion]:
    """Record one delivery of many opinions: all or none, what is not ready is named. Raises OpinionRefusal."""
    rows = Opinion.objects.filter(request__in=list(requests), delivered_on__isnull=True).select_related("request")
    opinions = {one.request_id: one for one in rows}
    chosen = [one.request for one in rows.order_by("year", "number", "pk")]
    return list(each(chosen, lambda one: deliver(opinion=opinions[one.pk], way=way, on=on, note=note, by=by)).values())
