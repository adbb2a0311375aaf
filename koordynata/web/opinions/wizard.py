"""Is an opinion needed? The answer with its reason and legal basis."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from koordynata.accounts.roles import Permission
from koordynata.opinions.law import attachment_rules, in_force, invited
from koordynata.opinions.need import is_needed
from koordynata.opinions.queries.cases import case_of
from koordynata.registry.scopes import scope_of

from ..access import access
from ..requests import person_of
from .forms import WizardForm


@access(Permission.VIEW_OPINIONS)
def wizard(request: HttpRequest) -> HttpResponse:
    """The questions stand in the address, so that an answer can be sent on."""
    user, today = person_of(request), timezone.localdate()
    asked = bool(request.GET)
    form = WizardForm(request.GET if asked else None, user=user)
    answer = None
    if asked and form.is_valid():
        v = form.cleaned_data
        case = case_of(
            v.get("school"), v["occupation"], today, school_type=v["school_type"].code, earlier=v["earlier"],
            young_workers_only=v["young_workers_only"], main=v["main_occupation"],
        )  # fmt: skip
        answer = is_needed(case)
    scope = scope_of(user, Permission.APPLY_FOR_OPINIONS)
    context = {
        "form": form, "answer": answer, "attachments": in_force(attachment_rules(), today), "invited": invited(),
        "may_start": scope.country or bool(scope.paths),
    }  # fmt: skip
    return render(request, "opinions/wizard.html", context, status=422 if form.errors else 200)
