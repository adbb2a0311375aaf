"""Numbers and days of a snapshot as people read them, in the language that is on; no locale of the machine."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NBSP, MINUS = "\u00a0", "−"


def amount(text: str | None) -> str:
    """`1 234` or `1 234,50`; "no data" for None."""
    if text is None:
        return _("no data")
    number = Decimal(text)
    return _grouped(number, 0 if number == number.to_integral_value() else 2)


def zlotys(text: str | None) -> str:
    """`1 234 567 zł`, with grosze where there are any."""
    return f"{amount(text)}{NBSP}zł" if text is not None else _("no data")


def percent(share: Decimal | str | None) -> str:
    """A share from 0 to 1 as a whole percentage; "no data" for None."""
    return _("no data") if share is None else _grouped(100 * Decimal(share), 0) + "%"


def _grouped(number: Decimal, digits: int) -> str:
    text = f"{abs(number):,.{digits}f}"
    if (get_language() or "pl").startswith("pl"):
        text = text.replace(",", NBSP).replace(".", ",")
    return (MINUS if round(number, digits) < 0 else "") + text


def long_day(text: str | None) -> str:
    """`30 czerwca 2026`; empty for None."""
    return date_format(date.fromisoformat(text), "DATE_FORMAT") if text else ""


def short_day(text: str | None) -> str:
    """`30.06.2026`; empty for None."""
    return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT") if text else ""


def days(first: str | None, last: str | None) -> str:
    """`01.01.2026–30.06.2026`; what is not known is left out."""
    return "–".join(filter(None, [short_day(first), short_day(last)]))


def name_of(names: dict[str, Any]) -> str:
    """The name in the language that is on."""
    found = names["pl"] if (get_language() or "pl").startswith("pl") else names["en"] or names["pl"]
    return str(found)
