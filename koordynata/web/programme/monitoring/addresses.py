"""Where the record behind a matter is opened."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from koordynata.programme.models import Actual, Comment, Element, Period, Version
from koordynata.programme.queries.lights import Lit
from koordynata.programme.queries.watched import Watched


def page_of(thing: Any, shown: Watched) -> str:
    """The page of a record; of none the page of money."""
    pk = shown.programme.pk
    if isinstance(thing, Element):
        return reverse("programme:element", args=[pk, shown.version.number, thing.strand.uid])
    if isinstance(thing, Lit):
        return f"{page_of(thing.element, shown)}?{urlencode({'period': thing.period.pk})}"
    if isinstance(thing, Actual):
        if not shown.office:
            return ""  # one value on its way is for whoever reports or checks it
        return reverse("programme:value", args=[pk, thing.period_id, thing.indicator_id])
    if isinstance(thing, Comment):
        return reverse("programme:consultation", args=[pk, thing.version.number])
    if isinstance(thing, Version):
        return reverse("programme:version", args=[pk, thing.number])
    if isinstance(thing, Period):
        return reverse("programme:period", args=[pk, thing.pk])
    return reverse("programme:burning", args=[pk])
