"""What a service refused, said on the page: on top of a form, beside its fields, or in one line."""

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from koordynata.foundation.errors import Refusal


def in_one_line(refusal: Refusal | ValidationError) -> str:
    """The refusal as a sentence or two."""
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def say_on(form: BaseForm, refusal: Refusal | ValidationError) -> None:
    """On top of the form."""
    form.add_error(None, refusal.messages if isinstance(refusal, ValidationError) else str(refusal))


def say_beside(form: BaseForm, refusal: Refusal | ValidationError) -> None:
    """What the model refused stands beside its fields; on top what concerns none of the form's."""
    if isinstance(refusal, Refusal) or not hasattr(refusal, "error_dict"):
        say_on(form, refusal)
        return
    for name, texts in refusal.message_dict.items():
        form.add_error(name if name in form.fields else None, texts)
