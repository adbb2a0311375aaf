"""From an item of an agenda to the application that it is about."""

from django import template
from django.urls import reverse

from koordynata.coordination.models import AgendaItem
from koordynata.web.opinions.origin import request_of

register = template.Library()


@register.filter
def opinion_address(item: AgendaItem) -> str:
    """The evidence of the application, or the block; empty where the item is about something else."""
    if item.origin.startswith("opinions:block-"):
        return reverse("opinions:block", args=[item.pk])
    request = request_of(item.origin)
    return reverse("opinions:request_evidence", args=[request]) if request else ""
