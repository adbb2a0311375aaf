"""What others say before the vote: asked for, and recorded."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation import files
from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import local_day

from ..enums import WITH_THE_OFFICE
from ..errors import OpinionRefusal
from ..models import OpinionRequest, PositionFile, PriorOpinion
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
    name: str = "", content: bytes = b"", by: Actor,
) -> PriorOpinion:  # fmt: skip
    """Record what a working group or a council said, with its file; where it was asked, this is its answer.

    Raises FileRefused, OpinionRefusal, ValidationError.
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
    if name:
        _keep_version(current, prior, name, content, by)
    return prior


@transaction.atomic
def attach_to_position(*, position: PriorOpinion, name: str, content: bytes, by: Actor) -> PositionFile:
    """The file behind a position, or its next version; older ones are kept. Raises FileRefused, OpinionRefusal."""
    current = _open(position.request)
    if position.given_on is None:
        raise OpinionRefusal(_("The body has not answered yet: record its position first."))
    return _keep_version(current, position, name, content, by)


def _keep_version(
    request: OpinionRequest, position: PriorOpinion, name: str, content: bytes, by: Actor
) -> PositionFile:  # fmt: skip
    file = files.keep(content, name)
    last = position.files.order_by("-version").first()
    if last and (last.digest, last.file_name) == (file.digest, file.name):
        return last  # the same file again is no new version
    version = last.version + 1 if last else 1
    kept_file = PositionFile(position=position, version=version, added_by=by.audit_label, **file.columns())
    kept(kept_file)
    after = {"body_name": position.body_name, "file": file.name, "version": kept_file.version, "sha256": file.digest}
    record("position_attached", request, by=by, after=after)
    return kept_file


def _open(request: OpinionRequest) -> OpinionRequest:
    """The application, locked, between its submission and the vote. Raises OpinionRefusal."""
    current = locked(request)
    if current.state not in WITH_THE_OFFICE:
        raise OpinionRefusal(_("Positions are recorded between the submission and the vote."))
    return current
