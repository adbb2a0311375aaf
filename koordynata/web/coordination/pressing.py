"""One press of a button is one verb; what is refused is said on the live page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Meeting

from ..refusals import in_one_line
from .live import page_of


def done(request: HttpRequest, meeting: Meeting, verb: Callable[[], Any]) -> HttpResponse:
    """One verb, then the live page; a refusal is said there."""
    try:
        verb()
    except (CoordinationRefusal, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
    return redirect("coordination:meeting", pk=meeting.pk)


def filled(request: HttpRequest, meeting: Meeting, name: str, form: BaseForm, verb: Callable[[], Any]) -> HttpResponse:
    """A form of the live page: its mistakes are shown there beside it, else its verb is done."""
    if not form.is_valid():
        page = page_of(request, meeting) | {name: form}
        return render(request, "coordination/meeting.html", page, status=422)
    return done(request, meeting, verb)
