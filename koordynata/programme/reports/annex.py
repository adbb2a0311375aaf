"""The annex of a frozen report as XLSX: every value with its parts and its way, actions, milestones, money, risks.

The bytes depend on the snapshot alone.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.foundation.documents import same_each_time
from koordynata.foundation.tables import CELL_LIMIT, NOT_XML, neutral, sheet_name

from ..models import Report
from .annex_rows import actions, cards, figures, milestones, money, parts, risks, series
from .document import LANGUAGE, moment, snapshot_in
from .in_words import in_words


@dataclass(frozen=True)
class Sheet:
    """One sheet: heads with the widths of their columns, rows of texts, numbers, days."""

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Any]]


def report_xlsx(report: Report) -> bytes:
    """The workbook, in Polish."""
    target = io.BytesIO()
    snapshot = snapshot_in(report)
    with override(LANGUAGE), xlsxwriter.Workbook(target, _OPTIONS) as book:
        told = in_words(snapshot, report.digest)
        created = moment(report).astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": told["title"], "author": "Koordynata", "created": created})
        formats = _formats(book)
        _write(book, Sheet(_("About the report"), [("", 28), ("", 100)], _about(told)), formats, bare=True)
        for sheet in _sheets(snapshot):
            _write(book, sheet, formats)
    return same_each_time(target.getvalue())


_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def _formats(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top}),
        "text": book.add_format({"text_wrap": True, **top}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", **top}),
        "whole": book.add_format({"num_format": "#,##0", **top}),
        "number": book.add_format({"num_format": "#,##0.00", **top}),
        "name": book.add_format({"bold": True, **top}),
    }  # fmt: skip


def _sheets(snapshot: dict[str, Any]) -> Iterator[Sheet]:
    made = (
        (_("Values"), figures), (_("Parts"), parts), (_("Periods"), series), (_("Actions"), actions),
        (_("Milestones"), milestones), (_("Money"), money), (_("Risks"), risks), (_("Cards of indicators"), cards),
    )  # fmt: skip
    for name, make in made:
        heads, rows = make(snapshot)
        yield Sheet(str(name), heads, rows)


def _about(told: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [
        (_("Report"), told["title"]), (_("Programme"), told["programme"]), (_("Territory"), told["territory"]),
        (_("Area"), told["area"]), (_("Period"), f"{told['period']}: {told['days']}"), (_("Version"), told["version"]),
        (_("Edition"), told["edition"]), (_("State"), told["frozen"]), (_("Sample"), told["sample"]),
        *((_("Remark"), remark) for remark in told["remarks"]),
        *((_("Light") + f": {one['name']}", f"{one['least']}. {one['note']} {_('Source')}: {one['source']}")
          for one in told["thresholds"]),
        ("SHA-256", told["sha256"]),
    ]  # fmt: skip
    return [(name, value) for name, value in rows if value]


def _write(book: Any, sheet: Sheet, formats: dict[str, Any], *, bare: bool = False) -> None:
    page = book.add_worksheet(sheet_name(sheet.name))
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_paper(9)
    for x, (head, width) in enumerate(sheet.heads):
        page.set_column(x, x, width)
        if not bare:
            page.write_string(0, x, head, formats["head"])
    last = 0
    for last, row in enumerate(sheet.rows, start=0 if bare else 1):
        for x, value in enumerate(row):
            _cell(page, last, x, value, formats, "name" if bare and x == 0 else "text")
    if not bare:
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.autofilter(0, 0, max(last, 1), len(sheet.heads) - 1)


def _cell(page: Any, y: int, x: int, value: Any, formats: dict[str, Any], text: str) -> None:
    if value is None or value == "":
        page.write_blank(y, x, None, formats["text"])
    elif isinstance(value, Decimal | int):
        page.write_number(y, x, float(value), formats["whole" if value == int(value) else "number"])
    elif isinstance(value, date):
        page.write_datetime(y, x, value, formats["day"])
    else:
        page.write_string(y, x, neutral(NOT_XML.sub(" ", str(value)))[:CELL_LIMIT], formats[text])
