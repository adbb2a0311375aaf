"""Reading a programme: the list, the overview by area, the content of a version."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.programme.enums import LevelRole
from koordynata.programme.models import Element
from koordynata.programme.queries.board import board_of
from koordynata.programme.queries.card import is_overdue, milestones_of, money_of
from koordynata.programme.queries.reading import elements_of, listed, period_for

from ..access import access
from ..requests import person_of
from .beginning_forms import territories_for
from .framing import frame, line_rows_of
from .loading import first_version, seen, version_seen
from .steps import forms_for


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes that the reader may see."""
    rows = listed(person_of(request), timezone.localdate())
    begins = territories_for(person_of(request)).exists()
    return render(request, "programme/programmes.html", {"rows": rows, "begins": begins})


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """The version in force by its highest divisions: how far each is, as of a period; what is late."""
    programme, today = seen(request, pk), timezone.localdate()
    version = first_version(request, programme)
    elements = elements_of(version)
    board, period = board_of(version, elements), period_for(version, request.GET.get("period", ""), today)
    top = [one for one in elements if one.parent_id is None]
    late = [one for one in elements if one.is_work and is_overdue(one, today)]
    milestones = milestones_of([one for one in elements if one.is_work], today)
    by_pk = {one.pk: one for one in elements}
    context = {
        **frame(request, programme, version, "overview"), "period": period, "periods": board.periods,
        "areas": [(one, line_rows_of(board, one, period), _work_below(elements, one)) for one in top],
        "late": late, "money": money_of([one for one in elements if one.is_work]),
        "late_milestones": [
            (by_pk[pk], state) for pk, states in milestones.items() for state in states if state.overdue
        ],
    }  # fmt: skip
    return render(request, "programme/overview.html", context)


def _work_below(elements: list[Element], top: Element) -> list[Element]:
    return [one for one in elements if one.role == LevelRole.ACTION and one.path.startswith(top.path)]


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def content(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """What a version says, as a tree."""
    programme = seen(request, pk)
    version = first_version(request, programme) if number is None else version_seen(request, pk, number)
    today = timezone.localdate()
    rows = [(one, is_overdue(one, today)) for one in elements_of(version)]
    context = {**frame(request, programme, version, "content"), "rows": rows}
    if context["runs"]:
        context |= forms_for(request, version)
    return render(request, "programme/content.html", context)
