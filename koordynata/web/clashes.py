"""Where two people wrote different things into one form: both texts beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm


@dataclass(frozen=True)
class Clash:
    """One field in which the saved text and the entered one differ."""

    label: str
    saved: Any
    entered: Any


def clashes(form: BaseForm, saved: Mapping[str, Any], entered: Mapping[str, Any]) -> list[Clash]:
    """Where what was entered into the form differs from what is saved now; nothing and an empty text are the same."""
    return [
        Clash(str(form.fields[name].label), saved[name], value)
        for name, value in entered.items()
        if (saved[name] or "") != (value or "")
    ]
