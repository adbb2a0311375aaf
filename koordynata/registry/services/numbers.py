"""Further numbers of an institution in registers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.identifiers import is_nip, is_regon, is_rspo

from ..enums import NumberScheme
from ..models import Institution, RegisterNumber
from ..search import reindex_later
from .trail import record_institution

_CHECKS = {NumberScheme.REGON: is_regon, NumberScheme.NIP: is_nip, NumberScheme.RSPO: is_rspo}


def _check_number(scheme: str, value: str) -> None:
    check = _CHECKS.get(NumberScheme(scheme))
    if check and not check(value):
        raise ValidationError({"value": _("This is not a valid number. Check for swapped digits.")})
    if scheme == NumberScheme.RSPO and Institution.objects.filter(rspo=int(value)).exists():
        raise ValidationError({"value": _("This number already belongs to an institution.")})


@transaction.atomic
def add_number(*, institution: Institution, scheme: str, value: str, by: Actor) -> RegisterNumber:
    """Add a number. Raises ValidationError when it is malformed or taken."""
    _check_number(scheme, value)
    number = RegisterNumber(institution=institution, scheme=scheme, value=value)
    number.full_clean()
    number.save()
    record_institution("number_added", institution, by=by, after={scheme: value})
    reindex_later([institution.pk])
    return number


@transaction.atomic
def remove_number(*, number: RegisterNumber, by: Actor) -> None:
    """Remove a number; a second click finds nothing and does nothing."""
    gone = RegisterNumber.objects.select_for_update().filter(pk=number.pk).first()
    if gone is None:
        return
    gone.delete()
    record_institution("number_removed", number.institution, by=by, before={number.scheme: number.value})
    reindex_later([number.institution_id])
