"""Rows of what an office or a law may change, with their days and how sure they are (data/*.csv)."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from django.utils.translation import get_language


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the room."""
    text = resources.files(__package__).joinpath(f"data/{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def spoken(polish: str, english: str) -> str:
    """In the reader's language."""
    return polish if (get_language() or "pl").startswith("pl") else english


@dataclass(frozen=True)
class Dated:
    """What every such row has. `region` is a TERYT code; empty: all regions."""

    id: str
    region: str
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

    def in_force(self, day: date, region: str) -> bool:
        """Whether the row holds on a day in a region."""
        return self.valid_from <= day <= (self.valid_to or date.max) and self.region in ("", region)


def common(row: dict[str, str]) -> dict[str, Any]:
    """The fields of `Dated`, read."""
    names = ("id", "region", "name_pl", "name_en", "certainty", "note_pl", "note_en", "source")
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to")}
    return {name: row[name] for name in names} | days
