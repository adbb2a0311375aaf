"""The tag that puts saved views above the filters of a list."""

from typing import Any

from django import template

from koordynata.registry.models import SavedView
from koordynata.registry.queries.saved_views import views_for
from koordynata.web.regions import region_of
from koordynata.web.saved_views.forms import SavedViewForm
from koordynata.web.saved_views.lists import LISTS, SavableList

register = template.Library()


@register.inclusion_tag("web/components/_saved_views.html", takes_context=True)
def saved_views(context: dict[str, Any], page: str) -> dict[str, Any]:
    """Own and shared views as links, and a form behind a word that saves the filters in force."""
    request, entry = context["request"], LISTS[page]
    region = region_of(request)
    found, query = views_for(request.user, region, page), entry.cleaned(request.GET.urlencode())
    own, shared = _links(entry, found.own, query), _links(entry, found.shared, query)
    known = any(here for _view, _address, here in own)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "page_id": page,
        "query": query,
        "own": own,
        "shared": shared,
        "form": SavedViewForm(user=request.user, region=region, auto_id="view-%s") if query and not known else None,
    }


def _links(entry: SavableList, views: list[SavedView], query: str) -> list[tuple[SavedView, str, bool]]:
    """Each view with its address, and whether it is the one in force."""
    return [(view, entry.address(view), entry.cleaned(view.query) == query) for view in views]
