"""Rows of the law with their days, their certainty and their source."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import TypeVar

from django.utils.translation import get_language


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the room."""
    text = resources.files("koordynata.opinions").joinpath(f"data/{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def spoken(polish: str, english: str) -> str:
    """In the reader's language."""
    return polish if (get_language() or "pl").startswith("pl") else english


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Dated:
    """What every row of the law has."""

    id: str
    name_pl: str
    name_en: str
    valid_from: date
    valid_to: date | None  # the last day
    certainty: str
    note_pl: str
    note_en: str
    source: str

    @property
    def name(self) -> str:
        """In the reader's language."""
        return spoken(self.name_pl, self.name_en)

    @property
    def note(self) -> str:
        """What is uncertain; empty where nothing is."""
        return spoken(self.note_pl, self.note_en)

    @property
    def certain(self) -> bool:
        """Whether the row was seen in a source."""
        return self.certainty == "seen"

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


D = TypeVar("D", bound=Dated)


def in_force(found: Iterable[D], day: date) -> list[D]:
    """Only what is in force on a day."""
    return [one for one in found if one.holds_on(day)]


def common(row: dict[str, str], name: str = "name") -> dict[str, object]:
    """The columns that every file has, as `Dated` takes them."""
    return {
        "id": row.get("id") or row.get("region", ""), "name_pl": row.get(f"{name}_pl", ""),
        "name_en": row.get(f"{name}_en", ""), "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": _day(row["valid_to"]), "certainty": row["certainty"], "note_pl": row["note_pl"],
        "note_en": row["note_en"], "source": row["source"],
    }  # fmt: skip
