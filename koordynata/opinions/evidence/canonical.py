"""One spelling of a sheet, so that its hash can be computed again by anybody."""

import hashlib
import json
from typing import Any


def canonical(sheet: dict[str, Any]) -> bytes:
    """JSON with sorted keys, without blanks, in UTF-8. Raises ValueError for what is no number."""
    return json.dumps(sheet, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest_of(sheet: dict[str, Any]) -> str:
    """SHA-256 of the canonical spelling, in hexadecimal."""
    return hashlib.sha256(canonical(sheet)).hexdigest()


def exported(sheet: dict[str, Any], digest: str) -> bytes:
    """A sheet as a file: people can read it, and `koordynata verify-evidence` checks it."""
    told = {"sha256": digest, "sheet": sheet}
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
