"""What hangs on an institution: contacts, numbers, offers, its closing. One view adds, the others take back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.registry import services
from koordynata.registry.errors import RegistryRefusal

from ..access import access
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of
from .adders import ADDERS, form_of
from .detail import render_institution
from .loading import editable


@access(Permission.EDIT_REGISTERS)
@require_POST
@drafted
def add(request: HttpRequest, pk: int, thing: str) -> HttpResponse:
    """Carry out one of the forms; with mistakes the institution's page comes back with the form open."""
    shown, adder, form = editable(request, pk), ADDERS[thing], form_of(thing, request.POST)
    if form.is_valid():
        try:
            adder.verb(**{adder.institution: shown}, by=person_of(request), **form.cleaned_data)
        except (RegistryRefusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:institution", pk=shown.pk)
    return render_institution(request, shown, status=422, sent={thing: form})


@access(Permission.EDIT_REGISTERS)
@require_POST
def remove_contact(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    """Remove a person to contact."""
    shown = editable(request, pk)
    services.remove_contact(contact=get_object_or_404(shown.contacts, pk=contact), by=person_of(request))
    return redirect("registry:institution", pk=shown.pk)


@access(Permission.EDIT_REGISTERS)
@require_POST
def remove_number(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Remove a number."""
    shown = editable(request, pk)
    services.remove_number(number=get_object_or_404(shown.numbers, pk=number), by=person_of(request))
    return redirect("registry:institution", pk=shown.pk)


@access(Permission.EDIT_REGISTERS)
@require_POST
def withdraw_offer(request: HttpRequest, pk: int, offer: int) -> HttpResponse:
    """Take back what was declared by hand."""
    shown = editable(request, pk)
    try:
        services.withdraw_offer(offer=get_object_or_404(shown.offers, pk=offer), by=person_of(request))
    except RegistryRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("registry:institution", pk=shown.pk)


@access(Permission.EDIT_REGISTERS)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a closing back."""
    shown = editable(request, pk)
    try:
        services.reopen_institution(institution=shown, by=person_of(request))
    except RegistryRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("registry:institution", pk=shown.pk)
