"""What a service refused, on the page; and two texts of one form beside each other."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from koordynata.foundation.errors import Refusal
from koordynata.web.clashes import Clash, clashes
from koordynata.web.refusals import in_one_line, say_beside, say_on

MISTAKES = ValidationError({"name": ["Za długa."], "__all__": ["Jest już taka."], "hidden": ["Nie ma takiej."]})


class RoomForm(forms.Form):
    name = forms.CharField(label="Nazwa")
    floor = forms.IntegerField(label="Piętro", required=False)


def sent() -> RoomForm:
    form = RoomForm({"name": "sala", "floor": ""})
    assert form.is_valid()
    return form


def test_on_top() -> None:
    for refusal, words in ((Refusal("Zamknięte."), ["Zamknięte."]), (ValidationError(["a", "b"]), ["a", "b"])):
        form = sent()
        say_on(form, refusal)
        assert form.non_field_errors() == words and set(form.errors) == {"__all__"}


def test_beside_the_fields_and_on_top_what_has_none() -> None:
    form = sent()
    say_beside(form, MISTAKES)
    assert form.errors["name"] == ["Za długa."]
    assert {str(one) for one in form.non_field_errors()} == {"Jest już taka.", "Nie ma takiej."}


def test_what_speaks_of_no_field_stands_on_top() -> None:
    for refusal in (Refusal("Zamknięte."), ValidationError("Zamknięte.")):
        form = sent()
        say_beside(form, refusal)
        assert form.non_field_errors() == ["Zamknięte."] and in_one_line(refusal) == "Zamknięte."


def test_only_what_differs_clashes() -> None:
    form = sent()
    assert clashes(form, {"name": "sala", "floor": None, "more": 1}, {"name": "sala", "floor": ""}) == []
    assert clashes(form, {"name": "aula", "floor": 2}, form.cleaned_data) == [
        Clash("Nazwa", "aula", "sala"), Clash("Piętro", 2, None)
    ]  # fmt: skip
