"""An XLSX template of a source: empty rows that check what is written into them, explanations, lists of codes.

It is read back by the same importer as the CSV file.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from koordynata.foundation.tables import neutral, sheet_name

from . import dictionaries
from .catalogue import Importer
from .tabular import Column, Layout
from .validation import rule_of

ROWS = 20_000  # as far down as cells check themselves
Lists = Mapping[str, Sequence[dictionaries.Entry]]


def write_template(importer: Importer) -> bytes:
    """The workbook; KeyError never, ValueError for a source that is no table."""
    layout = importer.layout
    if layout is None:
        raise ValueError(importer.id)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        data = book.add_worksheet(sheet_name(_("Data")))
        words = book.add_worksheet(sheet_name(_("Explanations")))
        lists = lists_of(layout)
        ranges = _write_lists(book, lists) if lists else {}
        _write_data(book, data, layout, ranges)
        _write_words(book, words, importer, layout)
    return target.getvalue()


def lists_of(layout: Layout) -> Lists:
    """Header → what may be chosen there, for the columns that have a list."""
    found = {column.header: column.offered() for column in layout.columns}
    return {header: entries for header, entries in found.items() if entries}


def _write_data(book: Any, sheet: Any, layout: Layout, ranges: Mapping[str, str]) -> None:
    """The header, and below it cells of the right kind."""
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {form: book.add_format({"num_format": form}) for form in ("@", "0", "General", "yyyy-mm-dd")}
    sheet.freeze_panes(1, 0)
    for x, column in enumerate(layout.columns):
        sheet.set_column(x, x, max(14, min(len(column.header) + 3, 40)), formats[column.kind.number_format])
        sheet.write_string(0, x, column.header, head)
        rule = rule_of(column, ranges.get(column.header, ""))
        if rule:
            sheet.data_validation(1, x, ROWS, x, rule | _prompt(column))


def _prompt(column: Column) -> dict[str, str]:
    """What a spreadsheet says when the cell is entered."""
    words = capfirst(str(column.meaning))
    example = "\n" + _("Example: %s") % column.example if column.example else ""
    return {"input_title": column.header[:32], "input_message": f"{words}{example}"[:255]}


def _write_words(book: Any, sheet: Any, importer: Importer, layout: Layout) -> None:
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    about = [str(importer.title), str(importer.expects),
             _("Fill in the first sheet, one row for each record, and load this file on the page of imports."),
             _("Columns are found by their names: do not rename them. Do not merge cells."),
             _("Publisher: %s") % importer.publisher, _("Licence: %s") % importer.licence]  # fmt: skip
    for y, line in enumerate(about):
        sheet.write_string(y, 0, neutral(line), bold if y == 0 else None)
    heads = [_("Column"), _("Meaning"), _("Kind of value"), _("Required"), _("Example")]
    for x, (head, width) in enumerate(zip(heads, (28, 60, 22, 12, 28), strict=True)):
        sheet.set_column(x, x, width)
        sheet.write_string(len(about) + 1, x, head, bold)
    for y, column in enumerate(layout.columns, start=len(about) + 2):
        required = _("yes") if column.required and column.filled else _("no")
        texts = [column.header, capfirst(str(column.meaning)), str(column.kind.label), required, column.example]
        for x, text in enumerate(texts):
            sheet.write_string(y, x, text, wrap)


def _write_lists(book: Any, lists: Lists) -> dict[str, str]:
    """One pair of columns for each list, on a sheet of its own; header → the range of what may be chosen."""
    name = sheet_name(_("Lists"))
    sheet, bold, ranges = book.add_worksheet(name), book.add_format({"bold": True}), {}
    for number, (header, entries) in enumerate(lists.items()):
        x = 2 * number
        sheet.set_column(x, x, 16)
        sheet.set_column(x + 1, x + 1, 44)
        sheet.write_string(0, x, _("May stand in “%s”") % header, bold)
        for y, (value, words) in enumerate(entries, start=1):
            sheet.write_string(y, x, value)
            sheet.write_string(y, x + 1, words)
        first, last = (xlsxwriter.utility.xl_rowcol_to_cell(row, x, True, True) for row in (1, len(entries)))
        ranges[header] = f"='{name}'!{first}:{last}"
    sheet.freeze_panes(1, 0)
    return ranges
