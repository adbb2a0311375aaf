"""The tree of territories."""

from django.db.models import Q

from ..enums import TerritoryKind
from ..models import Territory, TerritoryQuerySet

COUNTRY = "PL"


def ancestors_of(territory: Territory) -> list[Territory]:
    """The country, the voivodeship, the powiat above a territory, from the top; not the territory itself."""
    codes = [code for code in territory.path.split("/") if code and code != territory.code]
    above = [] if territory.code == COUNTRY else [COUNTRY]
    found = Territory.objects.in_bulk([*above, *codes], field_name="code")
    return [found[code] for code in [*above, *codes] if code in found]


def children_of(territory: Territory) -> TerritoryQuerySet:
    """Territories one step below; of a functional area its members."""
    if territory.kind == TerritoryKind.FUNCTIONAL_AREA:
        return Territory.objects.filter(memberships__area=territory, memberships__withdrawn_run=None)
    return Territory.objects.filter(parent=territory, withdrawn_run=None)


def powiats_of(territory: Territory) -> TerritoryQuerySet:
    """The powiats in a territory. Of a functional area: its powiats, and those in which its gminas lie."""
    powiats = Territory.objects.of_kind(TerritoryKind.POWIAT).filter(withdrawn_run=None)
    if territory.code == COUNTRY:
        return powiats
    if territory.kind == TerritoryKind.FUNCTIONAL_AREA:
        area = {"area": territory, "withdrawn_run": None}
        own = Q(memberships__in=territory.members.filter(**area))
        return powiats.filter(own | Q(children__memberships__in=territory.members.filter(**area))).distinct()
    if territory.kind == TerritoryKind.GMINA:
        return powiats.filter(children=territory)
    return powiats.filter(path__startswith=territory.path)


def names_by_code(*kinds: TerritoryKind) -> dict[str, str]:
    """Code → title of the territories of these kinds."""
    found = Territory.objects.filter(kind__in=kinds or TerritoryKind.values)
    return {territory.code: territory.title for territory in found}
