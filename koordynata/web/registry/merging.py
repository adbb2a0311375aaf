"""Entries that may be one institution, side by side, and their merging."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.registry.errors import RegistryRefusal
from koordynata.registry.models import Institution
from koordynata.registry.queries.duplicates import possible_duplicates
from koordynata.registry.queries.institutions import find_by_number
from koordynata.registry.queries.values import values_of
from koordynata.registry.services import merge_institutions

from ..access import access
from ..downloads import send_table, wanted_format
from ..requests import person_of
from ..wording import field_label, shown_value
from .columns import PAIR_COLUMNS
from .forms import MergeForm
from .loading import editable


@dataclass(frozen=True)
class Line:
    """One field of two entries."""

    label: str
    keeper: Any
    duplicate: Any
    differs: bool


@access(Permission.EDIT_REGISTERS)
def duplicates(request: HttpRequest) -> HttpResponseBase:
    """Pairs that look like one institution."""
    pairs = possible_duplicates(person_of(request))
    if wanted_format(request):
        return send_table(request, _("Possible duplicates"), PAIR_COLUMNS, pairs)
    return render(request, "registry/duplicates.html", {"pairs": pairs})


@access(Permission.EDIT_REGISTERS)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the other entry by one of its numbers."""
    keeper = editable(request, pk)
    form = MergeForm({"number": request.GET["number"]} if "number" in request.GET else None)
    if form.is_valid():
        other = find_by_number(person_of(request), form.cleaned_data["number"].strip())
        if other and other.pk != keeper.pk:
            return redirect("registry:merge", pk=keeper.pk, duplicate=other.pk)
        form.add_error("number", _("No other institution with this number is known here."))
    return render(request, "registry/choose_duplicate.html", {"institution": keeper, "form": form})


@access(Permission.EDIT_REGISTERS)
def merge(request: HttpRequest, pk: int, duplicate: int) -> HttpResponse:
    """Compare two entries; merge the second into the first."""
    keeper, other = editable(request, pk), editable(request, duplicate)
    if request.method == "POST":
        try:
            merge_institutions(keeper=keeper, duplicate=other, by=person_of(request))
        except RegistryRefusal as refusal:
            messages.error(request, str(refusal))
            return redirect("registry:merge", pk=keeper.pk, duplicate=other.pk)
        messages.success(request, _("The two entries are one now."))
        return redirect("registry:institution", pk=keeper.pk)
    context = {"keeper": keeper, "duplicate": other, "lines": _lines(keeper, other)}
    return render(request, "registry/merge.html", context)


def _lines(keeper: Institution, other: Institution) -> list[Line]:
    first, second = values_of(keeper), values_of(other)
    first, second = {"rspo": keeper.rspo} | first, {"rspo": other.rspo} | second
    names = [name for name in first if first[name] or second[name]]
    return [Line(field_label(n), shown_value(first[n]), shown_value(second[n]), first[n] != second[n]) for n in names]
