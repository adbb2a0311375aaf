"""The tag that puts the tour's card on the page of its step."""

from typing import Any

from django import template

from koordynata.accounts.models import User
from koordynata.web.tour.steps import steps_for

register = template.Library()


@register.inclusion_tag("web/components/_tour.html", takes_context=True)
def tour(context: dict[str, Any]) -> dict[str, Any]:
    """The step at which the person stands, if it belongs to this page and the tour was not closed."""
    request = context.get("request")
    user, match = getattr(request, "user", None), getattr(request, "resolver_match", None)
    if request is None or match is None or not isinstance(user, User) or user.tour_closed_at is not None:
        return {}
    steps = steps_for(user)
    place = min(user.tour_step, len(steps) - 1)
    if steps[place].url_name != match.view_name:
        return {}
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "step": steps[place],
        "number": place + 1,
        "all": len(steps),
        "next": place + 1,
        "back": place - 1,
    }
