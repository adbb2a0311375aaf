"""The page of one element as a version words it: its numbers, its card, what may be done here."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import Refusal
from koordynata.programme.enums import LinkKind
from koordynata.programme.models import Element, Link
from koordynata.programme.queries.board import Board, board_of
from koordynata.programme.queries.card import is_overdue, milestones_of, money_of
from koordynata.programme.queries.reading import above, commitments_of, elements_of, period_for
from koordynata.programme.services.parts import tags_of, tags_seen

from ..access import access
from ..refusals import say_beside
from ..requests import person_of
from .card_forms import LinkForm, MilestoneForm, TagsForm
from .framing import frame, line_rows_of
from .loading import element_seen, version_seen
from .resolutions import addresses_of
from .work_page import work_of

UNPROCESSABLE = 422
Sent = Mapping[str, BaseForm]
NOTHING: Sent = MappingProxyType({})


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def element(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """One element: an area or objective with its numbers, an action with its card."""
    return render_element(request, element_seen(version_seen(request, pk, number), uid))


def render_element(request: HttpRequest, shown: Element, *, status: int = 200, sent: Sent = NOTHING) -> HttpResponse:
    """The page; a form that was sent with mistakes stands in its place."""
    version, today = shown.version, timezone.localdate()
    context: dict[str, Any] = {
        **frame(request, version.programme, version, "content"), "element": shown, **_numbers(request, shown, today),
        "links": _links(request, shown),
        "involvements": shown.involvements.select_related("institution"),
        "overdue": shown.is_work and is_overdue(shown, today),
    }  # fmt: skip
    context |= work_of(request, shown, context["milestones"], sent)
    context["writes"] = context["runs"] and version.is_open
    if context["writes"]:
        context |= _writing(shown)
    context |= {f"{name}_form": form for name, form in sent.items()}
    return render(request, "programme/element.html", context, status=status)


def act_on(request: HttpRequest, shown: Element, name: str, form: BaseForm, do: Callable[..., Any]) -> HttpResponse:
    """One verb from a form on the page: done, or the page comes back with the form open. ChangedMeanwhile passes."""
    if form.is_valid():
        try:
            do(by=person_of(request), **form.cleaned_data)
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("programme:element", shown.version.programme_id, shown.version.number, shown.strand.uid)
    return render_element(request, shown, status=UNPROCESSABLE, sent={name: form})


def _numbers(request: HttpRequest, shown: Element, today: date) -> dict[str, Any]:
    """Indicators, milestones and money of the element and of what belongs to it."""
    version = shown.version
    below = elements_of(version, under=shown.path)
    board, period = board_of(version, below), period_for(version, request.GET.get("period", ""), today)
    return {
        "above": above(shown), "period": period, "periods": board.periods,
        "rows": line_rows_of(board, shown, period), "series": _series(board, shown),
        "milestones": milestones_of(below, today).get(shown.pk, []),
        "money": money_of([one for one in below if one.is_work]),
        "below": [(one, is_overdue(one, today)) for one in below if one.pk != shown.pk],
    }  # fmt: skip


def _writing(shown: Element) -> dict[str, Any]:
    """The forms of a draft's element."""
    return {
        "commitments": commitments_of(shown),
        "link_form": LinkForm(auto_id="link_%s"), "milestone_form": MilestoneForm(auto_id="milestone_%s"),
        "tags_form": TagsForm(auto_id="tags_%s", initial={"wanted": tags_of(shown)}), "tags_seen": tags_seen(shown),
    }  # fmt: skip


def _series(board: Board, shown: Element) -> list[tuple[object, list[tuple[object, object]]]]:
    """Each line with value and target of every period: the table twin of the bars."""
    return [(line, [(line.value(at), line.target(at)) for at in range(len(board.periods))]) for line in board.of(shown)]


def _links(request: HttpRequest, shown: Element) -> list[tuple[str, Link, str]]:
    """Links with what they are and, where the reader may open it, an address."""
    links = list(shown.links.all())
    addresses = addresses_of(person_of(request), links)
    return [(str(LinkKind(one.kind).label), one, addresses.get(one.pk, "")) for one in links]
