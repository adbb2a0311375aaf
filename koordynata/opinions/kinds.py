"""Kinds of opinions, and what a vote makes of a motion: data, because rules of procedure differ."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from .law import rows, spoken


@dataclass(frozen=True)
class Kind:
    """Rodzaj opinii. `allows`: with it the school may teach the occupation."""

    code: str
    name_pl: str
    name_en: str
    motion_pl: str
    motion_en: str
    allows: bool
    needs_recommendations: bool

    @property
    def name(self) -> str:
        """In the reader's language."""
        return spoken(self.name_pl, self.name_en)


@cache
def kinds() -> dict[str, Kind]:
    """All of them by code, in order."""
    ordered = sorted(rows("kinds"), key=lambda row: int(row["order"]))
    return {
        row["code"]: Kind(
            row["code"], row["name_pl"], row["name_en"], row["motion_pl"], row["motion_en"],
            row["allows"] == "yes", row["needs_recommendations"] == "yes",
        )
        for row in ordered
    }  # fmt: skip


def decided_kind(moved: str, verdict: dict[str, object], day: date) -> str | None:
    """What a final verdict over a motion for an opinion of kind `moved` decides; None: nothing.

    Adopted: that kind. Otherwise only what the data define, e.g. a rejected motion for a positive one.
    """
    if verdict.get("positive"):
        return moved
    for row in rows("decisions"):
        known = row["moved"] == moved and row["result"] == verdict.get("result")
        if known and row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999"):
            return row["kind"]
    return None


def note_on_decisions() -> str:
    """What is assumed where a motion is rejected."""
    first = rows("decisions")[0]
    return spoken(first["note_pl"], first["note_en"])
