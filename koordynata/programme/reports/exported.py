"""The snapshot of a report as a file that people can read and `koordynata verify-report` checks."""

import json
from typing import Any

from koordynata.foundation.canonical import digest_of

from ..models import Report
from .document import snapshot_in


def exported(report: Report) -> bytes:
    """The file; the same for the same report."""
    told = {"sha256": report.digest, "snapshot": snapshot_in(report)}
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def is_whole(report: Report) -> bool:
    """Whether a frozen report still says what its hash was computed from."""
    try:
        return digest_of(snapshot_in(report)) == report.digest
    except ValueError:  # no JSON any more
        return False


def digest_in(told: Any) -> tuple[str, str]:
    """Of an exported file: the hash that it names, and the one of what it says. Raises ValueError."""
    snapshot, named = (told.get("snapshot"), told.get("sha256")) if isinstance(told, dict) else (None, None)
    if not isinstance(snapshot, dict) or not isinstance(named, str):
        raise ValueError("no report")
    return named, digest_of(snapshot)
