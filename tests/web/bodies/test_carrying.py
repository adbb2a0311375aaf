"""A verb may reach into another room: whatever refuses, the words stand in the form."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from koordynata.coordination.errors import CoordinationRefusal
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.foundation.files import FileRefused
from koordynata.web.coordination.bodies.carrying import DONE, LATE, MISTAKES, carry_out


class Words(forms.Form):
    """Something to send."""

    text = forms.CharField()


@pytest.mark.parametrize("refusal", [CoordinationRefusal("Nie."), FileRefused("Nie."), Refusal("Nie.")])
def test_every_refusal_stands_in_the_form(refusal: Refusal) -> None:
    def refuse(**_told: Any) -> None:
        raise refusal

    form = Words({"text": "a"})
    assert carry_out(form, refuse) == MISTAKES
    assert form.non_field_errors() == ["Nie."]


def test_done_mistaken_or_late() -> None:
    told: list[str] = []

    def late(**_told: Any) -> None:
        raise ChangedMeanwhile({})

    assert carry_out(Words({"text": "a"}), lambda *, text: told.append(text)) == DONE
    assert carry_out(Words({"text": ""}), lambda *, text: told.append(text)) == MISTAKES
    assert carry_out(Words({"text": "b"}), late) == LATE
    assert told == ["a"]
