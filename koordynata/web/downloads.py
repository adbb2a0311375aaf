"""Tables sent to the reader's machine: what is filtered, no live formulas, with source, vintage and sample mark."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from koordynata.foundation.tables import Column, Kind, write_csv, write_xlsx
from koordynata.sources.queries import sample_data_present

from .limits import EXPORTS, within_limit

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HOUSE = "Koordynata"


@dataclass(frozen=True)
class Origin:
    """Where rows come from: whose they are, from which file or list, as of which day."""

    publisher: str
    title: str
    vintage: date | None


def wanted_format(request: HttpRequest) -> str:
    """`csv` or `xlsx` when the address asks for a file, else empty."""
    wanted = request.GET.get("format", "")
    return wanted if wanted in FORMATS else ""


def send_table(
    request: HttpRequest,
    name: str,
    columns: Sequence[Column[Any]],
    rows: Iterable[Any],
    *,
    origins: Sequence[Origin] = (),
    told: Sequence[Column[Any]] = (),
) -> HttpResponse | StreamingHttpResponse:
    """The rows as the file that the address asks for; `name` is the file's name and its sheet's.

    `origins` is where the rows come from, else they are the house's own as of today. `told` are columns that say it
    row by row, where rows differ.
    """
    wanted = wanted_format(request)
    if not within_limit(request, EXPORTS):
        return render(request, "web/too_many.html", status=429)
    origins = origins or [Origin(HOUSE, name, localdate())]
    columns = [*columns, *(told or _told_of_all(origins))]
    if wanted == "csv":
        pieces = write_csv(columns, rows, decimal="." if get_language() == "en" else ",")
    else:
        notes = _notes(request, origins)
        pieces = write_xlsx(columns, rows, sheet=name, columns_sheet=_("Columns"), notes=notes)
    return StreamingHttpResponse(
        _in_language(pieces, get_language()),
        content_type=FORMATS[wanted],
        headers={"Content-Disposition": f'attachment; filename="{file_name(name)}.{wanted}"'},
    )


def _in_language(pieces: Iterator[bytes], language: str | None) -> Iterator[bytes]:
    """The pieces as the reader's language makes them: they are written when the request is over."""
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def file_name(name: str) -> str:
    """The name without Polish letters and blanks; it says so where the data are made up."""
    mark = f" {_('sample data')}" if sample_data_present() else ""
    return slugify(f"{name}{mark}".replace("ł", "l").replace("Ł", "L"))


def source_columns(publisher: Any, vintage: Any, sample: Any) -> list[Column[Any]]:
    """The last columns of every file: each takes a row."""
    return [
        Column(_("Source"), Kind.TEXT, _("Who gives the figures out"), publisher),
        Column(_("As of"), Kind.TEXT, _("The day as of which each source speaks"), vintage),
        Column(_("Sample data"), Kind.TEXT, _("“yes”: people, companies and figures are made up"), sample),
    ]


def yes_no(value: bool) -> str:
    """A word in the place of a tick."""
    return _("yes") if value else _("no")


def _told_of_all(origins: Sequence[Origin]) -> list[Column[Any]]:
    """The same for every row: a CSV file has no other place for it."""
    publishers = "; ".join(f"{origin.publisher}, {origin.title}" for origin in origins)
    days = "; ".join(origin.vintage.isoformat() if origin.vintage else _("no data") for origin in origins)
    sample = yes_no(sample_data_present())
    return source_columns(lambda _row: publishers, lambda _row: days, lambda _row: sample)


def _notes(request: HttpRequest, origins: Sequence[Origin]) -> list[str]:
    """What stands below the columns on the second sheet: sources, the list's address, and the sample's warning."""
    notes = [_origin_words(origin) for origin in origins]
    query = request.GET.copy()
    query.pop("format", None)
    address = request.build_absolute_uri(request.path + (f"?{query.urlencode()}" if query else ""))
    notes.append(_("Saved on %(day)s from %(address)s") % {"day": _day(localdate()), "address": address})
    if sample_data_present():
        notes.append(_("Sample data: people, companies and figures are made up. Do not base decisions on them."))
    return notes


def _origin_words(origin: Origin) -> str:
    words = {"publisher": origin.publisher, "title": origin.title}
    if origin.vintage is None:
        return _("Source: %(publisher)s, %(title)s.") % words
    return _("Source: %(publisher)s, %(title)s. As of %(day)s.") % (words | {"day": _day(origin.vintage)})


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
