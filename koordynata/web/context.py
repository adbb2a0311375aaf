"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from koordynata.sources.queries import sample_data_present

from .navigation import PERSON_MENU, links_for, loop_for
from .regions import region_of, regions_of


def page(request: HttpRequest) -> dict[str, Any]:
    """Language, region, navigation, and whether sample data are in the house (then every page says so)."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    return {
        "LANGUAGE": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        "LANGUAGES": settings.LANGUAGES,
        "demo": settings.DEMO,
        "has_sample_data": SimpleLazyObject(sample_data_present),
        "loop": loop_for(request),
        "person_menu": links_for(request, PERSON_MENU),
        "regions": regions_of(request) if signed_in else [],
        "region": region_of(request) if signed_in else None,
    }
