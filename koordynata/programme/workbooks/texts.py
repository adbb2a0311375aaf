"""A value as its canonical text, so that what a spreadsheet only writes otherwise is no difference."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from koordynata.foundation.tables import NOT_XML
from koordynata.sources.tabular.workbook.cells import number_text

from .shapes import LONGEST, Column, Kind

MOST_DIGITS = 12  # before the point


class WrongCell(Exception):
    """A cell that cannot be read; `str()` is a sentence."""


def plain(value: Any) -> str:
    """A value of the program as canonical text; a text that no cell can hold is replaced by a note that it is not."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        text = format(value.normalize(), "f")
        return "0" if text in ("-0", "") else text
    text = NOT_XML.sub(" ", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
    return text if len(text) <= LONGEST else _("(The text is too long for a cell. Change it on its page.)")


def read_cell(value: Any, column: Column) -> str:
    """What a spreadsheet's cell says, as canonical text. Raises WrongCell."""
    if value is None or value == "":
        return ""
    if column.kind == Kind.DATE:
        return _day(value)
    if column.kind in (Kind.NUMBER, Kind.INTEGER):
        return _number(value, whole=column.kind == Kind.INTEGER)
    text = number_text(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    return plain(text.date() if isinstance(text, datetime) else text)


def _day(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        raise WrongCell(_("“%s” is not a day. Write it like 2026-06-30.") % str(value)[:40]) from None


def _number(value: Any, *, whole: bool) -> str:
    text = number_text(value) if isinstance(value, int | float) else str(value)
    text = text.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise WrongCell(_("“%s” is not a number.") % str(value)[:40]) from None
    if not number.is_finite() or isinstance(value, bool) or abs(number) >= 10**MOST_DIGITS:
        raise WrongCell(_("“%s” is not a number.") % str(value)[:40])
    if number != round(number, 0 if whole else 2):
        raise WrongCell(_("Write a whole number.") if whole else _("Write at most two digits after the comma."))
    return plain(number)
