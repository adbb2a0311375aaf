"""What a spreadsheet checks while a template is filled: the rules of a column's kind, as far as it knows them."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from .tabular import Choice, Column, Date, Decimal, Integer, Percent, SchoolYear, Teryt, Text


def rule_of(column: Column, chosen_from: str = "") -> dict[str, Any]:
    """The rule of a column's cells; `chosen_from` is the range of its list. Empty where every text may stand."""
    if chosen_from:
        return _list(column, chosen_from)
    rule = _rule(column)
    if rule:
        rule |= {"ignore_blank": True, "error_title": column.header[:32], "error_message": _message(column)}
    return rule


def _list(column: Column, chosen_from: str) -> dict[str, Any]:
    """Words of a short list must be chosen; a code may be newer than the list, so it is only questioned."""
    closed = isinstance(column.kind, Choice)
    return {
        "validate": "list", "source": chosen_from, "ignore_blank": True,
        "error_type": "stop" if closed else "warning", "error_title": column.header[:32],
        "error_message": _("Choose from the list.") if closed else _("This is not on the list. Keep it all the same?"),
    }  # fmt: skip


def _rule(column: Column) -> dict[str, Any]:
    kind = column.kind
    if isinstance(kind, Integer):
        return _between("integer", kind.minimum, kind.maximum)
    if isinstance(kind, Percent):
        return _between("decimal", 0, 100)
    if isinstance(kind, Decimal):
        return _between("decimal", -1e15 if kind.minimum is None else kind.minimum, kind.maximum or 1e15)
    if isinstance(kind, Date):
        return _between("date", dt.date(1900, 1, 1), dt.date(9999, 12, 31))
    if isinstance(kind, SchoolYear):
        return _between("length", 4, 9)
    if isinstance(kind, Teryt):
        return _between("length", min(kind.lengths) - 1, max(kind.lengths))
    return _between("length", 0, kind.max_length) if isinstance(kind, Text) else {}


def _between(what: str, low: Any, high: Any) -> dict[str, Any]:
    return {"validate": what, "criteria": "between", "minimum": low, "maximum": high}


def _message(column: Column) -> str:
    expected = _("Expected: %s.") % column.kind.label
    return f"{expected} {_('Example: %s') % column.example}" if column.example else expected
