"""One short hash for everything that is written of a record."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import polars as pl

HASH = "content_hash"


def with_fingerprint(frame: pl.DataFrame, columns: Sequence[str], salt: str) -> pl.DataFrame:
    """The frame with `content_hash`: 32 hexadecimal digits over the columns, in their order, and the salt.

    The text that is hashed is JSON, so that "1" and 1, empty and null, or shifted cells never look the same.
    """
    # The names of the columns and the salt go in once for all rows, as the "person" of BLAKE2.
    person = blake2b(f"{salt}|{','.join(columns)}".encode(), digest_size=16).digest()
    hashes = [blake2b(row.encode(), digest_size=16, person=person).hexdigest() for row in _texts(frame, columns)]
    return frame.with_columns(pl.Series(HASH, hashes, dtype=pl.String))


def _texts(frame: pl.DataFrame, columns: Sequence[str]) -> list[str]:
    if not columns or frame.is_empty():
        return [""] * frame.height  # the key is all there is
    short = [pl.col(name).alias(str(place)) for place, name in enumerate(columns)]
    return frame.select(pl.struct(short).struct.json_encode()).to_series().to_list()


def digest_of(parts: Iterable[pl.DataFrame]) -> str:
    """A hash of whole frames: 64 hexadecimal digits."""
    digest = blake2b(digest_size=32)
    for part in parts:
        digest.update(",".join(part.columns).encode() + b"\n")
        digest.update(part.write_csv().encode())
    return digest.hexdigest()
