"""The law of the opinion as dated data (data/*.csv): who gives it, on what basis, when it is not needed.

Each row carries its certainty; what is not certain has a note that pages show.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TypeVar

from django.utils.translation import get_language


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the room."""
    text = resources.files(__package__).joinpath(f"data/{name}.csv").read_text("utf-8")
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


def _common(row: dict[str, str], name: str = "name") -> dict[str, object]:
    return {
        "id": row.get("id") or row.get("region", ""), "name_pl": row.get(f"{name}_pl", ""),
        "name_en": row.get(f"{name}_en", ""), "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": _day(row["valid_to"]), "certainty": row["certainty"], "note_pl": row["note_pl"],
        "note_en": row["note_en"], "source": row["source"],
    }  # fmt: skip


@dataclass(frozen=True)
class Procedure(Dated):
    """Who gives the opinion from … to, on what basis, valid for how long, in how many working days."""

    giver: str  # kind of body, see coordination.enums.BodyKind
    basis_pl: str
    basis_en: str
    validity_years: int
    completion_working_days: int
    opinion_working_days: int

    @property
    def basis(self) -> str:
        """The legal basis in the reader's language."""
        return spoken(self.basis_pl, self.basis_en)


@dataclass(frozen=True)
class Exemption(Dated):
    """A case in which no opinion is needed."""

    school_types: frozenset[str]
    levels: frozenset[str]
    reason_pl: str
    reason_en: str
    basis_pl: str
    basis_en: str

    @property
    def reason(self) -> str:
        """Why none is needed, in the reader's language."""
        return spoken(self.reason_pl, self.reason_en)

    @property
    def basis(self) -> str:
        """The legal basis in the reader's language."""
        return spoken(self.basis_pl, self.basis_en)


@dataclass(frozen=True)
class AttachmentRule(Dated):
    """A kind of attachment, and whether it must be there."""

    kinds: frozenset[str]
    required: bool


@dataclass(frozen=True)
class IntakeRule(Dated):
    """How many working days before a meeting the intake ends; `id` is the region, empty for all."""

    working_days: int


@cache
def procedures() -> tuple[Procedure, ...]:
    """All of them, oldest first."""
    found = [
        Procedure(
            **_common(row), giver=row["giver"], basis_pl=row["basis_pl"], basis_en=row["basis_en"],  # type: ignore[arg-type]
            validity_years=int(row["validity_years"]), completion_working_days=int(row["completion_working_days"]),
            opinion_working_days=int(row["opinion_working_days"]),
        )
        for row in rows("procedures")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.valid_from))


def procedure_on(day: date) -> Procedure:
    """The procedure in force on a day; before the first one the first. Raises LookupError for a gap in the data."""
    found = in_force(procedures(), day)
    if found:
        return found[0]
    if day < procedures()[0].valid_from:
        return procedures()[0]
    raise LookupError(day)


@cache
def exemptions() -> tuple[Exemption, ...]:
    """All of them, in the order in which they are asked."""
    ordered = sorted(rows("exemptions"), key=lambda row: int(row["order"]))
    return tuple(
        Exemption(
            **_common(row), school_types=frozenset(row["school_types"].split()),  # type: ignore[arg-type]
            levels=frozenset(filter(None, row["levels"].split("|"))), reason_pl=row["reason_pl"],
            reason_en=row["reason_en"], basis_pl=row["basis_pl"], basis_en=row["basis_en"],
        )
        for row in ordered
    )  # fmt: skip


@cache
def invited() -> tuple[Dated, ...]:
    """Whom the chair invites to the item."""
    ordered = sorted(rows("invited"), key=lambda row: int(row["order"]))
    return tuple(Dated(**_common(row)) for row in ordered)  # type: ignore[arg-type]


@cache
def attachment_rules() -> tuple[AttachmentRule, ...]:
    """Kinds of attachments."""
    ordered = sorted(rows("attachments"), key=lambda row: int(row["order"]))
    return tuple(
        AttachmentRule(**_common(row), kinds=frozenset(row["kinds"].split()), required=row["required"] == "yes")  # type: ignore[arg-type]
        for row in ordered
    )


@cache
def _intake() -> tuple[IntakeRule, ...]:
    return tuple(
        IntakeRule(**_common(row), working_days=int(row["working_days_before_meeting"]))  # type: ignore[arg-type]
        for row in rows("intake")
    )


def intake_rule(region: str, day: date) -> IntakeRule:
    """The rule of a region, or of all."""
    found = in_force(_intake(), day) or list(_intake())
    return next((one for one in found if one.id == region), found[0])
