"""Zastępcy członka, in the order in which they step in."""

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.numbering import next_number

from ..errors import CoordinationRefusal
from ..models import Mandate, Member, Substitute
from .mandates import locked_mandate
from .people import NewPerson, entered
from .trail import record

# What happens to substitutes is told of the mandate: a substitute that was taken off is no longer there.


@transaction.atomic
def name_substitute(*, mandate: Mandate, member: Member | NewPerson, by: Actor) -> Substitute:
    """Add a substitute after those already named. Raises CoordinationRefusal, ValidationError."""
    mandate = locked_mandate(mandate)
    person = entered(member, mandate.seat.term.body.territory, by)
    if mandate.member_id == person.pk:
        raise CoordinationRefusal(_("Nobody stands in for themselves."))
    substitute = Substitute(mandate=mandate, member=person, order=next_number(mandate.substitutes.all(), "order"))
    substitute.full_clean()
    substitute.save()
    after = {"seat": mandate.seat.number, "person": person.name, "order": substitute.order}
    record("mandate.substitute_named", mandate, mandate.seat.term.body, by=by, after=after)
    return substitute


@transaction.atomic
def move_substitute_up(*, substitute: Substitute, by: Actor) -> None:
    """Let a substitute step in before the one named before; the first one stays first."""
    mandate = locked_mandate(substitute.mandate)
    order = list(mandate.substitutes.select_related("member").order_by("order"))
    place = next((number for number, one in enumerate(order) if one.pk == substitute.pk), 0)
    if place == 0:
        return
    earlier, later = order[place - 1], order[place]
    before, after = later.order, earlier.order
    for one, number in ((later, 0), (earlier, before), (later, after)):  # never two with one number
        Substitute.objects.filter(pk=one.pk).update(order=number)
    told = [{"person": later.member.name, "order": number} for number in (before, after)]
    record("mandate.substitute_moved", mandate, mandate.seat.term.body, by=by, before=told[0], after=told[1])


@transaction.atomic
def remove_substitute(*, substitute: Substitute, by: Actor) -> None:
    """Take a substitute off; a second click finds nothing and does nothing."""
    found = Substitute.objects.select_related("mandate", "member").filter(pk=substitute.pk).first()
    if found is None:
        return
    mandate = locked_mandate(found.mandate)
    before = {"person": found.member.name, "order": found.order}
    record("mandate.substitute_removed", mandate, mandate.seat.term.body, by=by, before=before)
    found.delete()
