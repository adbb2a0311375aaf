"""Figures as a sheet keeps them, and the sources to which they point."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from koordynata.intelligence.queries import Figure, SourceRef
from koordynata.sources.models import Snapshot

DIGITS = 4


class SourceBook:
    """Sources by a short key, in the order in which they are first named."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str, str], str] = {}
        self._rows: dict[str, dict[str, Any]] = {}
        self._snapshots: dict[str, int] = {}

    def key(self, publisher: str, title: str, vintage: date | None, *, sample: bool = False) -> str:
        """The key of a source."""
        day = vintage.isoformat() if vintage else ""
        known = self._keys.get((publisher, title, day))
        if known:
            return known
        key = f"s{len(self._keys) + 1}"
        self._keys[publisher, title, day] = key
        self._rows[key] = {"publisher": publisher, "title": title, "vintage": day or None, "sample": sample}
        return key

    def keys(self, sources: Iterable[SourceRef]) -> list[str]:
        """The keys of a figure's sources."""
        found = []
        for one in sources:
            key = self.key(one.publisher, one.title, one.vintage, sample=one.is_sample)
            if one.snapshot_id:
                self._snapshots[key] = one.snapshot_id
            found.append(key)
        return list(dict.fromkeys(found))

    def written(self) -> dict[str, dict[str, Any]]:
        """All of them, each with the SHA-256 of its file where it is in the house. One query."""
        digests = dict(Snapshot.objects.filter(pk__in=self._snapshots.values()).values_list("pk", "sha256"))
        return {key: row | {"sha256": digests.get(self._snapshots.get(key, 0))} for key, row in self._rows.items()}


def rounded(value: float | None) -> float | None:
    """A number as it is kept: four digits, and no negative zero."""
    return None if value is None else round(float(value), DIGITS) + 0.0


def told(figure: Figure, book: SourceBook, name: str = "") -> dict[str, Any]:
    """A figure with its sources; a silence is said."""
    return {
        "id": name or figure.metric_id, "metric": figure.metric_id, "value": rounded(figure.value),
        "silence": figure.silence.value if figure.silence else None, "unit": figure.unit, "year": figure.year,
        "low": rounded(figure.low), "high": rounded(figure.high), "sources": book.keys(figure.sources),
    }  # fmt: skip


def counted(name: str, value: float | None, unit: str, sources: list[str], year: int | None = None) -> dict[str, Any]:
    """A number of the application or of this house's own records."""
    return {
        "id": name, "metric": None, "value": rounded(value), "silence": "missing" if value is None else None,
        "unit": unit, "year": year, "low": None, "high": None, "sources": sources,
    }  # fmt: skip
