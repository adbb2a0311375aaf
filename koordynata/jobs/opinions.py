"""Background work on opinions: evidence for a whole season, and what the years showed."""

from contextlib import suppress

from django.contrib.auth import get_user_model
from django_tasks import task

from koordynata.foundation.audit import SYSTEM, Actor
from koordynata.opinions import services
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import Opinion, OpinionRequest

from .queues import WAREHOUSE


@task()
def prepare_evidence_of(request_id: int, user_id: int) -> str:
    """Prepare the sheet of one application; returns its hash, empty where the application went on meanwhile."""
    by = _person(user_id)
    request = OpinionRequest.objects.filter(pk=request_id).first()
    if by is None or request is None:
        return ""
    with suppress(OpinionRefusal):
        return services.prepare_evidence(request=request, by=by).digest
    return ""


@task(queue_name=WAREHOUSE)
def follow_up_opinions() -> int:
    """What the newest data say of every delivered opinion; returns how many were looked at."""
    rows = Opinion.objects.filter(delivered_on__isnull=False).order_by("pk")
    for opinion in rows.select_related("request"):
        services.follow_up(opinion=opinion, by=SYSTEM)
    return len(rows)


def _person(user_id: int) -> Actor | None:
    user: Actor | None = get_user_model()._default_manager.filter(pk=user_id, is_active=True).first()
    return user
