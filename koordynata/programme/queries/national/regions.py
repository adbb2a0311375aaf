"""Which regions, programmes, versions and periods stand beside each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from koordynata.foundation.alphabet import polish_key
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory

from ...models import Period, Version
from .shapes import Region, Span

KIND = "zsu"  # the programmes that sixteen regions have alike


def periods_by_programme() -> dict[int, list[Period]]:
    """All reporting periods of regional programmes, by programme."""
    found: dict[int, list[Period]] = defaultdict(list)
    for period in Period.objects.filter(programme__kind=KIND).order_by("programme", "starts"):
        found[period.programme_id].append(period)
    return found


def spans_of(periods: Iterable[Period], today: date) -> list[Span]:
    """Spans of days that have ended, the latest first; of those that end together the commoner one first."""
    counts = Counter(Span(one.starts, one.ends) for one in periods if one.ends < today)
    return sorted(counts, key=lambda span: (span.ends, counts[span], span.starts), reverse=True)


def chosen_span(spans: list[Span], key: str) -> Span | None:
    """The span that an address names, else the latest."""
    return next((one for one in spans if one.key == key), spans[0] if spans else None)


def regions_on(span: Span | None, periods: dict[int, list[Period]], today: date) -> list[Region]:
    """Every voivodeship by its name; two queries."""
    day = span.ends if span else today
    versions: dict[int, Version] = {}
    rows = Version.objects.in_force_on(day).filter(programme__kind=KIND)
    for version in rows.select_related("programme__territory").order_by("in_force_from", "pk"):
        versions[version.programme.territory_id] = version
    places = Territory.objects.filter(kind=TerritoryKind.VOIVODESHIP, withdrawn_run=None).order_by("code")
    found = [_region(place, versions.get(place.pk), span, periods) for place in places]
    return sorted(found, key=lambda region: polish_key(region.territory.name))


def _region(place: Territory, version: Version | None, span: Span | None, periods: dict[int, list[Period]]) -> Region:
    if version is None:
        return Region(place)
    own = periods.get(version.programme_id, [])
    same = next((one for one in own if span and (one.starts, one.ends) == (span.starts, span.ends)), None)
    return Region(place, version.programme, version, same, own[0].starts if own else None)
