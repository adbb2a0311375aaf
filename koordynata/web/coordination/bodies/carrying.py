"""Carrying out what a form asks for: one verb, and every refusal in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from koordynata.coordination.errors import CoordinationRefusal, StaleForm

DONE, MISTAKES, LATE = 302, 422, 409


def carry_out(form: BaseForm, do: Callable[..., Any]) -> int:
    """The status of the answer; with mistakes they stand in the form."""
    if not form.is_valid():
        return MISTAKES
    try:
        do(**form.cleaned_data)
    except CoordinationRefusal as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as mistakes:
        show_mistakes(form, mistakes)
    except StaleForm:
        late = _("This was changed meanwhile in another window. The text entered here is kept: compare both versions.")
        form.add_error(None, late)
        return LATE
    return MISTAKES if form.errors else DONE


def tell(request: HttpRequest, form: BaseForm) -> None:
    """Say the mistakes of a form that no longer stands on its page, because somebody changed what it spoke of."""
    messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))


def show_mistakes(form: BaseForm, mistakes: ValidationError) -> None:
    """What the model refused, beside the fields that the form has."""
    told = mistakes.message_dict if hasattr(mistakes, "error_dict") else {"": mistakes.messages}
    for name, texts in told.items():
        form.add_error(name if name in form.fields else None, texts)


@dataclass(frozen=True)
class Clash:
    """One field in which the saved text and the entered one differ."""

    label: str
    saved: Any
    entered: Any


def clashes(form: BaseForm, saved: Model) -> list[Clash]:
    """Where the entered text differs from what is saved now."""
    return [
        Clash(str(form.fields[name].label), getattr(saved, name), entered)
        for name, entered in form.cleaned_data.items()
        if (getattr(saved, name, entered) or "") != (entered or "")
    ]
