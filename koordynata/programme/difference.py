"""What one version changes in another: added, dropped, moved, other words, days, targets, money."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from .content import Item


class ChangeKind(StrEnum):
    """What happened to an element or to something of it."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    NAME = "name"
    TEXT = "text"
    DAYS = "days"
    TARGET = "target"
    MONEY = "money"
    MILESTONE = "milestone"
    PEOPLE = "people"
    LINKS = "links"


@dataclass(frozen=True)
class Change:
    """One row of the difference: of which element (as it is now, or was), what, from what, to what."""

    kind: ChangeKind
    item: Item
    what: str = ""  # which target, which money, which milestone
    old: Any = None
    new: Any = None


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, came or went."""

    text: str
    change: str  # "", "added", "dropped"


def changes(old: list[Item], new: list[Item]) -> list[Change]:
    """All changes in the order of the new version; what was dropped stands at the end."""
    before = {item.key: item for item in old}
    after = {item.key: item for item in new}
    found: list[Change] = []
    for item in new:
        if item.key not in before:
            found.append(Change(ChangeKind.ADDED, item))
        else:
            found += _within(before[item.key], item, before, after)
    return found + [Change(ChangeKind.DROPPED, item) for item in old if item.key not in after]


def words_changed(old: str, new: str) -> list[Piece]:
    """A text as it became, word by word."""
    left, right = old.split(" "), new.split(" ")
    pieces: list[Piece] = []
    for move, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if move in ("delete", "replace"):
            pieces.append(Piece(" ".join(left[a:b]), "dropped"))
        if move in ("insert", "replace"):
            pieces.append(Piece(" ".join(right[c:d]), "added"))
        if move == "equal":
            pieces.append(Piece(" ".join(left[a:b]), ""))
    return pieces


def _within(old: Item, new: Item, before: dict[str, Item], after: dict[str, Item]) -> Iterator[Change]:
    if old.parent != new.parent:
        yield Change(ChangeKind.MOVED, new, "", _name(before, old.parent), _name(after, new.parent))
    for kind, attribute in ((ChangeKind.NAME, "name"), (ChangeKind.TEXT, "text")):
        if getattr(old, attribute) != getattr(new, attribute):
            yield Change(kind, new, "", getattr(old, attribute), getattr(new, attribute))
    if (old.starts, old.ends) != (new.starts, new.ends):
        yield Change(ChangeKind.DAYS, new, "", (old.starts, old.ends), (new.starts, new.ends))
    yield from _pairs(ChangeKind.TARGET, new, _targets(old), _targets(new))
    yield from _pairs(ChangeKind.MONEY, new, _money(old), _money(new))
    yield from _pairs(ChangeKind.MILESTONE, new, _milestones(old), _milestones(new))
    yield from _lists(ChangeKind.PEOPLE, new, old.institutions, new.institutions)
    yield from _lists(ChangeKind.LINKS, new, (old.tags, old.links), (new.tags, new.links))


def _pairs(kind: ChangeKind, item: Item, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for name in [*old, *(name for name in new if name not in old)]:
        if old.get(name) != new.get(name):
            yield Change(kind, item, name, old.get(name), new.get(name))


def _lists(kind: ChangeKind, item: Item, old: Any, new: Any) -> Iterator[Change]:
    if old != new:
        yield Change(kind, item, "", old, new)


def _targets(item: Item) -> dict[str, Decimal | None]:
    """By measure and period; the baseline under the measure alone."""
    found: dict[str, Decimal | None] = {}
    for code, promise in item.promises.items():
        found[code] = promise.baseline
        found.update({f"{code} · {period}": value for period, value in promise.targets.items()})
    return found


def _money(item: Item) -> dict[str, Decimal]:
    return {f"{year} · {source}": amount for (year, source), amount in item.money.items()}


def _milestones(item: Item) -> dict[str, tuple[str, date]]:
    return {uid: (name, due) for uid, name, due in item.milestones}


def _name(items: dict[str, Item], key: str) -> str:
    return f"{items[key].code} {items[key].name}" if key in items else ""
