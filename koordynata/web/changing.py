"""A page that changes a record over the state that its form showed: saved, refused beside the form, or compared."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.foundation.errors import ChangedMeanwhile, Refusal

from .clashes import clashes
from .refusals import say_beside

CONFLICT, UNPROCESSABLE = 409, 422


def change_over(
    request: HttpRequest, template: str, context: dict[str, Any], verb: Callable[..., Any], done: HttpResponse
) -> HttpResponse:
    """`context` holds the `form` and, as `seen`, the state of the record; the form sends back the state it was made of.

    `verb` takes that state and what the form says; whoever comes second gets both wordings beside each other (409).
    """
    form: BaseForm = context["form"]
    if request.method != "POST":
        return render(request, template, context)
    seen = request.POST.get("seen", "")
    try:
        if form.is_valid():
            verb(seen=seen, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return done
    except ChangedMeanwhile as late:
        context |= {"late": late, "clashes": clashes(form, late.current, form.cleaned_data)}
        return render(request, template, context, status=CONFLICT)
    except (Refusal, ValidationError) as refusal:
        say_beside(form, refusal)
    context["seen"] = seen  # a mistake does not make the page newer; a comparison, above, does
    return render(request, template, context, status=UNPROCESSABLE)
