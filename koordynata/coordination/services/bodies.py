"""Bodies, versions of their rules, terms."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..errors import CoordinationRefusal
from ..models import Body, RulesOfProcedure, Term
from .trail import record


@transaction.atomic
def create_body(*, by: Actor, **values: Any) -> Body:
    """Set up a body. Raises ValidationError."""
    body = Body(**values)
    body.full_clean()
    body.save()
    record("body.created", body, body, by=by, after={"name": body.name, "kind": body.kind, "basis": body.legal_basis})
    return body


@transaction.atomic
def adopt_rules(
    *, body: Body, title: str, valid_from: date, rules: dict[str, Any], note: str = "", by: Actor
) -> RulesOfProcedure:
    """Add a version of the rules; the one before ends the day before. Raises ValidationError, CoordinationRefusal."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    later = body.rules_versions.filter(valid_from__gte=valid_from).exists()
    if later:
        raise CoordinationRefusal(
            _("A version begins on that day or later. Rules are added in the order of their days.")
        )
    before = body.rules_versions.order_by("-valid_from").first()
    if before and (before.valid_to is None or before.valid_to >= valid_from):
        before.valid_to = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_to"])
    version = RulesOfProcedure(body=body, title=title, valid_from=valid_from, rules=rules, note=note)
    version.full_clean()
    version.save()
    record("rules.adopted", version, body, by=by, before={"rules": before.rules} if before else None,
           after={"title": title, "valid_from": valid_from, "rules": rules})  # fmt: skip
    return version


@transaction.atomic
def open_term(*, body: Body, starts: datetime, ends: datetime | None = None, by: Actor) -> Term:
    """Begin the next term; the one before must have ended by then. Raises CoordinationRefusal, ValidationError."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    last = body.terms.order_by("-number").first()
    if last and (last.ends is None or last.ends > starts):
        raise CoordinationRefusal(_("The term before has not ended by then."))
    term = Term(body=body, number=last.number + 1 if last else 1, starts=starts, ends=ends)
    term.full_clean()
    term.save()
    record("term.opened", term, body, by=by, after={"number": term.number, "starts": starts, "ends": ends})
    return term


@transaction.atomic
def end_term(*, term: Term, ends: datetime, by: Actor) -> Term:
    """Set the end of a term; mandates in force end with it. Raises ValidationError."""
    term = Term.objects.select_for_update().select_related("body__territory").get(pk=term.pk)
    before, term.ends = term.ends, ends
    term.full_clean()
    term.save()
    for seat in term.seats.order_by("number"):
        seat.mandates.filter(ends__isnull=True, starts__lte=ends).update(ends=ends)
    record("term.ended", term, term.body, by=by, before={"ends": before}, after={"ends": ends})
    return term
