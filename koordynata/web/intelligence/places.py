"""Which territories a reader may ask about. A foreign code answers exactly like an unknown one."""

from django.db.models import Q
from django.http import Http404, HttpRequest

from koordynata.accounts.roles import Permission
from koordynata.foundation.alphabet import polish_key
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.scopes import Scope, scope_of
from koordynata.web.regions import region_of


def metrics_scope(request: HttpRequest) -> Scope:
    """Where this reader may see metrics."""
    return scope_of(request.user, Permission.VIEW_METRICS)


def lies_in(scope: Scope, territory: Territory) -> bool:
    """Whether a territory lies in a scope; a functional area does when all its members do."""
    if scope.covers(territory.path):
        return True
    if territory.kind != TerritoryKind.FUNCTIONAL_AREA:
        return False
    return scope.covers_all(territory.members.values_list("member__path", flat=True))


def territory_or_404(request: HttpRequest, code: str) -> Territory:
    """The territory of a code, when it exists and lies in the reader's scope."""
    territory = Territory.objects.filter(code=code[:20]).exclude(kind=TerritoryKind.GMINA).first()
    if territory is None or not lies_in(metrics_scope(request), territory):
        raise Http404
    return territory


def region_or_404(request: HttpRequest) -> Territory:
    """The region that the reader looks at."""
    region = region_of(request)
    if region is None:
        raise Http404
    return region


def territories_in_reach(request: HttpRequest) -> list[Territory]:
    """What a reader may choose on a page: regions, functional areas and powiats of the scope, by kind and name."""
    scope = metrics_scope(request)
    order = [
        TerritoryKind.COUNTRY,
        TerritoryKind.VOIVODESHIP,
        TerritoryKind.FUNCTIONAL_AREA,
        TerritoryKind.POWIAT,
    ]
    # An empty Q in a disjunction would drop out, and with it the whole country.
    near = Q() if scope.country else scope.query("path") | Q(kind=TerritoryKind.FUNCTIONAL_AREA)
    found = (
        Territory.objects.filter(near, withdrawn_run=None)
        .exclude(kind=TerritoryKind.GMINA)
        .prefetch_related("members__member")
    )
    mine = [territory for territory in found if _lies_in_prefetched(scope, territory)]
    return sorted(mine, key=lambda territory: (order.index(TerritoryKind(territory.kind)), polish_key(territory.name)))


def _lies_in_prefetched(scope: Scope, territory: Territory) -> bool:
    if scope.covers(territory.path):
        return True
    if territory.kind != TerritoryKind.FUNCTIONAL_AREA:
        return False
    return scope.covers_all(member.member.path for member in territory.members.all())
