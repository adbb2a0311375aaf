"""What an answer speaks for: by thresholds that are data."""

from dataclasses import dataclass
from functools import cache

from ..law import rows, spoken

FOR, AGAINST, NEUTRAL, UNKNOWN = "for", "against", "neutral", "unknown"


@dataclass(frozen=True)
class Question:
    """One question of the sheet. From `for_at` on the answer speaks for teaching, from `against_at` on against."""

    id: str
    title_pl: str
    title_en: str
    for_at: float | None
    against_at: float | None
    unit: str

    @property
    def title(self) -> str:
        """In the reader's language."""
        return spoken(self.title_pl, self.title_en)

    def reading(self, value: float | None) -> str:
        """For, against, neutral or unknown; on a threshold the answer speaks."""
        if value is None:
            return UNKNOWN
        if self.for_at is None:
            return NEUTRAL
        rising = self.against_at is None or self.for_at > self.against_at
        if value >= self.for_at if rising else value <= self.for_at:
            return FOR
        if self.against_at is not None and (value <= self.against_at if rising else value >= self.against_at):
            return AGAINST
        return NEUTRAL


def version() -> str:
    """The newest version of the questions."""
    return max(row["version"] for row in rows("questions"))


@cache
def questions() -> dict[str, Question]:
    """The questions of the newest version by id, in order."""
    newest = version()
    ordered = sorted((r for r in rows("questions") if r["version"] == newest), key=lambda row: int(row["order"]))
    return {
        row["id"]: Question(
            row["id"], row["title_pl"], row["title_en"], _number(row["for_at"]), _number(row["against_at"]), row["unit"]
        )
        for row in ordered
    }


def _number(text: str) -> float | None:
    return float(text) if text else None
