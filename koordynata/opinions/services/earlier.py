"""Opinions given before this register was kept."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import WARSAW, deadline, local_day
from koordynata.reference.models import Occupation, SchoolType
from koordynata.registry.models import Institution

from ..enums import RequestState
from ..errors import OpinionRefusal
from ..kinds import kinds
from ..law import procedure_on
from ..models import Opinion, OpinionRequest
from ..need import valid_until
from .applying import start_request
from .handling import draw_up
from .moving import check_kind
from .trail import kept, next_number, record


@transaction.atomic
def enter_earlier_opinion(
    *, school: Institution, occupation: Occupation, school_type: SchoolType, start_year: int, places: int,
    decided_on: date, delivered_on: date, number: int, kind: str, reasons: str, by: Actor, recommendations: str = "",
    giver: str = "", way: str = "post", is_sample: bool = False,
) -> Opinion:  # fmt: skip
    """Enter an opinion from the old books, so that its effects can be followed.

    Its evidence is drawn up now from the data of no later year than the decision; the sheet names their vintages.
    Raises OpinionRefusal, ValidationError.
    """
    if not decided_on <= delivered_on <= local_day(timezone.now()):
        raise OpinionRefusal(_("The delivery comes after the decision, and not in the future."))
    check_kind(kind, recommendations)
    request = start_request(school=school, occupation=occupation, school_type=school_type, start_year=start_year,
                            places=places, reasons=reasons, is_sample=is_sample, by=by)  # fmt: skip
    _as_of_then(request, decided_on, by)
    evidence = draw_up(request, decided_on, by)
    evidence.frozen_at = timezone.now()
    kept(evidence)
    procedure = procedure_on(decided_on)
    opinion = Opinion(
        request=request, region=request.region, year=decided_on.year, number=number, kind=kind,
        giver=giver or procedure.name_pl, basis=procedure.basis_pl, evidence=evidence, decided_on=decided_on,
        reasons=reasons, recommendations=recommendations, delivered_on=delivered_on, delivery_way=way,
        valid_until=valid_until(decided_on, procedure.validity_years) if kinds()[kind].allows else None,
    )  # fmt: skip
    kept(opinion)
    after: dict[str, Any] = {"number": opinion.signature, "kind": opinion.kind, "sha256": evidence.digest}
    record("earlier_opinion_entered", request, by=by, after=after)
    return opinion


def _as_of_then(request: OpinionRequest, day: date, by: Actor) -> None:
    """Of the application only its end is known: it counts as received on the day of the decision."""
    request.state, request.year = RequestState.DELIVERED, day.year
    request.number = next_number(OpinionRequest, request.region, day.year)
    request.submitted_at = datetime.combine(day, time(), WARSAW)
    request.submitted_by = by.audit_label
    request.due = deadline(request.submitted_at, procedure_on(day).opinion_working_days)
    kept(request)
