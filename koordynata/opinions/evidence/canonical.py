"""A sheet as a file, with the hash of its canonical spelling."""

import json
from typing import Any

from koordynata.foundation.canonical import canonical, digest_of

__all__ = ["canonical", "digest_of", "exported"]


def exported(sheet: dict[str, Any], digest: str) -> bytes:
    """A sheet as a file: people can read it, and `koordynata verify-evidence` checks it."""
    told = {"sha256": digest, "sheet": sheet}
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
