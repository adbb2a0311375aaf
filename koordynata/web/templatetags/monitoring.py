"""Marks of monitoring: money beside time, names of lights, sides of a change."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from koordynata.programme.layout import fact_kinds

from ..charts.burn import burn
from .koordynata import icon
from .programme import LIGHT_LOOK

register = template.Library()


@register.simple_tag
def burn_bar(row: Any) -> SafeString:
    """Money of one row beside its time."""
    return burn(row.spent_share, row.contracted_share, row.time)


@register.simple_tag
def light_name(key: str, name: str) -> SafeString:
    """A light's name with its sign; none has no sign."""
    css, sign = LIGHT_LOOK.get(key, ("", ""))
    return format_html('<span class="state {}">{}{}</span>', css, icon(sign) if sign else "", name)


@register.simple_tag
def fact_kind(fact: Any) -> str:
    """What happened, in the reader's language."""
    return fact_kinds()[fact.kind].name
