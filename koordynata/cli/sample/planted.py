"""Truths planted in the sample, so that tests can look whether the metrics find them (data/planted.csv)."""

from dataclasses import dataclass
from functools import cache

from .ground import OWN, read_rows

REACH_KM = 60
# Pupils admitted by the emptying school in the last ten school years, all its occupations together.
ENTRIES_OF_THE_EMPTYING_SCHOOL = (64, 62, 58, 52, 44, 36, 27, 18, 0, 0)


@dataclass(frozen=True)
class Planted:
    """One truth. `powiats` empty: the whole region. Tension above 0: too few people; below 0: too many."""

    id: str
    occupation: str
    region: str
    powiats: tuple[str, ...]
    first: float | None
    last: float | None
    level: float | None  # vacancies a year at tension 0; None: as elsewhere
    note: str

    def covers(self, powiat: str) -> bool:
        """Whether the truth holds in this powiat."""
        return powiat in self.powiats if self.powiats else powiat.startswith(self.region)

    def tension(self, elapsed: float) -> float | None:
        """The tension after a share (0–1) of the ten years; it moves faster towards their end."""
        if self.first is None or self.last is None:
            return None
        return self.first + (self.last - self.first) * elapsed**2


@cache
def planted() -> dict[str, Planted]:
    """All truths by id."""
    return {
        row["id"]: Planted(
            row["id"], row["occupation"], row["region"], tuple(row["powiats"].split()),
            float(row["tension_first"]) if row["tension_first"] else None,
            float(row["tension_last"]) if row["tension_last"] else None,
            float(row["level"]) if row["level"] else None, row["note"],
        )
        for row in read_rows(OWN / "planted.csv")
    }  # fmt: skip


def planted_here(occupation: str, powiat: str) -> Planted | None:
    """The truth about an occupation in a powiat."""
    return next((t for t in planted().values() if t.level and t.occupation == occupation and t.covers(powiat)), None)
