"""What a form showed when it was opened, in one short word: whoever saves over a change that came between is told.

The word is a digest of the values, not a counter: bulk imports write the same fields and would forget to count.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from .errors import ChangedMeanwhile
from .models import AuditEvent


def values_of(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    """The fields as they stand."""
    return {name: getattr(thing, name) for name in names}


def digest_of(values: Mapping[str, Any]) -> str:
    """The word for some values."""
    moments = {name: one.astimezone(UTC) for name, one in values.items() if isinstance(one, datetime)}
    text = json.dumps({**values, **moments}, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def state_of(thing: Any, names: Iterable[str]) -> str:
    """The word for the fields as they stand."""
    return digest_of(values_of(thing, names))


def check_seen(thing: Any, names: Iterable[str], seen: str | None) -> None:
    """Raises ChangedMeanwhile when the fields are not what was seen; None asks for no check."""
    values = values_of(thing, names)
    if seen is not None and seen != digest_of(values):
        raise ChangedMeanwhile(values)


def changed_by_another(current: Any, object_type: str, pk: object) -> ChangedMeanwhile:
    """The refusal that tells who changed a thing last, and when."""
    last = AuditEvent.objects.filter(object_type=object_type, object_id=str(pk)).first()
    return ChangedMeanwhile(current, at=last.at if last else None, by=last.actor_label if last else "")
