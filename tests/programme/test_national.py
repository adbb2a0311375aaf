"""Regions beside each other: the same numbers as each board, ranked only where they mean the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import common_indicators as common
from koordynata.programme import services
from koordynata.programme.models import Measure
from koordynata.programme.queries import national
from koordynata.programme.queries.board import board_of
from koordynata.programme.queries.national.heads import Heads
from koordynata.programme.services.facts import Told
from koordynata.programme.services.programmes import PeriodPlan
from koordynata.programme.totals import together
from koordynata.reference.models import Territory

from .conftest import HALVES, Ground, begun
from .test_board import report

TODAY = date(2027, 2, 1)
FIRST, SECOND = "2026-01-01..2026-06-30", "2026-07-01..2026-12-31"
RATIO = {"unit": "%", "over_time": "state", "over_elements": "ratio", "common": "ZSU-04"}
AGREEMENTS = {"unit": "porozumienia", "over_time": "state", "over_elements": "sum", "common": "ZSU-05"}
Make = Callable[..., Ground]


def heads(per: str, year: int) -> Heads:
    return Heads({"16": 1000.0, "12": 4000.0} if per == "pupils" else {}, f"SIO {year}")


@pytest.fixture
def make(land: dict[str, Territory]) -> Make:
    """`make("16")`: a programme of that region in force, with actions 1.1 and 1.2 in area 1."""

    def begin(code: str, plans: tuple[PeriodPlan, ...] = HALVES) -> Ground:
        programme = begun(land[code])
        version = programme.versions.get()
        periods = services.plan_periods(programme=programme, periods=plans, by=SYSTEM)
        for name in ("Staże", "Kursy"):
            services.add_element(
                version=version, parent=version.elements.get(code="1"), level="action", name=name, by=SYSTEM
            )
        return Ground(programme, version, periods)

    return begin


def promise(ground: Ground, code: str, card: Measure, *targets: float, **more: Any) -> Any:
    wanted = {one: Decimal(str(value)) for one, value in zip(ground.periods, targets, strict=False)}
    return services.promise(element=ground.element(code), measure=card, targets=wanted, by=SYSTEM, **more).indicator


def card(ground: Ground, code: str = "W4", **values: Any) -> Measure:
    return services.define_measure(
        programme=ground.programme, code=code, name=f"Wskaźnik {code}", by=SYSTEM, **{**RATIO, **values}
    )


def region(ground: Ground, share: tuple[int, int]) -> Any:
    """The ratio of one action, reported for the first half, of a version in force."""
    indicator = promise(ground, "1.1", card(ground), 50, 60)
    report(indicator, ground.periods[0], share)
    ground.adopt(day=date(2026, 1, 15))
    return indicator


def cell(code: str, wanted: str = "ZSU-04", key: str = FIRST) -> national.Cell:
    return national.comparison(TODAY, key, heads=heads).cells[code, wanted]


def test_two_regions_are_ranked_by_the_same_ratio(make: Make) -> None:
    region(make("16"), (30, 100))
    region(make("12"), (50, 60))
    found = national.comparison(TODAY, FIRST, heads=heads)
    row = found.row(next(one for one in found.indicators if one.id == "ZSU-04"))
    assert [(one.region.territory.code, one.rank, one.value) for one in row] == [
        ("12", 1, Decimal("83.33")), ("16", 2, Decimal("30.00")),
    ]  # fmt: skip
    assert row[0].target == 50 and row[0].progress is not None and row[0].complete


def test_the_latest_span_comes_first_and_an_unknown_one_is_not_believed(make: Make) -> None:
    region(make("16"), (30, 100))
    found = national.comparison(TODAY, "nothing'; --", heads=heads)
    assert found.span is not None and found.span.key == SECOND
    assert [one.key for one in found.spans] == [SECOND, FIRST]


def test_a_programme_that_is_not_reported_says_what_is_missing(make: Make) -> None:
    region(make("16"), (30, 100))
    assert cell("12").obstacles == ["Nie obowiązuje żaden program."]
    assert cell("16", "ZSU-05").obstacles and cell("16", "ZSU-05").value is None
    late = cell("16", key=SECOND)
    assert (late.value, late.reported, late.expected, late.progress) == (Decimal("30.00"), 0, 1, None)
    assert late.rank is None and "0 z 1" in late.obstacles[0]


def test_periods_match_by_their_days_and_never_by_their_names(make: Make) -> None:
    region(make("16"), (30, 100))
    plans = (PeriodPlan("2026 I", date(2026, 1, 1), date(2026, 3, 31)),)
    region(make("12", plans), (1, 2))
    assert cell("12").value is None and cell("12").rank is None
    other = (PeriodPlan("Półrocze A", date(2026, 1, 1), date(2026, 6, 30)),)
    assert cell("12", key="2026-01-01..2026-03-31").value == 50
    assert other[0].name not in {one.name for one in HALVES}


def test_a_number_counted_otherwise_is_shown_and_not_ranked(make: Make) -> None:
    region(make("16"), (30, 100))
    other = make("12")
    indicator = promise(other, "1.1", card(other, over_elements="sum", unit="szkoły"), 5, 6)
    report(indicator, other.periods[0], 4)
    other.adopt(day=date(2026, 1, 15))
    found = cell("12")
    assert found.value == 4 and found.rank is None and len(found.obstacles) == 2
    assert cell("16").obstacles == ["Żadne inne województwo nie ma porównywalnej wartości."]


def test_two_cards_with_one_code_are_no_number_at_all(make: Make) -> None:
    ground = make("16")
    for code in ("A", "B"):
        report(promise(ground, "1.1", card(ground, code), 5, 6), ground.periods[0], (1, 2))
    ground.adopt(day=date(2026, 1, 15))
    assert cell("16").value is None and "A, B" in cell("16").obstacles[0]


def test_counts_are_ranked_by_a_thousand_pupils_and_not_without_them(make: Make) -> None:
    for code, number in (("16", 20), ("12", 40)):
        ground = make(code)
        report(promise(ground, "1.1", card(ground, **AGREEMENTS), 5, 6), ground.periods[0], number)
        ground.adopt(day=date(2026, 1, 15))
    assert [(cell(code, "ZSU-05").scaled, cell(code, "ZSU-05").rank) for code in ("16", "12")] == [
        (Decimal(20), 1), (Decimal(10), 2),
    ]  # fmt: skip
    bare = national.comparison(TODAY, FIRST, heads=lambda _per, _year: Heads()).cells["16", "ZSU-05"]
    assert bare.value == 20 and bare.rank is None and "wielkością" in bare.obstacles[0]


def test_what_grows_from_the_beginning_needs_the_same_first_day(make: Make) -> None:
    earlier = PeriodPlan("przed", date(2025, 7, 1), date(2025, 12, 31))
    for code, plans in (("16", HALVES), ("12", (earlier, *HALVES))):
        ground = make(code, plans)
        wanted = card(ground, unit="osoby", over_time="added", over_elements="sum", common="ZSU-03")
        report(promise(ground, "1.1", wanted, *[5] * len(plans)), ground.periods[len(plans) - 2], 5)
        ground.adopt(day=date(2026, 1, 15))
    assert {cell(code, "ZSU-03").rank for code in ("16", "12")} == {None}
    assert "pierwszego dnia" in " ".join(cell("16", "ZSU-03").obstacles + cell("12", "ZSU-03").obstacles)


def test_the_set_of_the_spans_last_day_is_used(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    region(make("16"), (30, 100))
    old = next(one for one in common.common_indicators(TODAY) if one.id == "ZSU-04")
    new = replace(old, set_version="2", unit_pl="szkoły", valid_from=date(2026, 7, 1))
    rows = (replace(old, valid_to=date(2026, 6, 30)), new)
    monkeypatch.setattr(common, "_indicators", lambda: rows)
    assert [one.set_version for one in national.comparison(TODAY, FIRST, heads=heads).indicators] == ["1"]
    assert cell("16", key=SECOND).wanted.set_version == "2"
    assert any("jednostka" in one for one in cell("16", key=SECOND).obstacles)


@pytest.mark.parametrize("over_time", ["added", "running", "state"])
@pytest.mark.parametrize("parent_too", [False, True])
def test_the_number_is_the_one_of_the_board(make: Make, over_time: str, parent_too: bool) -> None:
    ground = make("16")
    wanted = card(ground, unit="osoby", over_time=over_time, over_elements="sum", common="ZSU-03")
    for place, values in (("1.1", (4, 9)), ("1.2", (None, 7)), ("1", (50, None)), ("3", (1, 2))):
        if place == "1" and not parent_too:
            continue
        indicator = promise(ground, place, wanted, 10, 20, baseline=Decimal(1), baseline_year=2025)
        for period, value in zip(ground.periods, values, strict=True):
            if value is not None:
                report(indicator, period, value)
    report(promise(ground, "6", wanted, 10, 20), ground.periods[0], 999, approved=False)
    ground.adopt(day=date(2026, 1, 15))
    board = board_of(ground.version)
    tops = [one for one in board.elements if one.parent_id is None and wanted.pk in board.lines[one.pk]]
    lines = [board.lines[one.pk][wanted.pk] for one in tops]
    for at, key in enumerate((FIRST, SECOND)):
        shown, (whole,) = cell("16", "ZSU-03", key), together([[one.values[at]] for one in lines])
        (target,) = together([[one.targets[at]] for one in lines])
        assert whole is not None and target is not None
        assert (shown.value, shown.target) == (whole.shown, target.shown)
        assert (shown.reported, shown.expected) == (sum(o.reported[at] for o in lines), sum(o.expected for o in lines))


def test_persons_of_a_whole_programme_are_counted_once(make: Make, land: dict[str, Territory]) -> None:
    ground = make("16")
    wanted = card(ground, unit="osoby", over_time="running", over_elements="distinct", source="counted",
                  common="ZSU-01", rule={"facts": ["placement_completed"], "by": "person"})  # fmt: skip
    for code, project in (("1.1", "A"), ("1.2", "B")):
        services.link_element(element=ground.element(code), kind="project", code=project, by=SYSTEM)
        promise(ground, code, wanted, 1, 2)
    told = [Told("placement_completed", "support", f"{who}{project}", date(2026, 5, 1), land["1609"], who, project)
            for who, project in (("x", "A"), ("x", "B"), ("y", "B"), ("z", "C"))]  # fmt: skip
    services.record_facts(told, by=SYSTEM)
    ground.adopt(day=date(2026, 1, 15))
    found = cell("16", "ZSU-01")
    assert (found.value, found.reported, found.expected) == (Decimal(2), 1, 1)
    assert found.value != 3, "two projects added up would count one person twice"


def test_as_many_queries_for_two_regions_as_for_one(make: Make) -> None:
    region(make("16"), (30, 100))
    with CaptureQueriesContext(
        connection,
    ) as one:
        national.comparison(TODAY, FIRST, heads=heads)
    other = make("12")
    for number in range(6):
        report(promise(other, "1.2", card(other, f"X{number}"), 10, 20), other.periods[0], (1, 2))
    region(other, (50, 60))
    with CaptureQueriesContext(connection) as two:
        national.comparison(TODAY, FIRST, heads=heads)
    assert len(one) == len(two) <= 16, [row["sql"][:80] for row in two]


def test_nothing_at_all_is_a_page_of_reasons(land: dict[str, Territory]) -> None:
    found = national.comparison(TODAY)
    assert found.span is None and {one.territory.code for one in found.regions} == {"12", "16"}
    assert all(cell.obstacles for cell in found.cells.values())


def test_the_whole_says_what_the_board_says_of_a_fall_with_half_a_baseline_and_of_a_dropped_promise(
    make: Make,
) -> None:
    ground = make("16")
    fall = card(ground, **{**AGREEMENTS, "direction": "down"})
    base = {"baseline": Decimal(100), "baseline_year": 2025}
    report(promise(ground, "1.1", fall, 80, **base), ground.periods[0], 90)
    report(promise(ground, "1.2", fall, 50), ground.periods[0], 60)
    ground.adopt(day=date(2026, 1, 15))
    half = cell("16", "ZSU-05")
    assert [half.value, half.target, half.baseline, half.progress] == [150, 130, None, None]
    second = services.open_next_version(programme=ground.programme, reason="Przegląd.", by=SYSTEM)
    dropped = second.commitments.get(indicator__strand=ground.element("1.2").strand)
    services.drop_promise(commitment=dropped, by=SYSTEM)
    ground.adopt(second, day=date(2026, 5, 1))
    whole = cell("16", "ZSU-05")
    assert [whole.value, whole.target, whole.complete] == [90, 80, True]
    top = next(one for one in board_of(second).of(ground.element("1", second)))
    assert (top.value(0), top.target(0), top.baseline) == (whole.value, whole.target, whole.baseline)


def test_what_is_not_put_together_stands_where_it_is_promised(make: Make) -> None:
    ground = make("16")
    alone = card(ground, **{**AGREEMENTS, "over_elements": "none"})
    promise(ground, "1", alone, 9)
    report(promise(ground, "1.1", alone, 5), ground.periods[0], 5)
    report(promise(ground, "1.2", alone, 5), ground.periods[0], 7)
    ground.adopt(day=date(2026, 1, 15))
    found = cell("16", "ZSU-05")
    assert [found.value, found.target, found.reported, found.expected] == [None, 9, 0, 1]
    assert board_of(ground.version).of(ground.element("1"))[0].value(0) is None
