"""Enters institutions that no file brings, as an officer would by hand."""

from django.db import transaction

from koordynata.foundation.audit import SYSTEM
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution
from koordynata.registry.services.institutions import create_institution

from .others import Other, other_institutions
from .people import People
from .plan import Plan


@transaction.atomic
def enter_others(plan: Plan, people: People) -> None:
    """Enter what is not there yet."""
    there = set(Institution.objects.filter(is_sample=True).exclude(regon="").values_list("regon", flat=True))
    territories = Territory.objects.in_bulk(field_name="code")
    for other in other_institutions(plan, people):
        if other.regon not in there:
            create_institution(values=_values(other, territories), by=SYSTEM, is_sample=True)


def _values(other: Other, territories: dict[str, Territory]) -> dict[str, object]:
    return {
        "kind": other.kind,
        "name": other.name,
        "territory": territories[other.territory],
        "locality": other.locality,
        "type_name": other.type_name,
        "regon": other.regon,
        "nip": other.nip,
        "email": f"kontakt{other.regon}@example.org",
    }
