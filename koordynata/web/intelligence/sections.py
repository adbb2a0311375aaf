"""The pages of what is seen, beside each other: tabs of the section."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..tabs import Tab

SECTIONS = (
    ("gaps", _("Gaps")),
    ("occupations", _("Occupations")),
    ("branches", _("Branches")),
    ("territories", _("Territories")),
    ("quadrant", _("Quadrant")),
    ("comparison", _("Comparison")),
    ("methods", _("Methods")),
)


def section_tabs(request: HttpRequest) -> list[Tab]:
    """Tabs of the section with the page in view marked."""
    match = request.resolver_match
    now = match.url_name if match else None
    return [Tab(reverse(f"intelligence:{name}"), str(label), name == now) for name, label in SECTIONS]
