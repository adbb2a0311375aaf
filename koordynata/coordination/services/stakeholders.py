"""Seats and the entries of the register behind them: the stakeholder map shows where a side comes from."""

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.registry.models import Institution

from ..errors import CoordinationRefusal
from ..models import Seat
from .trail import record


@transaction.atomic
def tie_seat(*, seat: Seat, institution: Institution, by: Actor) -> Seat:
    """Say which institution of the region delegates to a seat. Raises CoordinationRefusal."""
    rows = Seat.objects.select_for_update(of=("self",)).select_related("term__body__territory", "institution")
    seat = rows.get(pk=seat.pk)
    if not institution.territory.path.startswith(seat.term.body.territory.path):
        raise CoordinationRefusal(_("The institution lies in another region."))
    before = {"institution": str(seat.institution or "")}
    seat.institution = institution
    seat.save(update_fields=["institution"])
    record("seat.tied", seat, seat.term.body, by=by, before=before, after={"institution": institution.name})
    return seat
