"""Whom one invites, what is attached, until when applications are taken in."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from .dated import Dated, common, in_force, rows


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
def invited() -> tuple[Dated, ...]:
    """Whom the chair invites to the item."""
    ordered = sorted(rows("invited"), key=lambda row: int(row["order"]))
    return tuple(Dated(**common(row)) for row in ordered)


@cache
def attachment_rules() -> tuple[AttachmentRule, ...]:
    """Kinds of attachments."""
    ordered = sorted(rows("attachments"), key=lambda row: int(row["order"]))
    return tuple(
        AttachmentRule(**common(row), kinds=frozenset(row["kinds"].split()), required=row["required"] == "yes")
        for row in ordered
    )


@cache
def _intake() -> tuple[IntakeRule, ...]:
    return tuple(
        IntakeRule(**common(row), working_days=int(row["working_days_before_meeting"])) for row in rows("intake")
    )


def intake_rule(region: str, day: date) -> IntakeRule:
    """The rule of a region, or of all."""
    found = in_force(_intake(), day) or list(_intake())
    return next((one for one in found if one.id == region), found[0])
