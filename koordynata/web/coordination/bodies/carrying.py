"""Carrying out what a form asks for: one verb, and every refusal in its place."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from koordynata.foundation.errors import ChangedMeanwhile, Refusal

from ...refusals import say_beside

DONE, MISTAKES, LATE = 302, 422, 409


def carry_out(form: BaseForm, do: Callable[..., Any]) -> int:
    """The status of the answer; with mistakes they stand in the form."""
    if not form.is_valid():
        return MISTAKES
    try:
        do(**form.cleaned_data)
    except (Refusal, ValidationError) as refusal:
        say_beside(form, refusal)
    except ChangedMeanwhile:
        late = _("This was changed meanwhile in another window. The text entered here is kept: compare both versions.")
        form.add_error(None, late)
        return LATE
    return MISTAKES if form.errors else DONE


def tell(request: HttpRequest, form: BaseForm) -> None:
    """Say the mistakes of a form that no longer stands on its page, because somebody changed what it spoke of."""
    messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
