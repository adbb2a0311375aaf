"""What a change of a version is called, and how its two sides are said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _g
from django.utils.translation import pgettext_lazy

from koordynata.programme.difference import Change, ChangeKind
from koordynata.programme.enums import Involved
from koordynata.programme.layout import money_sources, tags

from ..figures import amount

CHANGES = {
    ChangeKind.ADDED: pgettext_lazy("change", "added"),
    ChangeKind.DROPPED: pgettext_lazy("change", "dropped"),
    ChangeKind.MOVED: pgettext_lazy("change", "moved"),
    ChangeKind.NAME: pgettext_lazy("change", "name"),
    ChangeKind.TEXT: pgettext_lazy("change", "text"),
    ChangeKind.DAYS: pgettext_lazy("change", "days"),
    ChangeKind.TARGET: pgettext_lazy("change", "target"),
    ChangeKind.MONEY: pgettext_lazy("change", "money"),
    ChangeKind.MILESTONE: pgettext_lazy("change", "milestone"),
    ChangeKind.PEOPLE: pgettext_lazy("change", "institutions"),
    ChangeKind.LINKS: pgettext_lazy("change", "tags and links"),
}


def together(found: Iterable[Change]) -> list[Change]:
    """Changed targets of one indicator in one row: `2025 I: 40; 2025 II: 120`. All other changes as they are."""
    rows: dict[object, Change] = {}
    for place, one in enumerate(found):
        if one.kind == ChangeKind.TARGET:
            code, _dot, period = one.what.partition(" · ")
            rows[one.item.key, code] = _beside(rows.get((one.item.key, code)), replace(one, what=code), period)
        else:
            rows[place] = one
    return list(rows.values())


def _beside(known: Change | None, one: Change, period: str) -> Change:
    head = f"{period}: " if period else ""
    old, new = (f"{head}{_said(one.kind, side)}" for side in (one.old, one.new))
    return (
        replace(one, old=f"{known.old}; {old}", new=f"{known.new}; {new}") if known else replace(one, old=old, new=new)
    )


def told(change: Change) -> tuple[str, str, str]:
    """What changed, what it was, what it is now; empty sides say "none"."""
    if change.kind in (ChangeKind.ADDED, ChangeKind.DROPPED):
        return "", "", ""
    what = _money(change.what) if change.kind == ChangeKind.MONEY else change.what
    if change.kind == ChangeKind.MILESTONE:
        what = ""
    return what, _said(change.kind, change.old), _said(change.kind, change.new)


def _money(what: str) -> str:
    year, _dot, source = what.partition(" · ")
    return f"{year} · {money_sources()[source].name}"


def _said(kind: ChangeKind, value: Any) -> str:
    if value in (None, "", ()):
        return _g("none")
    if isinstance(value, Decimal):
        return amount(value)
    if kind == ChangeKind.DAYS:
        return " – ".join(_day(one) for one in value)
    if kind == ChangeKind.MILESTONE:
        return f"{value[0]}, {_day(value[1])}"
    if kind == ChangeKind.PEOPLE:
        return "; ".join(f"{name} ({Involved(role).label})" for role, name, _person in value) or _g("none")
    if kind == ChangeKind.LINKS:
        own, links = value
        return ", ".join([*(tags()[one].name for one in own), *(code for _kind, code in links)]) or _g("none")
    return str(value)


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else _g("not given")
