"""Areas × powiats: what concerns each powiat. Only like is set beside like: actions, or one counted indicator."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory

from ..enums import LinkKind, MeasureSource
from ..models import Element, Link, Measure, Period, Version
from ..small_groups import hidden
from ..watching import threshold
from .counting import Projects, about_people, facts_of, who_counts
from .watched import Watched

ELSEWHERE = ""  # the whole region, or a place outside its powiats
Series = dict[str, list[int]]  # by powiat, as of the end of each period
Row = tuple[str, object, date, str]  # project, person or fact, day, path of the territory


@dataclass(frozen=True)
class Square:
    """One area in one powiat. `depth`: 0 to 4, of the largest in the table; a hidden one has none."""

    value: int
    hidden: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Stripe:
    """One area: its powiats in the order of the table, what has no powiat, and all."""

    element: Element
    squares: list[Square]
    elsewhere: Square
    total: int


@dataclass(frozen=True)
class Squares:
    """The table. `measure` None: actions. Areas that do not have the measure are left out."""

    powiats: list[Territory]
    stripes: list[Stripe]
    measure: Measure | None

    @property
    def has_hidden(self) -> bool:
        """Whether a small group is hidden somewhere."""
        return any(one.hidden for stripe in self.stripes for one in [*stripe.squares, stripe.elsewhere])


def measures_for(seen: Watched) -> list[Measure]:
    """Counted indicators that an area has: facts alone have a powiat, typed values have not."""
    found = {
        line.measure.pk: line.measure
        for top in seen.roots for line in seen.board.of(top) if line.measure.source == MeasureSource.COUNTED
    }  # fmt: skip
    return sorted(found.values(), key=lambda one: one.code)


def squares_of(seen: Watched, measure: Measure | None, *, sees_small: bool) -> Squares:
    """Actions by the powiats they are linked to, or one indicator's facts by their powiats; at most four queries."""
    rows = Territory.objects.of_kind(TerritoryKind.POWIAT).order_by("code")
    if seen.programme.territory.code != "PL":
        rows = rows.filter(path__startswith=seen.programme.territory.path).order_by("city_rights", "name")
    powiats = list(rows)
    codes = {one.code for one in powiats}
    tops = seen.roots
    if measure is None:
        return Squares(powiats, _drawn(_actions(seen, tops, codes), powiats, {}), None)
    counted = _facts(seen, tops, measure, codes)
    least = threshold("small_group", seen.today).value
    small = about_people(measure) and not sees_small
    hide = {top.pk: hidden(series, least) for top, series, _total in counted} if small else {}
    return Squares(powiats, _drawn(counted, powiats, hide), measure)


def _drawn(
    counted: Iterable[tuple[Element, Series, int]], powiats: list[Territory], hide: dict[int, set[str]]
) -> list[Stripe]:
    counted = list(counted)
    shown = [counts[-1] for top, series, _total in counted for code, counts in series.items()
             if code not in hide.get(top.pk, ())]  # fmt: skip
    most = max(shown, default=0)

    def square(top: Element, series: Series, code: str) -> Square:
        if code in hide.get(top.pk, ()):
            return Square(0, hidden=True)
        value = series[code][-1] if code in series else 0
        return Square(value, depth=1 + min(4 * value // most, 3) if value else 0)

    return [
        Stripe(top, [square(top, series, one.code) for one in powiats], square(top, series, ELSEWHERE), total)
        for top, series, total in counted
    ]


def _actions(seen: Watched, tops: list[Element], codes: set[str]) -> list[tuple[Element, Series, int]]:
    """An action linked to two powiats stands in both and once in the total; one linked to none is elsewhere."""
    linked: dict[int, set[str]] = defaultdict(set)
    rows = Link.objects.filter(element__version=seen.version, kind=LinkKind.TERRITORY).order_by("pk")
    for element, code in rows.values_list("element", "code"):
        linked[element].add(code)
    found = []
    for top in tops:
        actions = [one for one in seen.actions if one.path.startswith(top.path)]
        series: Series = defaultdict(lambda: [0])
        for action in actions:
            for code in linked[action.pk] & codes or {ELSEWHERE}:
                series[code][0] += 1
        found.append((top, series, len(actions)))
    return found


def _facts(seen: Watched, tops: list[Element], measure: Measure, codes: set[str]) -> list[tuple[Element, Series, int]]:
    """Persons (or facts) as of the period's end, each in the powiat where it first counted."""
    if seen.at is None:
        return []
    periods = seen.board.periods[: seen.at + 1]
    projects = who_counts(seen.version, measure, seen.elements)
    rows = rows_of(seen.version, measure, periods[-1].ends)
    found = []
    for top in tops:
        if top.pk in projects:
            series = by_place(rows, projects[top.pk], codes, periods)
            found.append((top, series, sum(one[-1] for one in series.values())))
    return found


def rows_of(version: Version, measure: Measure, until: date) -> list[Row]:
    """Facts up to a day, the earliest first."""
    key = "person" if measure.rule["by"] == "person" else "pk"
    facts = facts_of(version, measure).filter(on__lte=until).order_by("on", "pk")
    return list(facts.values_list("project", key, "on", "territory__path"))


def by_place(rows: Iterable[Row], projects: Projects, codes: set[str], periods: Sequence[Period]) -> Series:
    """Running totals by powiat; whoever counts in two places counts where it was first."""
    found: Series = defaultdict(lambda: [0] * len(periods))
    counted: set[object] = set()
    for project, who, day, path in rows:
        if who in counted or (projects is not None and project not in projects):
            continue
        counted.add(who)
        place = next((one for one in path.split("/") if one in codes), ELSEWHERE)
        for at, period in enumerate(periods):
            found[place][at] += day <= period.ends
    return found
