"""An institution for an element of a draft: looked for in the registry, given a role and who answers there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import Refusal
from koordynata.programme import services
from koordynata.registry.models import Institution
from koordynata.registry.queries.institutions import find_by_number, visible_institutions
from koordynata.registry.scopes import scope_of
from koordynata.registry.search import find_institution_ids

from ..access import access
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of
from .card_forms import InvolvementForm, SearchForm
from .loading import element_run

MOST = 20  # found institutions that are shown


@access(Permission.RUN_PROGRAMMES)
@drafted
def involve(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponse:
    """Look for an institution, choose it, say what it does here; one that is there already changes its role."""
    shown = element_run(request, pk, number, uid)
    search = SearchForm(request.GET if "q" in request.GET else None)
    found = _found(request, search.cleaned_data["q"]) if search.is_valid() else Institution.objects.none()
    form = InvolvementForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.involve_institution(element=shown, by=person_of(request), **form.cleaned_data)
        except (Refusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("programme:element", pk, number, uid)
    context = {
        "programme": shown.version.programme, "version": shown.version, "element": shown, "form": form,
        "search": search, "asked": search.is_bound, "any": found.exists(),
    }  # fmt: skip
    return render(request, "programme/involve.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, text: str) -> Any:
    """Of what the reader sees, the best answers to a number or words."""
    user = person_of(request)
    one = find_by_number(user, text.strip())
    ids = [one.pk] if one else find_institution_ids(text, scope_of(user, Permission.VIEW_REGISTERS))
    seen = set(visible_institutions(user).current().filter(pk__in=ids, merged_into=None).values_list("pk", flat=True))
    best = [pk for pk in ids if pk in seen][:MOST]
    return Institution.objects.filter(pk__in=best).select_related("territory").order_by("name", "pk")
