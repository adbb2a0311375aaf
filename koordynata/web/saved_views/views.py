"""Saving, opening, renaming, sharing and deleting views of lists."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.models import User
from koordynata.registry.errors import RegistryRefusal
from koordynata.registry.models import SavedView
from koordynata.registry.queries.saved_views import own_views, shared_views, views_for
from koordynata.registry.rules import may_share_views_in
from koordynata.registry.services import change_view, delete_view, save_view, stop_sharing

from ..access import SIGNED_IN, access
from ..refusals import say_on
from ..regions import region_of
from ..requests import person_of
from .forms import SavedViewForm
from .lists import LISTS, SavableList


def readable_lists(user: User) -> dict[str, SavableList]:
    """The lists that a person may open."""
    return {key: entry for key, entry in LISTS.items() if entry.opens_to(user)}


def _list_or_404(user: User, page: str) -> SavableList:
    found = readable_lists(user).get(page)
    if found is None:
        raise Http404
    return found


@access(SIGNED_IN)
def views(request: HttpRequest) -> HttpResponse:
    """All saved views of a person, and what the region shares."""
    user, region = person_of(request), region_of(request)
    lists, found = readable_lists(user), views_for(user, region)
    context = {
        "own": [(view, lists[view.page], lists[view.page].address(view)) for view in found.own if view.page in lists],
        "shared": [
            (view, lists[view.page], lists[view.page].address(view),
             view.shared_in is not None and may_share_views_in(user, view.shared_in))
            for view in found.shared if view.page in lists
        ],
        "region_shown": region,
    }  # fmt: skip
    return render(request, "saved_views/views.html", context)


@access(SIGNED_IN)
def save(request: HttpRequest, page: str) -> HttpResponse:
    """Keep the filters that stand in the address; the list's own small form is sent here too."""
    user = person_of(request)
    entry = _list_or_404(user, page)
    query = entry.cleaned(request.POST.get("query", request.GET.urlencode()))
    form = SavedViewForm(request.POST or None, user=user, region=region_of(request))

    def keep(form: SavedViewForm) -> HttpResponse:
        name, place = form.cleaned_data["name"], form.shared_in()
        view = save_view(page=page, name=name, query=query, shared_in=place, by=user)
        messages.success(request, _("The view was saved."))
        return HttpResponseRedirect(entry.address(view))

    return _answer(request, form, keep, {"entry": entry, "query": query})


@access(SIGNED_IN)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename one's own view, share it or stop sharing it."""
    user = person_of(request)
    view = get_object_or_404(own_views(user), pk=pk)
    entry, region = _list_or_404(user, view.page), view.shared_in or region_of(request)
    initial = {"name": view.name, "share": view.shared_in is not None}
    form = SavedViewForm(request.POST or None, user=user, region=region, initial=initial)

    def keep(form: SavedViewForm) -> HttpResponse:
        place = form.shared_in() if "share" in form.fields else view.shared_in
        change_view(view=view, name=form.cleaned_data["name"], shared_in=place, by=user)
        messages.success(request, _("Saved."))
        return redirect("saved_views")

    return _answer(request, form, keep, {"entry": entry, "view": view, "query": view.query})


def _answer(
    request: HttpRequest, form: SavedViewForm, keep: Callable[[SavedViewForm], HttpResponse], context: dict[str, Any]
) -> HttpResponse:
    """Carry the form out; with mistakes it comes back on a page of its own."""
    if form.is_valid():
        try:
            return keep(form)
        except (RegistryRefusal, ValidationError) as refusal:
            say_on(form, refusal)
    return render(request, "saved_views/edit.html", context | {"form": form}, status=422 if form.errors else 200)


@access(SIGNED_IN)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw one's own view away."""
    user = person_of(request)
    delete_view(view=get_object_or_404(own_views(user), pk=pk), by=user)
    messages.success(request, _("The view was deleted."))
    return redirect("saved_views")


@access(SIGNED_IN)
@require_POST
def unshare(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a shared view back to its owner."""
    view: SavedView = get_object_or_404(shared_views(region_of(request)), pk=pk)
    stop_sharing(view=view, by=person_of(request))
    messages.success(request, _("The region does not share the view any more."))
    return redirect("saved_views")
