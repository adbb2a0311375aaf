"""Kadencje: one after the other; mandates end with theirs."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.numbering import next_number

from ..errors import CoordinationRefusal
from ..models import Body, Mandate, Term
from .trail import record


@transaction.atomic
def open_term(*, body: Body, starts: datetime, ends: datetime | None = None, by: Actor) -> Term:
    """Begin the next term; the one before must have ended by then. Raises CoordinationRefusal, ValidationError."""
    body = Body.objects.select_for_update(of=("self",)).select_related("territory").get(pk=body.pk)
    if body.terms.exclude(ends__lte=starts).exists():
        raise CoordinationRefusal(_("The term before has not ended by then."))
    term = Term(body=body, number=next_number(body.terms.all()), starts=starts, ends=ends)
    term.full_clean()
    term.save()
    record("term.opened", term, body, by=by, after={"number": term.number, "starts": starts, "ends": ends})
    return term


@transaction.atomic
def end_term(*, term: Term, ends: datetime, by: Actor) -> Term:
    """Set or move the end of a term; mandates end with it, not those that ended for a reason of their own before.

    Raises CoordinationRefusal, ValidationError.
    """
    term = Term.objects.select_for_update(of=("self",)).select_related("body__territory").get(pk=term.pk)
    if term.body.terms.filter(number__gt=term.number, starts__lt=ends).exists():
        raise CoordinationRefusal(_("The next term begins before that day."))
    if Mandate.objects.filter(seat__term=term, starts__gte=ends).exists():
        raise CoordinationRefusal(_("Somebody is appointed from a later day on."))
    before, term.ends = term.ends, ends
    term.full_clean()
    term.save()
    _end_mandates(term, before)
    record("term.ended", term, term.body, by=by, before={"ends": before}, after={"ends": ends})
    return term


def _end_mandates(term: Term, before: datetime | None) -> None:
    longer = Q(ends__isnull=True) | Q(ends__gt=term.ends)
    with_the_term = Q(ends=before, end_reason="") if before else Q()
    rows = Mandate.objects.filter(seat__term=term)
    rows.filter(longer | with_the_term if before else longer).update(ends=term.ends, end_reason="")
