"""Where a number comes from: the facts behind it, or the elements and values it is put together from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.enums import MeasureSource
from koordynata.programme.layout import fact_kinds
from koordynata.programme.models import Actual, Element, Fact, Measure, Programme, Version
from koordynata.programme.queries.behind import Behind, Counted, behind, counted, in_several, keys, rows_scope
from koordynata.programme.queries.board import Board, board_of
from koordynata.programme.queries.made_of import Piece, pieces_of, total_of
from koordynata.programme.queries.reading import elements_of, period_for
from koordynata.programme.queries.warehouse import Reading, readings
from koordynata.programme.rules import may_check, may_run
from koordynata.programme.watching import threshold

from ..access import access
from ..downloads import Origin, send_table, wanted_format
from ..paging import page_of
from ..requests import person_of
from .loading import first_version, seen, version_seen
from .tabs import tabs_of

PER_PAGE = 50
MOST_DIGITS = 5  # of a version's number
AT_ONCE = 1_000  # persons or facts read together for a file


@dataclass(frozen=True)
class Told:
    """One fact of one who counts, as the file tells it."""

    one: Counted
    fact: Fact


FACT_COLUMNS: list[Column[Told]] = [
    Column(gettext_lazy("Who or what counts"), Kind.TEXT,
           gettext_lazy("An opaque mark of a person, or a fact’s number"), lambda row: row.one.name),
    Column(gettext_lazy("Counts since"), Kind.DATE, gettext_lazy("Day of the first fact"), lambda row: row.one.since),
    Column(gettext_lazy("Projects"), Kind.INTEGER, gettext_lazy("In how many; it counts once all the same"),
           lambda row: row.one.projects),
    Column(gettext_lazy("Kind of fact"), Kind.TEXT, gettext_lazy("What happened"), lambda row: kind_name(row.fact)),
    Column(gettext_lazy("Day"), Kind.DATE, gettext_lazy("When it happened"), lambda row: row.fact.on),
    Column(gettext_lazy("Territory"), Kind.TEXT, gettext_lazy("Where it happened"),
           lambda row: row.fact.territory.name),
    Column(gettext_lazy("Project"), Kind.TEXT, gettext_lazy("Number of the project"), lambda row: row.fact.project),
    Column(gettext_lazy("Record"), Kind.TEXT, gettext_lazy("In the room that reported it"),
           lambda row: f"{row.fact.room}:{row.fact.ref}"),
]  # fmt: skip
PIECE_COLUMNS: list[Column[tuple[Piece, int]]] = [
    Column(gettext_lazy("Element"), Kind.TEXT, gettext_lazy("Number and name"), lambda row: str(row[0].element)),
    Column(gettext_lazy("Value"), Kind.NUMBER, gettext_lazy("As of the period’s end"),
           lambda row: row[0].line.value(row[1])),
    Column(gettext_lazy("Says it itself"), Kind.TEXT, gettext_lazy("yes, or put together from below"),
           lambda row: _("yes") if row[0].own else _("no")),
    Column(gettext_lazy("Part of the number"), Kind.TEXT, gettext_lazy("yes or no"),
           lambda row: _("yes") if row[0].counts else _("no")),
    Column(gettext_lazy("Values"), Kind.TEXT, gettext_lazy("Approved values by period, with the number of files"),
           lambda row: "; ".join(value_words(one) for one in row[0].values)),
]  # fmt: skip

READING_COLUMNS: list[Column[Reading]] = [
    Column(gettext_lazy("Year"), Kind.INTEGER, gettext_lazy("Year of the figure"), lambda row: row.year),
    Column(gettext_lazy("Value"), Kind.NUMBER, gettext_lazy("None where the warehouse has none"),
           lambda row: row.value),
    Column(gettext_lazy("Why there is no value"), Kind.TEXT, gettext_lazy("What the warehouse says"),
           lambda row: row.reason),
]  # fmt: skip


def value_words(one: Actual) -> str:
    """`2026 I: 12 (2)`: the period, the value, how many files prove it."""
    return f"{one.period.name}: {one.shown} ({len(one.evidence.all())})"


def kind_name(fact: Fact) -> str:
    """The kind in the reader's language."""
    return fact_kinds()[fact.kind].name


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def number(request: HttpRequest, pk: int, uid: UUID, measure: int) -> HttpResponseBase:
    """One number of one element as of a period, with what it is made of."""
    programme = seen(request, pk)
    version = _version(request, programme)
    shown = get_object_or_404(Measure, pk=measure, programme=programme)
    elements = elements_of(version)
    element = next((one for one in elements if one.strand.uid == uid), None)
    period = period_for(version, request.GET.get("period", ""), timezone.localdate())
    if element is None or period is None:
        raise Http404
    branch = [one for one in elements if one.path.startswith(element.path)]
    board = board_of(version, branch)
    line = board.lines.get(element.pk, {}).get(shown.pk)
    if line is None:
        raise Http404
    context = {
        "programme": programme, "version": version, "element": element, "measure": shown, "line": line,
        "period": period, "periods": board.periods, "tabs": tabs_of(programme, "monitoring"),
        "value": line.value(board.at(period)), "asked_version": version.number if "version" in request.GET else "",
    }  # fmt: skip
    if shown.source == MeasureSource.COUNTED:
        return _facts(request, context, board, elements)
    if shown.source == MeasureSource.METRIC:
        return _readings(request, context, board)
    return _pieces(request, context, board)


def _version(request: HttpRequest, programme: Programme) -> Version:
    """The version that the address names, else the one with which the programme's pages begin."""
    named = request.GET.get("version", "")
    is_number = named.isascii() and named.isdecimal() and len(named) < MOST_DIGITS
    version = version_seen(request, programme.pk, int(named)) if is_number else first_version(request, programme)
    version.programme = programme
    return version


def _facts(request: HttpRequest, context: dict[str, Any], board: Board, elements: list[Element]) -> HttpResponseBase:
    measure, period = context["measure"], context["period"]
    scope = rows_scope(person_of(request))
    found = behind(context["version"], measure, context["element"], period.ends, elements, scope)
    if found is None:
        raise Http404
    rows = keys(found)
    if wanted_format(request):
        return send_table(request, _name(context), FACT_COLUMNS, _told(found, rows))
    page = page_of(request, rows, PER_PAGE)
    page.object_list = counted(found, page.object_list)
    least = threshold("small_group", timezone.localdate()).value
    several, is_hidden = in_several(found, board.periods[: board.at(period) + 1], least)
    context |= {
        "found": found, "page": page, "several": several, "several_hidden": is_hidden,
        "kinds": [fact_kinds()[one] for one in measure.rule["facts"]], "agrees": found.total == context["value"],
    }  # fmt: skip
    return render(request, "programme/number_of_facts.html", context)


def _told(found: Behind, rows: Any) -> Iterator[Told]:
    for start in range(0, found.readable, AT_ONCE):
        for one in counted(found, rows[start : start + AT_ONCE]):
            for fact in one.facts:
                yield Told(one, fact)


def _readings(request: HttpRequest, context: dict[str, Any], board: Board) -> HttpResponseBase:
    """The figures of the warehouse by year, with source, vintage and method, or why there is none."""
    told = readings(context["measure"], context["programme"], [one.ends.year for one in board.periods])
    if wanted_format(request):
        return send_table(
            request, _name(context), READING_COLUMNS, list(told.values()), origins=_origins(told.values())
        )
    card = next((one.answer.card for one in told.values() if one.answer), None)
    context |= {"readings": list(told.values()), "card": card, "year": context["period"].ends.year}
    return render(request, "programme/number_of_metric.html", context)


def _origins(told: Iterable[Reading]) -> list[Origin]:
    """Every source once."""
    sources = {one for reading in told if reading.answer for one in reading.answer.figure.sources}
    return [Origin(one.publisher, one.title, one.vintage) for one in sorted(sources, key=str)]


def _pieces(request: HttpRequest, context: dict[str, Any], board: Board) -> HttpResponseBase:
    at, line = board.at(context["period"]), context["line"]
    pieces = pieces_of(board, context["element"], context["measure"], board.periods[: at + 1])
    if wanted_format(request):
        return send_table(request, _name(context), PIECE_COLUMNS, ((one, at) for one in pieces))
    person, programme = person_of(request), context["programme"]
    context |= {
        "rows": [(one, one.line.value(at)) for one in pieces], "total": total_of(pieces, at),
        "is_whole": line.reported[at] >= line.expected, "reported": line.reported[at],
        "office": may_check(person, programme) or may_run(person, programme),
    }  # fmt: skip
    return render(request, "programme/number_of_pieces.html", context)


def _name(context: dict[str, Any]) -> str:
    return str(_("Behind a number")) + f" {context['measure'].code} {context['element'].code} {context['period'].name}"
