"""Roll-ups, persistence, outlook and reach, against sums made by hand."""

from __future__ import annotations

import pytest

from koordynata.intelligence.queries import (
    GapClass,
    Silence,
    demand_supply_series,
    gap_by_occupation,
    lasting_deficits,
    metric_value,
    neighbours,
    reach,
    school_outlook,
    stay_in_region,
    where_taught,
)
from koordynata.intelligence.queries.lookup import powiats_in
from koordynata.intelligence.warehouse.reading import warehouse
from koordynata.registry.models import Offer
from koordynata.sources.models import ImportRun, Snapshot

from .conftest import CARRIER, PLATELAYER, SIGNALLER, Land

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


def value(metric: str, territory: str, year: int, subject: str | None = None) -> float | None:
    return metric_value(metric, territory=territory, year=year, subject=subject).figure.value


def test_sums_and_shares_are_recomputed_from_their_parts(story: Land) -> None:
    """Opolskie 12 + 30 graduates; shares over all tracked, not a mean of shares; the area holds Opole only."""
    for powiat, graduates in (("1607", 12), ("1661", 30), ("1261", 50)):
        story.grades(story.school(powiat), SIGNALLER, 2025, 20, 20, 20, 20, 40, graduates=graduates)
    story.outcome("1607", SIGNALLER, 2026, 20, working=10, staying=4, wage_ratio=0.5)
    story.outcome("1661", SIGNALLER, 2026, 80, working=72, staying=40, wage_ratio=1.0)
    story.flow("1607", SIGNALLER, 2026, vacancies=5)
    story.flow("1661", SIGNALLER, 2026, vacancies=7)
    story.area("ITI-OPO", "1661")
    story.build()
    found = {place: value("graduates", place, 2026, SIGNALLER) for place in ("1607", "ITI-OPO", "16", "12", "PL")}
    assert found == {"1607": 12, "ITI-OPO": 30, "16": 42, "12": 50, "PL": 92}
    assert value("vacancies", "16", 2026, "TKO") == 12
    assert value("graduates_work", "16", 2026, SIGNALLER) == pytest.approx(82.0)
    assert value("wage", "16", 2026, SIGNALLER) == pytest.approx((0.5 * 20 + 1.0 * 80) / 100)
    stays = stay_in_region("16", 2027, occupation=SIGNALLER)
    assert stays.value == pytest.approx(44.0)
    assert stays.year == 2026


def test_deficits_that_last_and_grow(story: Land) -> None:
    """Balance in 2021, no data in 2022, then deficits of 20, 40, 60, 80 points."""
    steps = {2021: 3, 2023: 2.6, 2024: 2.2, 2025: 1.8, 2026: 1.4}
    group = story.group("one", SIGNALLER)
    other = story.group("two", SIGNALLER)
    for year, mean in steps.items():
        # Two groups rate the occupation: their mean gives steps between the whole ones.
        story.rating("1607", year, demand=3, relation=round(mean + 0.5), group=group)
        story.rating("1607", year, demand=3, relation=max(1, round(mean - 0.5)), group=other)
        story.flow("1607", SIGNALLER, year, vacancies=50, unemployed=50 if year == 2021 else 20)
    story.build()
    (row,) = lasting_deficits("1607", 2026)
    known = [(year, score) for year, score in row.history if score is not None]
    assert row.lasting_years == sum(1 for year, score in known if score < -15 and year >= 2023)
    xs, ys = [year for year, _ in known if year > 2021], [score for year, score in known if year > 2021]
    middle, level = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True)) / sum((x - middle) ** 2 for x in xs)
    assert row.growth == pytest.approx(slope)
    assert row.klass in {GapClass.DEFICIT, GapClass.LARGE_DEFICIT}


@pytest.fixture
def three_years(story: Land) -> Land:
    """A branch school of three grades: 50 enter each year, 40 of 50 go on, 36 of 40 go on, 27 of 36 graduate."""
    school = story.school("1607", "BS1")
    for year in (2024, 2025, 2026):
        story.grades(school, PLATELAYER, year, 50, 40, 36, graduates=27 if year < 2026 else None)
    story.lists["school_id"] = school.pk
    return story


def test_grades_move_up_as_earlier_ones_did(three_years: Land) -> None:
    three_years.build()
    series = demand_supply_series("1607", PLATELAYER)
    coming = [point.supply.value for point in series.points if point.is_outlook]
    assert [point.year for point in series.points if point.is_outlook] == [2027, 2028, 2029, 2030, 2031]
    # 36 × .75; 40 × .9 × .75; 50 × .8 × .9 × .75; then entrants, constant for want of demography
    assert coming == pytest.approx([27, 27, 27, 27, 27])
    assert (series.demography_known, series.last_actual_year) == (False, 2026)
    assert all(point.supply.low is None for point in series.points)  # no past to judge by


def test_entrants_follow_those_born_fifteen_years_earlier(three_years: Land) -> None:
    for year, births in ((2011, 1000), (2012, 500), (2013, 500), (2014, 500), (2015, 500), (2016, 500)):
        three_years.observe("urodzenia żywe ogółem", "1607", year, births)
    three_years.build()
    series = demand_supply_series("1607", PLATELAYER)
    coming = [point.supply.value for point in series.points if point.is_outlook]
    assert coming == pytest.approx([27, 27, 27, 13.5, 13.5])
    assert series.demography_known
    outlook = school_outlook(three_years.lists["school_id"])
    assert outlook is not None
    # 2027: 25 enter, 50 × .8 and 40 × .9 move up
    assert next(year.pupils.value for year in outlook.years if year.is_outlook) == pytest.approx(25 + 40 + 36)


@pytest.mark.parametrize(("pupils", "foreseen"), [(20, True), (3, False)])
def test_where_there_is_no_outlook_demography_is_not_said_to_be_known(story: Land, pupils: int, foreseen: bool) -> None:
    """Births are there; of a school of three pupils nothing is told, and nothing is said of what it rests on."""
    school = story.school("1607", "BS1")
    for year in (2024, 2025, 2026):
        story.grades(school, PLATELAYER, year, *[pupils] * 3, graduates=pupils if year < 2026 else None)
    for year in range(2011, 2017):
        story.observe("urodzenia żywe ogółem", "1607", year, 500)
    story.build()
    outlook = school_outlook(school.pk)
    assert outlook is not None
    assert (outlook.demography_known, outlook.has_outlook) == (foreseen, foreseen)
    assert [part.has_outlook for part in outlook.occupations] == [foreseen]


def test_where_it_is_taught_and_who_is_too_few(story: Land) -> None:
    for powiat, pupils in (("1607", 4), ("1661", 30), ("1609", 25)):
        story.grades(story.school(powiat), SIGNALLER, 2026, *[pupils] * 5)
    story.build()
    taught = where_taught("16", SIGNALLER, 2026)
    assert taught.pupils.value == (4 + 30 + 25) * 5
    grades = [figure for school in taught.schools for _, figure in school.pupils_by_grade]
    assert {figure.value for figure in grades} <= {None, 30.0, 25.0}
    assert any(figure.silence is Silence.SUPPRESSED for figure in grades)


def test_a_powiat_known_in_later_years_only_makes_no_children(three_years: Land) -> None:
    """The voivodeship's births stand still in the one powiat that is known all along."""
    for year in range(2011, 2017):
        three_years.observe("urodzenia żywe ogółem", "1607", year, 500)
    for year in range(2013, 2017):
        three_years.observe("urodzenia żywe ogółem", "1609", year, 1500)
    three_years.build()
    series = demand_supply_series("16", PLATELAYER)
    coming = [point.supply.value for point in series.points if point.is_outlook]
    assert coming == pytest.approx([27, 27, 27, 27, 27]) and series.demography_known


@pytest.mark.parametrize(("of", "share"), [(4, None), (12, 25.0)])
def test_a_share_of_fewer_than_ten_graduates_is_not_told(story: Land, of: int, share: float | None) -> None:
    """The number of graduates is published; the share was said for one of the two grades that left."""
    school = story.school("1661")
    story.grades(school, SIGNALLER, 2026, 30, 30, 30, 30, 30)
    story.grades(school, SIGNALLER, 2025, 30, 30, 30, 30, 30, graduates=of, pass_share=0.25)
    Offer.objects.filter(school=school, school_year=2025, grade=4).update(graduates=20)
    story.build()
    (taught,) = where_taught("16", SIGNALLER, 2026).schools
    assert taught.graduates.value == of + 20 and taught.pass_share.value == share


def test_reach_is_as_the_crow_flies(story: Land) -> None:
    story.grades(story.school("1661"), SIGNALLER, 2026, 20, 20, 20, 20, 20)
    story.build()
    found = {row.territory_code: row.distance.value for row in reach("16", SIGNALLER, 2026).rows}
    assert found["1661"] == pytest.approx(0.0, abs=0.2)
    assert found["1607"] == pytest.approx(47.2, abs=1.0)  # Nysa–Opole
    nowhere = reach("16", CARRIER, 2026)
    assert {row.distance.silence for row in nowhere.rows} == {Silence.NOT_APPLICABLE}
    assert nowhere.beyond == ("1607", "1609", "1661")


def test_neighbours_of_the_branch_come_first(story: Land) -> None:
    story.flow("1607", SIGNALLER, 2026, vacancies=5)
    story.build()
    assert [near.occupation_code for near in neighbours(SIGNALLER, "16", 2026)] == [CARRIER, PLATELAYER]


def test_an_empty_house_builds(story: Land) -> None:
    story.build()
    assert gap_by_occupation("16", 2026) == ()


@pytest.mark.parametrize("gone", ["school", "occupation", "branch", "powiat"])
def test_what_left_the_register_still_counts_in_its_years(story: Land, gone: str) -> None:
    """A register of today does not unmake the pupils of yesterday, and no page falls over a name that is missing."""
    school = story.school("1607")
    story.grades(school, SIGNALLER, 2026, 20, 20, 20, 20, 20)
    story.flow("1607", SIGNALLER, 2026, vacancies=5, unemployed=30)
    record = {"school": school, "occupation": story.occupation(SIGNALLER), "branch": story.lists["branch"],
              "powiat": story.land["1607"]}[gone]  # fmt: skip
    type(record)._default_manager.filter(pk=record.pk).update(withdrawn_run=a_run())
    story.build()
    found = [value(metric, "16", 2026, SIGNALLER) for metric in ("pupils", "unemployed", "vacancies")]
    assert found == [100, 30, 5]
    outlook = school_outlook(school.pk)
    assert outlook is not None and outlook.occupations[0].occupation_name
    assert ("1607" in powiats_in(warehouse(), "16")) == (gone != "powiat")


def a_run() -> ImportRun:
    snapshot = Snapshot.objects.create(sha256="0" * 64, source="rspo", file_name="rspo.csv", size=1)
    return ImportRun.objects.create(source="rspo", snapshot=snapshot)
