"""A warehouse of plain rules for page tests: every answer follows from codes, so that a test can foresee it.

Powiat 1607 has a large deficit that lasts; Opole (1661) a surplus; 1609 a hidden figure; 1601 no data at all.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from koordynata.intelligence import queries as q
from koordynata.intelligence.queries import Figure, GapClass, GapPart, GapParts, GapRow, Silence, SourceRef
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Branch, Occupation, Territory
from koordynata.registry.models import Institution

YEARS = (2026, 2025, 2024, 2023, 2022, 2021)
SOURCE = SourceRef("Ministerstwo Edukacji Narodowej", "sio-2026.csv", dt.date(2026, 9, 30), 1, 412, is_sample=True)
FIXED = {"1607": -62.0, "1661": 38.0, "1609": -24.0, "16": -41.0, "12": 4.0, "1206": -8.0, "1261": 71.0}


def figure(value: float | None, unit: str = "people", metric: str = "supply", year: int = 2026, **more: Any) -> Figure:
    silence = more.pop("silence", None) or (Silence.MISSING if value is None else None)
    return Figure(value, silence, unit, metric, year, sources=(SOURCE,), **more)


def score_of(territory: str, occupation: str = "", year: int = 2026) -> float | None:
    if territory == "1601":
        return None
    base = FIXED.get(territory, float(int("".join(c for c in territory if c.isdigit()) or 7) * 37 % 130 - 80))
    shift = int(occupation) % 60 - 30 if occupation.isdigit() else 0
    return max(min(base + shift + (2026 - year) * 3, 100.0), -100.0)


def class_of(score: float | None) -> GapClass | None:
    if score is None:
        return None
    steps = ((-50, GapClass.LARGE_DEFICIT), (-15, GapClass.DEFICIT), (15, GapClass.BALANCE), (50, GapClass.SURPLUS))
    return next((klass for limit, klass in steps if score < limit), GapClass.LARGE_SURPLUS)


def row(
    territory: str, name: str, year: int = 2026, occupation: Occupation | None = None, branch: Branch | None = None
) -> GapRow:
    code = occupation.code if occupation else ""
    score = score_of(territory, code, year)
    hidden = Silence.SUPPRESSED if territory == "1609" else None
    graduates = None if hidden or score is None else max(120 + score, 12)
    branch = occupation.branch if occupation else branch
    return GapRow(
        code,
        occupation.name if occupation else "",
        branch.code if branch else "",
        branch.name if branch else "",
        territory,
        name,
        year,
        figure(score, "points", "gap", year),
        class_of(score),
        supply=figure(graduates, silence=hidden, year=year),
        demand=figure(None if score is None else 150 - score, "offers", "vacancies", year),
        pupils=figure(graduates and graduates * 4.5, metric="pupils", silence=hidden, year=year),
        history=tuple((y, score_of(territory, code, y)) for y in reversed(YEARS)),
        lasting_years=6 if (score or 0) < -15 else 0,
        growth=None if score is None else -3.0,
        missing_parts=("outcomes",),
    )


def powiats(within: str) -> list[Territory]:
    return [t for t in Territory.objects.below(within).order_by("code") if t.kind == TerritoryKind.POWIAT]


def occupation_of(code: str | None) -> Occupation | None:
    return Occupation.objects.select_related("branch").filter(code=code).first() if code else None


def gap_by_territory(
    occupation: str | None = None, branch: str | None = None, *, within: str, year: int, school_type: str | None = None
) -> tuple[GapRow, ...]:
    chosen = occupation_of(occupation)
    group = Branch.objects.filter(code=branch).first() if branch else None
    return tuple(row(t.code, t.name, year, chosen, group) for t in powiats(within))


def gap_by_occupation(
    territory: str, year: int, *, branch: str | None = None, school_type: str | None = None
) -> tuple[GapRow, ...]:
    found = Occupation.objects.select_related("branch").all()
    if branch:
        found = found.filter(branch__code=branch)
    if school_type:
        found = found.filter(school_types__contains=school_type)
    rows = [row(territory, territory, year, occupation) for occupation in found]
    return tuple(sorted(rows, key=lambda r: (r.score.value is None, r.score.value)))


def gap_parts(territory: str, occupation: str, year: int) -> GapParts | None:
    chosen = occupation_of(occupation)
    branch = None if chosen else Branch.objects.filter(code=occupation).first()
    place = Territory.objects.filter(code=territory).first()
    if place is None or (chosen is None and branch is None):
        return None
    whole = row(territory, place.name, year, chosen, branch)
    if whole.score.value is None:
        return GapParts(whole, (), "1.0", 2, None, None, None)
    parts: list[GapPart] = []
    start = 0.0
    for key, title, share, value, unit in (
        ("vacancies", "Job offers per graduate", 0.6, 2.7, "offers"),
        ("barometer", "Occupational Barometer", 0.5, 2.0, "step"),
        ("forecast", "Ministry forecast", -0.1, -60.0, "points"),
    ):
        points = whole.score.value * share
        value_of = figure(value, unit, key, year)
        parts.append(
            GapPart(
                key,
                title,
                value_of,
                points / share,
                share,
                share,
                points,
                round(points),
                start,
                start + points,
                (SOURCE,),
            )
        )
        start += points
    parts.append(
        GapPart(
            "outcomes",
            "Graduates at work",
            figure(None, "percent", "outcomes"),
            None,
            0.1,
            None,
            None,
            None,
            None,
            None,
        )
    )
    return GapParts(
        whole, tuple(parts), "1.0", 2, round(whole.score.value), whole.score.value / 2, class_of(whole.score.value / 2)
    )


def lasting_deficits(territory: str, year: int, limit: int = 10) -> tuple[GapRow, ...]:
    return tuple(r for r in gap_by_occupation(territory, year) if r.klass and r.klass.is_deficit)[:limit]


def quadrant(territory: str, year: int, *, branch: str | None = None) -> q.Quadrant:
    rows = gap_by_occupation(territory, year, branch=branch)
    points = tuple(
        q.QuadrantPoint(
            r.occupation_code,
            r.occupation_name,
            r.branch,
            figure(-(r.score.value or 0), "points", "demand"),
            r.supply,
            r.pupils,
            r.klass,
            r.score,
        )
        for r in rows
    )
    drawn = tuple(p for p in points if p.supply.known and p.demand.known)
    return q.Quadrant(year, drawn, tuple(p for p in points if p not in drawn), 100.0)


def demand_supply_series(territory: str, occupation: str) -> q.Series:
    points = []
    for year in range(2021, 2032):
        ahead = year > 2026
        supply = 130 - (year - 2021) * 6.0 if year <= 2026 else 100.0
        band: dict[str, Any] = {"low": supply - 5 * (year - 2026), "high": supply + 5 * (year - 2026)} if ahead else {}
        demand = None if ahead else 212 + (year - 2021) * 11.0
        predicted = figure(250.0) if year == 2026 else None
        points.append(
            q.SeriesPoint(
                year,
                figure(supply, year=year, **band),
                figure(demand, "offers", "vacancies", year),
                ahead,
                predicted,
                2023 if predicted else None,
            )
        )
    return q.Series(tuple(points), 2026, False, figure(-6.0, "percent", "outlook"))


def school_in(powiat: str, otherwise: int) -> int:
    """A school of the house, where there is one: pages lead to it."""
    schools = Institution.objects.filter(kind="school", territory__code=powiat).order_by("id")
    return next(iter(schools.values_list("pk", flat=True)[:1]), otherwise)


def where_taught(territory: str, occupation: str, year: int) -> q.WhereTaught:
    rows = []
    for n, (code, pupils) in enumerate((("1607", (52.0, 55.0, 49.0)), ("1609", (14.0, 12.0, 9.0))), start=1):
        place = Territory.objects.filter(code=code).first()
        if place is None or not place.path.startswith(f"{territory}/"):
            continue
        small = code == "1609"
        rows.append(q.SchoolRow(school_in(code, n), f"Technikum nr {n} (przykład)", code, place.name, "TEC",
            tuple((g, figure(p, metric="pupils")) for g, p in enumerate(pupils, start=1)), figure(sum(pupils), metric="pupils"),
            figure(None if small else 49.0, silence=Silence.SUPPRESSED if small else None),
            figure(None if small else 86.0, "percent", "pass", silence=Silence.SUPPRESSED if small else None), place.lat, place.lon))  # fmt: skip
    return q.WhereTaught(tuple(rows), figure(191.0, metric="pupils"), figure(None, silence=Silence.SUPPRESSED))


def reach(territory: str, occupation: str, year: int) -> q.Reach:
    rows = tuple(
        q.ReachRow(t.code, t.name, figure(12.5 * n, "km", "reach"), school_in("1607", 1), "Technikum nr 1 (przykład)")
        for n, t in enumerate(powiats(territory))
    )
    return q.Reach(
        rows,
        60.0,
        tuple(r.territory_code for r in rows if (r.distance.value or 0) > 60),
        2,
        figure(81.0, "percent", "concentration"),
    )


def neighbours(occupation: str, territory: str, year: int, limit: int = 6) -> tuple[q.Neighbour, ...]:
    chosen = occupation_of(occupation)
    others = (
        Occupation.objects.select_related("branch")
        .exclude(code=occupation)
        .filter(branch=chosen.branch if chosen else None)
    )
    return tuple(
        q.Neighbour(o.code, o.name, 0.72 - n * 0.1, True, ("TKO.02",), row(territory, territory, year, o))
        for n, o in enumerate(others[:limit])
    )


def across_regions(name: str, year: int, subject: str = "", *, part: bool = False) -> tuple[q.RegionFigure, ...]:
    if name not in {"gap", "graduates", "vacancies"}:
        return ()
    unit = "points" if name == "gap" else "people"
    known = [("12", "małopolskie", 71.0), ("16", "opolskie", -41.0 if name == "gap" else 41.0)]
    rows = [
        q.RegionFigure(code, title, figure(value, unit, name, year), n)
        for n, (code, title, value) in enumerate(known, 1)
    ]
    hidden = q.RegionFigure("10", "łódzkie", figure(None, unit, name, silence=Silence.SUPPRESSED), None)
    return (*rows, hidden, q.RegionFigure("02", "dolnośląskie", figure(None, unit, name), None))


def stay_in_region(territory: str, year: int, *, occupation: str | None = None) -> Figure:
    return figure(81.0, "percent", "stay", year)


def school_outlook(institution_id: int) -> q.SchoolOutlook | None:
    if institution_id > 1_000_000:
        return None
    years = tuple(
        q.OutlookYear(
            y,
            figure(
                max(312.0 - (y - 2021) * 34, 4),
                metric="school_outlook",
                year=y,
                low=1.0 if y > 2026 else None,
                high=400.0 if y > 2026 else None,
            ),
            y > 2026,
        )
        for y in range(2021, 2032)
    )
    part = q.OccupationOutlook("311407", "technik automatyk sterowania ruchem kolejowym", years, 2031)
    return q.SchoolOutlook(institution_id, years, (part,), 2031, True)


def profile(territory: str, year: int, branch: Branch | None = None) -> q.Profile | None:
    place = Territory.objects.filter(code=territory).first()
    if place is None:
        return None
    rows = gap_by_occupation(territory, year, branch=branch.code if branch else None)
    classes: dict[GapClass, int] = {}
    for one in rows:
        if one.klass:
            classes[one.klass] = classes.get(one.klass, 0) + 1
    figures = {
        "pupils": figure(4120.0, metric="pupils"),
        "supply": figure(918.0),
        "stay": stay_in_region(territory, year),
        "unemployed": figure(None, metric="unemployed"),
    }
    return q.Profile(
        territory, place.name, branch.code if branch else "", branch.name if branch else "", year,
        row(territory, place.name, year, branch=branch), figures, classes,
        tuple(r for r in rows if r.klass and r.klass.is_deficit)[:5],
        tuple(r for r in reversed(rows) if r.klass and "surplus" in r.klass.css)[:5],
        tuple(row(t.code, t.name, year, branch=branch) for t in powiats(territory) if t.code != territory),
        tuple((y, figures) for y in reversed(YEARS)),
    )  # fmt: skip


def territory_profile(territory: str, year: int) -> q.Profile | None:
    return profile(territory, year)


def branch_profile(branch: str, territory: str, year: int) -> q.Profile | None:
    found = Branch.objects.filter(code=branch).first()
    return profile(territory, year, found) if found else None


def compare(items: tuple[q.Item, ...], year: int) -> q.Comparison:
    rows = []
    for item in items:
        place = Territory.objects.get(code=item.territory)
        rows.append(
            row(
                item.territory,
                place.name,
                year,
                occupation_of(item.occupation),
                Branch.objects.filter(code=item.branch).first(),
            )
        )
    return q.Comparison(
        tuple(rows),
        (
            ("pupils", tuple(r.pupils for r in rows)),
            ("supply", tuple(r.supply for r in rows)),
            ("gap", tuple(r.score for r in rows)),
        ),
    )


def metric_card(metric_id: str) -> q.MetricCard | None:
    return next((card for card in metric_cards() if card.id == metric_id), None)


def metric_cards() -> tuple[q.MetricCard, ...]:
    return tuple(
        q.MetricCard(key, title, "To see where people lack.", "points", "occupation × powiat × year", "below zero: deficit",
                     "Weighted mean of the parts.", "Computed again on sums.", "Biuro Koordynacji", "WUP", "1.0", "2027-03-01", ("vacancies",))
        for key, title in (("stay", "Stay"), ("gap", "Gap"), ("supply", "Graduates"), ("pupils", "Pupils"), ("vacancies", "Job offers"))
    )  # fmt: skip


def metric_value(metric_id: str, *, territory: str, year: int, subject: str | None = None) -> q.Answer:
    """Figures of a row by the name of their metric, as the drawer asks for them."""
    card = metric_card(metric_id)
    if card is None:
        raise q.NotAvailable(metric_id)
    place = Territory.objects.get(code=territory)
    whole = row(territory, place.name, year, occupation_of(subject), Branch.objects.filter(code=subject).first())
    found = {"gap": whole.score, "supply": whole.supply, "pupils": whole.pupils, "vacancies": whole.demand}
    told = found.get(metric_id) or stay_in_region(territory, year)
    return q.Answer(told, card, territory, place.name, subject or "", None)


def available_years() -> tuple[int, ...]:
    return YEARS


def warehouse_state() -> q.WarehouseState:
    return q.WarehouseState(True, "2026-11-21-a", "2026-11-21T03:00:00+00:00", {"gap": 4200}, behind=True)


ANSWERS = (
    gap_by_territory, gap_by_occupation, gap_parts, lasting_deficits, quadrant, demand_supply_series, where_taught,
    reach, neighbours, across_regions, stay_in_region, school_outlook, territory_profile, branch_profile, compare, metric_card, metric_value,
    metric_cards, available_years, warehouse_state,
)  # fmt: skip


def install(monkeypatch: Any) -> None:
    """Let the pages read from here."""
    for answer in ANSWERS:
        monkeypatch.setattr(q, answer.__name__, answer)
