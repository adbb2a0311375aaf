"""Tags of bodies."""

from datetime import datetime

from django import template
from django.utils.formats import date_format

from koordynata.coordination import days

register = template.Library()


@register.filter
def last_day(end: datetime) -> str:
    """The last day of a stretch that ends at a moment."""
    return date_format(days.last_day(end), "SHORT_DATE_FORMAT")
