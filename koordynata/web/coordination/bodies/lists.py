"""The list of bodies and its export; a new body."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.queries.bodies import summaries, visible_bodies
from koordynata.registry.scopes import scope_of

from ...access import access
from ...downloads import send_table, wanted_format
from ...drafts import drafted
from ...paging import page_of
from ...refusals import say_beside
from ...requests import person_of
from .columns import BODIES
from .forms import NewBodyForm

PER_PAGE = 50


@access(Permission.VIEW_MEETINGS)
def bodies(request: HttpRequest) -> HttpResponseBase:
    """All bodies that the reader may see."""
    user = person_of(request)
    rows = visible_bodies(user)
    if wanted_format(request):
        return send_table(request, _("Bodies"), BODIES, summaries(rows))
    page, scope = page_of(request, rows, PER_PAGE), scope_of(user, Permission.RUN_MEETINGS)
    context = {"page": page, "rows": summaries(page), "may_create": scope.country or bool(scope.paths)}
    return render(request, "coordination/bodies/bodies.html", context)


@access(Permission.RUN_MEETINGS)
@drafted
def create(request: HttpRequest) -> HttpResponse:
    """Set up a body."""
    user = person_of(request)
    form = NewBodyForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            body = services.create_body(by=user, **form.cleaned_data)
        except ValidationError as mistakes:
            say_beside(form, mistakes)
        else:
            return redirect("bodies:body", pk=body.pk)
    return render(request, "coordination/bodies/edit.html", {"form": form}, status=422 if form.errors else 200)
