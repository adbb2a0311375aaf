"""An institution's fields as the form shows and the audit log keeps them."""

from typing import Any

from koordynata.foundation.stale import digest_of
from koordynata.reference.models import Territory

from ..models import Institution

# What people fill in by hand; everything else comes from registers.
EDITABLE = (
    "kind",
    "name",
    "territory",
    "regon",
    "nip",
    "type_name",
    "public_status",
    "street",
    "building",
    "flat",
    "postcode",
    "locality",
    "post_office",
    "phone",
    "email",
    "website",
    "head_name",
    "founded_on",
)


def values_of(institution: Institution) -> dict[str, Any]:
    """The editable fields as plain values; the territory by its code."""
    values = {name: getattr(institution, name) for name in EDITABLE if name != "territory"}
    day = values["founded_on"]
    values["founded_on"] = day.isoformat() if day else None
    return values | {"territory": institution.territory.code}


def version_of(institution: Institution) -> str:
    """A short digest of the editable fields: another value means that somebody changed one of them."""
    return digest_of(values_of(institution))


def membership_values(role: str, territory: Territory, institution: Institution | None) -> dict[str, Any]:
    """A role in its place, as the audit log keeps it."""
    place = {"role": role, "territory": territory.code}
    return place | ({"institution": f"{institution.pk} {institution.name}"} if institution else {})
