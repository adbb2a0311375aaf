"""What stands around every page of a programme, and its lines as of a period."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from koordynata.programme.models import Element, Period, Programme, Version
from koordynata.programme.queries.board import Board
from koordynata.programme.rules import may_run

from ..requests import person_of
from .rows import LineRow, line_rows
from .tabs import tabs_of


def frame(request: HttpRequest, programme: Programme, version: Version, here: str) -> dict[str, object]:
    """Programme, version, tabs, and whether the reader writes it."""
    today: date = timezone.localdate()
    in_force = programme.versions.in_force_on(today).first()
    return {
        "programme": programme, "version": version, "tabs": tabs_of(programme, here), "today": today,
        "is_in_force": in_force is not None and in_force.pk == version.pk,
        "runs": may_run(person_of(request), programme),
    }  # fmt: skip


def line_rows_of(board: Board, element: Element, period: Period | None) -> list[LineRow]:
    """The lines of an element as of the end of a period; none without one."""
    at = [one.pk for one in board.periods].index(period.pk) if period else None
    return [] if at is None else line_rows(board.of(element), at, timezone.localdate())
