"""Tags of forms that change something."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString

from koordynata.accounts.queries import drafts_of
from koordynata.web import once

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: dict[str, Any]) -> SafeString:
    """The hidden key that lets a form act once; a form shown again with errors keeps its own."""
    key = context["request"].POST.get(once.FIELD) or once.new_key()
    return format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', once.FIELD, key)


def _kept(context: dict[str, Any]) -> dict[str, Any]:
    """The drafts of whoever reads the page, asked for once; none beside a form that was just sent."""
    request = context["request"]
    if request.method == "POST" or not request.user.is_authenticated:
        return {}
    if not hasattr(request, "_drafts"):
        request._drafts = drafts_of(request.user)
    drafts: dict[str, Any] = request._drafts
    return drafts


@register.inclusion_tag("web/components/_draft.html", takes_context=True)
def draft(context: dict[str, Any], address: str) -> dict[str, Any]:
    """Inside a form: it keeps drafts; a draft from before is offered."""
    return {"address": address, "saved_at": _kept(context).get(address)}


@register.simple_tag(takes_context=True)
def has_draft(context: dict[str, Any], address: str) -> bool:
    """Whether a draft of the form waits, so that a folded form stands open."""
    return address in _kept(context)


@register.filter
def to_correct(form: BaseForm) -> int:
    """How many fields have mistakes; one that belongs to no field is not counted."""
    return sum(1 for name in form.errors if name != "__all__")
