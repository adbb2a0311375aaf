"""What a form showed when it was opened, in one short word: whoever saves over a change that came between is told."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from .errors import ChangedMeanwhile


def state_of(thing: Any, names: Iterable[str]) -> str:
    """The word for the fields as they stand."""
    values = [(name, _plain(getattr(thing, name))) for name in sorted(names)]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _plain(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def check_seen(thing: Any, names: Iterable[str], seen: str | None) -> None:
    """Raises ChangedMeanwhile when the fields are not what was seen; None asks for no check."""
    names = list(names)
    if seen is not None and seen != state_of(thing, names):
        raise ChangedMeanwhile({name: getattr(thing, name) for name in names}, 0)
