"""Rows of what a law or an office may change, with their days and how sure they are (a room's data/*.csv)."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from django.utils.translation import get_language


def rows(package: str, name: str) -> list[dict[str, str]]:
    """The rows of one file of a room, `koordynata.coordination` say."""
    text = resources.files(package).joinpath(f"data/{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def spoken(polish: str, english: str) -> str:
    """In the reader's language."""
    return polish if (get_language() or "pl").startswith("pl") else english


def last_day(text: str) -> date | None:
    """The end of a row's days; None: it has none yet."""
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Dated:
    """What every such row has."""

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


def named(row: dict[str, str]) -> dict[str, Any]:
    """All columns that `Dated` takes."""
    return {**{name: row[name] for name in ("id", "name_pl", "name_en")}, **provenance(row)}


def provenance(row: dict[str, str]) -> dict[str, Any]:
    """The columns that say since when, until when, how sure and from where, read as `Dated` takes them."""
    return {
        "valid_from": date.fromisoformat(row["valid_from"]), "valid_to": last_day(row["valid_to"]),
        **{name: row[name] for name in ("certainty", "note_pl", "note_en", "source")},
    }  # fmt: skip
