"""One verb over many applications: written down first, then carried out one by one, each in its own transaction."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.accounts.models import User
from koordynata.foundation.audit import record_event
from koordynata.foundation.errors import ChangedMeanwhile

from ..enums import BulkVerb, EntryState
from ..errors import OpinionRefusal
from ..models import BulkEntry, BulkRun, OpinionRequest
from ..rules import may_handle
from .deciding import decide
from .handling import accept_as_complete, prepare_evidence
from .moving import draft_position


@transaction.atomic
def start_bulk(*, requests: Iterable[OpinionRequest], verb: BulkVerb, kind: str = "", by: User) -> BulkRun:
    """Write down what is to be done. Pressed twice it stays one run; what was refused in it is tried again."""
    chosen = [one.pk for one in requests]
    User.objects.select_for_update().get(pk=by.pk)  # two clicks follow one another
    run = _under_way(verb, kind, by)
    if run is None:
        run = BulkRun.objects.create(verb=verb, kind=kind, started_by=by)
        told = {"verb": verb, "kind": kind, "applications": len(chosen)}
        record_event("opinion_bulk.started", by=by, object_type="opinion_bulk", object_id=run.pk, label=str(run),
                     after=told)  # fmt: skip
    run.entries.filter(state=EntryState.REFUSED, request__in=chosen).update(state=EntryState.WAITING, told="")
    there = set(run.entries.order_by("pk").values_list("request", flat=True))
    BulkEntry.objects.bulk_create(BulkEntry(run=run, request_id=pk) for pk in chosen if pk not in there)
    return run


def _under_way(verb: BulkVerb, kind: str, by: User) -> BulkRun | None:
    mine = BulkRun.objects.filter(verb=verb, kind=kind, started_by=by, entries__state=EntryState.WAITING)
    return mine.order_by("-pk").first()


@transaction.atomic
def carry_out_entry(*, entry: BulkEntry, by: User) -> EntryState:
    """Do it to one application, and write down how it went. A second call finds it done and does nothing."""
    current = BulkEntry.objects.select_for_update(of=("self",)).select_related("run", "request__school__territory").get(
        pk=entry.pk
    )  # fmt: skip
    if current.state != EntryState.WAITING:
        return EntryState(current.state)
    with override(by.language):  # of whoever reads the refusals
        current.told = treat_one(request=current.request, verb=current.run.verb, kind=current.run.kind, by=by)
    current.state = EntryState.REFUSED if current.told else EntryState.DONE
    current.save(update_fields=["state", "told"])
    return current.state


def treat_one(*, request: OpinionRequest, verb: str, kind: str = "", by: User) -> str:
    """Do it to one application now; empty, or in words why it could not be done."""
    if not by.is_active or not may_handle(by, request):
        return _("The application is not in the care of this account any more.")
    try:
        with transaction.atomic():
            _treat(request, BulkVerb(verb), kind, by)
    except OpinionRefusal as refusal:
        return str(refusal)
    except ValidationError as mistakes:
        return " ".join(mistakes.messages)
    except ChangedMeanwhile:
        return _("Somebody else changed it meanwhile.")
    return ""


def _treat(request: OpinionRequest, verb: BulkVerb, kind: str, by: User) -> None:
    match verb:
        case BulkVerb.COMPLETE:
            accept_as_complete(request=request, by=by)
        case BulkVerb.PREPARE:
            prepare_evidence(request=request, by=by)
        case BulkVerb.POSITION:
            draft_position(request=request, kind=kind, by=by)
        case BulkVerb.DECIDE:
            decide(request=request, by=by)
