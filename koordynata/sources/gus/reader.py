"""BDL in either shape → rows of variable, territory, year, period, unit, value."""

from ..reading import Reading
from ..refusal import FileRefused
from .api import read_pages
from .website import LAYOUT, read_csv

__all__ = ["LAYOUT", "read"]


def read(data: bytes) -> Reading:
    """Observations; `territory` is null for a unit without a TERYT number (region, subregion, part of a gmina)."""
    try:
        return read_pages(data) if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else read_csv(data)
    except FileRefused as refused:
        return refused.reading()
