"""Audit events of the register, with the territory whose people may read them."""

from typing import Any

from koordynata.foundation.audit import Actor, record_event

from ..models import Institution


def record_institution(
    verb: str,
    institution: Institution,
    *,
    by: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """One event about an institution."""
    record_event(
        f"institution.{verb}",
        by=by,
        object_type="institution",
        object_id=institution.pk,
        label=institution.name,
        territories=[institution.territory.code],
        before=before,
        after=after,
    )
