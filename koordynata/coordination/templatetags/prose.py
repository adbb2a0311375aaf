"""Plain text as paragraphs and lists, on pages and in documents."""

from typing import Any

from django import template

from ..prose import blocks

register = template.Library()


@register.inclusion_tag("coordination/documents/_prose.html")
def prose(text: str) -> dict[str, Any]:
    """The text as people meant it; everything in it is escaped."""
    return {"blocks": blocks(text)}
