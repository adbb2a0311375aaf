"""What a school says it teaches, where no register says it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.periods import SchoolYear
from koordynata.reference.models import Occupation

from ..enums import InstitutionKind
from ..errors import RegistryRefusal
from ..models import Institution, Offer
from ..search import reindex_later
from .trail import record_institution


def _values(occupation: Occupation, school_year: int) -> dict[str, str]:
    return {"occupation": f"{occupation.code} {occupation.name_pl}", "school_year": str(SchoolYear(school_year))}


@transaction.atomic
def declare_offer(*, school: Institution, occupation: Occupation, school_year: int, by: Actor) -> Offer:
    """Say that a school teaches an occupation in a school year (given by the year in which it starts).

    Said twice, it stands once. Raises RegistryRefusal for institutions that are not schools.
    """
    if school.kind != InstitutionKind.SCHOOL:
        raise RegistryRefusal(_("Only a school can teach an occupation."))
    offer, new = Offer.objects.get_or_create(
        school=school, occupation=occupation, school_year=school_year, grade=0, defaults={"is_sample": school.is_sample}
    )
    if new:
        record_institution("offer_declared", school, by=by, after=_values(occupation, school_year))
        reindex_later([school.pk])
    return offer


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Actor) -> None:
    """Take back an offer that was declared by hand. Raises RegistryRefusal for rows of a register."""
    if offer.content_hash or offer.grade:
        raise RegistryRefusal(_("This row comes from a register and changes only with its next file."))
    gone, _counts = Offer.objects.filter(pk=offer.pk).delete()
    if gone:
        record_institution("offer_withdrawn", offer.school, by=by, before=_values(offer.occupation, offer.school_year))
        reindex_later([offer.school_id])
