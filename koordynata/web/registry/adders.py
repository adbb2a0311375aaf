"""What can be added to an institution on its page: for each thing the form behind a word, and its verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from koordynata.registry import services

from .forms import CloseForm, ContactForm, NumberForm, OfferForm


@dataclass(frozen=True)
class Adder:
    """A form, the service that takes its answers, and what that service calls the institution."""

    form: type[forms.BaseForm]
    verb: Callable[..., Any]
    institution: str = "institution"


ADDERS = {
    "contact": Adder(ContactForm, services.add_contact),
    "number": Adder(NumberForm, services.add_number),
    "offer": Adder(OfferForm, services.declare_offer, institution="school"),
    "close": Adder(CloseForm, services.close_institution),
}


def form_of(thing: str, answers: QueryDict | None = None) -> forms.BaseForm:
    """The form of a thing, empty or with answers; its ids differ from those of the other forms on the page."""
    return ADDERS[thing].form(answers, auto_id=f"{thing}_%s")
