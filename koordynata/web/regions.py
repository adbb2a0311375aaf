"""Which region the reader looks at: one of those in their scope, remembered in a cookie."""

from django.http import HttpRequest

from koordynata.accounts.roles import Permission
from koordynata.foundation.alphabet import polish_key
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.scopes import scope_of

REGION_COOKIE = "koordynata_region"


def regions_of(request: HttpRequest) -> list[Territory]:
    """Territories between which this reader may switch, read once per request."""
    if not hasattr(request, "_regions"):
        request._regions = _read_regions(request)  # type: ignore[attr-defined]
    regions: list[Territory] = request._regions  # type: ignore[attr-defined]
    return regions


def _read_regions(request: HttpRequest) -> list[Territory]:
    scope = scope_of(request.user, Permission.VIEW_METRICS)
    if scope.country:
        kinds = (TerritoryKind.COUNTRY, TerritoryKind.VOIVODESHIP)
        found = list(Territory.objects.filter(kind__in=kinds))
        return sorted(
            found, key=lambda territory: (territory.kind != TerritoryKind.COUNTRY, polish_key(territory.name))
        )
    return sorted(Territory.objects.filter(path__in=scope.paths), key=lambda territory: territory.path)


def region_of(request: HttpRequest) -> Territory | None:
    """The chosen region; the first one when nothing valid was chosen; None for whoever sees none."""
    regions = regions_of(request)
    chosen = request.COOKIES.get(REGION_COOKIE, "")
    return next((region for region in regions if region.code == chosen), regions[0] if regions else None)
