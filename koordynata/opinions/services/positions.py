"""What others say before the vote: asked for, and recorded."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import local_day

from ..enums import WITH_THE_OFFICE
from ..errors import OpinionRefusal
from ..models import OpinionRequest, PriorOpinion
from .trail import kept, locked, record


@transaction.atomic
def ask_for_position(
    *, request: OpinionRequest, source: str, body_name: str, answer_due: date | None = None, by: Actor
) -> PriorOpinion:
    """Ask a working group or a council what it says. Raises OpinionRefusal, ValidationError."""
    current = _open(request)
    today = local_day(timezone.now())
    if answer_due and answer_due < today:
        raise OpinionRefusal(_("The day of the answer is past."))
    asked = PriorOpinion(request=current, source=source, body_name=body_name, asked_on=today, answer_due=answer_due)
    kept(asked)
    after = {"source": source, "body_name": body_name, "answer_due": answer_due}
    record("position_asked_for", current, by=by, after=after)
    return asked


@transaction.atomic
def record_prior_opinion(
    *, request: OpinionRequest, source: str, body_name: str, stance: str, given_on: date, act: str = "", text: str = "",
    by: Actor,
) -> PriorOpinion:  # fmt: skip
    """Record what a working group or a council said; where it was asked, this is its answer.

    Raises OpinionRefusal, ValidationError.
    """
    current = _open(request)
    if given_on > local_day(timezone.now()):
        raise OpinionRefusal(_("The position was not given yet."))
    asked = current.prior_opinions.filter(source=source, body_name=body_name, given_on__isnull=True).first()
    prior = asked or PriorOpinion(request=current, source=source, body_name=body_name)
    prior.stance, prior.given_on, prior.act, prior.text = stance, given_on, act, text
    kept(prior)
    told: dict[str, Any] = {"source": source, "body_name": body_name, "stance": stance, "given_on": given_on}
    record("prior_opinion_recorded", current, by=by, after=told | {"act": act})
    return prior


def _open(request: OpinionRequest) -> OpinionRequest:
    """The application, locked, between its submission and the vote. Raises OpinionRefusal."""
    current = locked(request)
    if current.state not in WITH_THE_OFFICE:
        raise OpinionRefusal(_("Positions are recorded between the submission and the vote."))
    return current
