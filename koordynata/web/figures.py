"""Numbers as people read them: grouping, decimal comma, a real minus, and four different silences."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MINUS = "−"
NBSP = "\u00a0"
# Never an empty cell: zero is "0", and these three say which silence it is.
NO_DATA = _("no data")
SUPPRESSED = _("hidden")
NOT_APPLICABLE = _("not applicable")


def number(value: float | None, digits: int = 0) -> str:
    """`1 234,5` in Polish, `1,234.5` in English, `−` before negative ones; "no data" for None."""
    if value is None:
        return str(NO_DATA)
    rounded = round(value, digits)
    return (MINUS if rounded < 0 else "") + _grouped(abs(rounded), digits, get_language())


@lru_cache(maxsize=20_000)
def _grouped(value: float, digits: int, language: str | None) -> str:
    """Django asks for the formats of the language anew each time; a page with a country holds thousands of numbers."""
    return number_format(value, digits, use_l10n=True, force_grouping=True)


def amount(value: Decimal | None) -> str:
    """An exact value with the digits that it needs, at most two; "no data" for None."""
    if value is None:
        return str(NO_DATA)
    needed = next(digits for digits in (0, 1, 2) if digits == 2 or round(value, digits) == value)
    return number(float(value), needed)


def signed(value: float | None, digits: int = 0) -> str:
    """A change: always with its sign, except zero."""
    text = number(value, digits)
    return f"+{text}" if value is not None and round(value, digits) > 0 else text


def percent(share: float | None, digits: int = 0) -> str:
    """A share from 0 to 1 as a percentage."""
    return str(NO_DATA) if share is None else number(share * 100, digits) + "%"


def plain(value: Any) -> str:
    """Years, codes and ids: no grouping."""
    return "" if value is None else str(value)


def silence(reason: str | Promise) -> str:
    """One of the silences in the reader's language."""
    return str(reason)
