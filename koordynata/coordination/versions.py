"""Whether a form was filled in over values that somebody has changed since."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from .errors import StaleForm


def version_of(thing: Model, fields: tuple[str, ...]) -> str:
    """A short digest of some fields: another one means that somebody changed them."""
    text = json.dumps(values_of(thing, fields), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def values_of(thing: Model, fields: tuple[str, ...]) -> dict[str, Any]:
    """The fields as they stand."""
    return {name: getattr(thing, name) for name in fields}


def check_version(thing: Model, fields: tuple[str, ...], seen: str) -> None:
    """Raises StaleForm."""
    if seen != version_of(thing, fields):
        raise StaleForm
