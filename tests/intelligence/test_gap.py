"""The gap by hand: values, sub-scores, points, what is left out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from koordynata.intelligence.queries import (
    GapClass,
    Silence,
    gap_by_occupation,
    gap_by_territory,
    gap_parts,
    metric_value,
)
from koordynata.intelligence.queries.parts import class_of, in_whole_points
from koordynata.reference.models import Occupation

from .conftest import CARRIER, SIGNALLER, Land

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.fixture
def nysa(story: Land) -> Land:
    """Nysa, 2026: 20 graduates for 60 offers, 30 unemployed, the barometer at 1 and 2, a level of the forecast."""
    school = story.school("1607")
    story.grades(school, SIGNALLER, 2025, 30, 28, 26, 24, 22, graduates=20, pass_share=0.9)
    story.grades(school, SIGNALLER, 2026, 24, 28, 26, 25, 22)
    story.flow("1607", SIGNALLER, 2026, vacancies=60, unemployed=30)
    story.rating("1607", 2026, demand=2, relation=1, occupation=story.occupation(SIGNALLER))
    story.forecast("16", SIGNALLER, 2026, "umiarkowane zapotrzebowanie")
    story.observe("60270", "1607", 2025, 10.0)
    story.build()
    return story


# part: (sub-score by hand, weight)
BY_HAND = {
    "barometer_relation": (-100.0, 25),  # 1 of 1…5
    "barometer_demand": (-50.0, 15),  # 2 of 1…5
    "offers_per_graduate": ((20 - 60) / 80 / 0.6 * 100, 20),
    "offers_per_unemployed": ((30 - 60) / 90 / 0.6 * 100, 10),
    "forecast_level": (-30.0, 15),
    "intake_change": ((24 - 30) / 30 * 100 / 30 * 100, 5),
    "unemployment_rate": ((10 - 6) / 8 * 100, 5),  # of 2025: not older than a year
}
WEIGHT = sum(weight for _, weight in BY_HAND.values())
SCORE = sum(sub * weight for sub, weight in BY_HAND.values()) / WEIGHT


def test_the_score_is_what_a_pencil_says(nysa: Land) -> None:
    taken = gap_parts("1607", SIGNALLER, 2026)
    assert taken is not None
    assert taken.row.score.value == pytest.approx(SCORE)
    assert taken.row.klass is GapClass.LARGE_DEFICIT
    found = {part.id: part.subscore for part in taken.parts if part.points is not None}
    assert found == pytest.approx({part: sub for part, (sub, _) in BY_HAND.items()})


def test_the_steps_of_the_waterfall_end_at_the_score(nysa: Land) -> None:
    taken = gap_parts("1607", SIGNALLER, 2026)
    assert taken is not None
    steps = [part for part in taken.parts if part.points is not None]
    assert steps[0].start == 0.0
    assert all(a.end == b.start for a, b in pairwise(steps))
    assert steps[-1].end == taken.row.score.value
    assert sum(part.points_shown or 0 for part in steps) == taken.score_shown == round(SCORE)


def test_what_is_missing_is_said_and_not_guessed(nysa: Land) -> None:
    taken = gap_parts("1607", SIGNALLER, 2026)
    assert taken is not None
    assert taken.row.missing_parts == ("graduates_unemployed",)
    part = next(part for part in taken.parts if part.id == "graduates_unemployed")
    assert (part.points, part.subscore, part.value.silence) == (None, None, Silence.MISSING)


def test_the_value_is_told_as_people_say_it(nysa: Land) -> None:
    taken = gap_parts("1607", SIGNALLER, 2026)
    assert taken is not None
    values = {part.id: part.value.value for part in taken.parts}
    assert (values["offers_per_graduate"], values["offers_per_unemployed"]) == (3.0, 2.0)
    assert next(part for part in taken.parts if part.id == "unemployment_rate").value.year == 2025


def test_without_the_strongest_part(nysa: Land) -> None:
    taken = gap_parts("1607", SIGNALLER, 2026)
    assert taken is not None
    points = {part: sub * weight for part, (sub, weight) in BY_HAND.items()}
    rest = [part for part in BY_HAND if part != "barometer_relation"]
    assert taken.without_strongest == pytest.approx(
        sum(points[part] for part in rest) / sum(BY_HAND[part][1] for part in rest)
    )


def test_too_few_parts_give_no_class(story: Land) -> None:
    story.rating("1607", 2026, demand=1, relation=1, occupation=story.occupation(SIGNALLER))
    story.build()
    (row,) = gap_by_occupation("1607", 2026)
    assert (row.score.silence, row.klass) == (Silence.MISSING, None)


def test_a_hidden_number_does_not_work_through_the_score(story: Land) -> None:
    """Three graduates: the part that would give them away is left out, and the page can say why."""
    story.grades(story.school("1607"), SIGNALLER, 2025, 4, 4, 4, 4, 4, graduates=3)
    story.flow("1607", SIGNALLER, 2026, vacancies=12, unemployed=40)
    story.rating("1607", 2026, demand=1, relation=1, occupation=story.occupation(SIGNALLER))
    story.build()
    taken = gap_parts("1607", SIGNALLER, 2026)
    assert taken is not None
    part = next(part for part in taken.parts if part.id == "offers_per_graduate")
    assert (part.points, part.value.value, part.value.silence) == (None, None, Silence.SUPPRESSED)
    assert taken.row.suppressed_parts == ("offers_per_graduate",)
    assert taken.row.supply.suppressed


def test_nobody_and_nothing_do_not_divide_by_zero(story: Land) -> None:
    """No graduates and no offers: unknown. No graduates and some offers: as large a deficit as there is."""
    story.grades(story.school("1607"), CARRIER, 2025, 20, 20, 20, 20, 20, graduates=18)
    for code, offers in ((SIGNALLER, 7), (CARRIER, 0)):
        story.flow("1607", code, 2026, vacancies=offers, unemployed=0)
        story.rating("1607", 2026, demand=3, relation=3, occupation=story.occupation(code))
    story.flow("1609", CARRIER, 2026, vacancies=0, unemployed=0)
    story.build()
    nobody = gap_parts("1607", SIGNALLER, 2026)
    assert nobody is not None
    part = next(part for part in nobody.parts if part.id == "offers_per_graduate")
    assert (part.subscore, part.value.silence) == (-100.0, Silence.NOT_APPLICABLE)
    nothing = gap_parts("1609", CARRIER, 2026)
    assert nothing is not None
    assert next(part for part in nothing.parts if part.id == "offers_per_graduate").points is None


def test_a_group_reaches_its_occupations_and_the_own_rating_goes_first(story: Land) -> None:
    group = story.group("railwaymen", SIGNALLER, CARRIER)
    story.rating("1607", 2026, demand=4, relation=5, group=group)
    story.rating("1607", 2026, demand=1, relation=1, occupation=story.occupation(SIGNALLER))
    story.flow("1607", CARRIER, 2026, vacancies=1)
    story.build()
    steps = {}
    for code in (SIGNALLER, CARRIER):
        taken = gap_parts("1607", code, 2026)
        assert taken is not None
        steps[code] = next(part for part in taken.parts if part.id == "barometer_relation").value.value
    assert steps == {SIGNALLER: 1.0, CARRIER: 5.0}


def test_the_country_s_list_holds_everywhere_and_the_stronger_counts(story: Land) -> None:
    story.forecast("PL", SIGNALLER, 2026, "szczególne zapotrzebowanie")
    story.forecast("16", SIGNALLER, 2026, "umiarkowane zapotrzebowanie")
    story.build()
    for powiat in ("1607", "1261"):
        taken = gap_parts(powiat, SIGNALLER, 2026)
        assert taken is not None
        assert next(part for part in taken.parts if part.id == "forecast_level").value.value == -100.0


@pytest.mark.parametrize(
    ("years", "points"),
    [({}, -50.0), ({"closed": 2026}, -50.0), ({"closed": 2025}, -100.0), ({"opened": 2027}, -100.0)],
)
def test_who_admits_nobody_does_not_water_down_the_branch(story: Land, years: dict[str, int], points: float) -> None:
    """One of two is on the list; the branch's mean is over those that admit pupils in the year of the list."""
    Occupation.objects.exclude(code__in=[SIGNALLER, CARRIER]).delete()
    Occupation.objects.filter(code=CARRIER).update(**years)
    story.forecast("PL", SIGNALLER, 2026, "szczególne zapotrzebowanie")
    story.flow("1607", CARRIER, 2026, vacancies=5)
    story.build()
    found = {
        code: metric_value("forecast_level", territory="1607", year=2026, subject=code) for code in ("TKO", CARRIER)
    }
    assert found["TKO"].figure.value == points
    assert found[CARRIER].figure.value == (0.0 if points == -50.0 else None)


def test_a_list_that_names_a_closed_occupation_is_taken_at_its_word(story: Land) -> None:
    Occupation.objects.filter(code=SIGNALLER).update(closed=2020)
    story.forecast("16", SIGNALLER, 2026, "istotne zapotrzebowanie")
    story.build()
    named = metric_value("forecast_level", territory="1607", year=2026, subject=SIGNALLER)
    assert named.figure.value == -60.0


def test_every_powiat_of_the_region_has_a_row(nysa: Land) -> None:
    rows = gap_by_territory(SIGNALLER, within="16", year=2026)
    assert [row.territory_code for row in rows] == ["1607", "1609", "1661"]
    assert rows[0].klass is GapClass.LARGE_DEFICIT
    assert rows[2].score.silence is Silence.MISSING


def test_unknown_codes_give_nothing(nysa: Land) -> None:
    assert gap_by_territory("000000", within="99", year=2026) == ()
    assert gap_parts("1607", "999999", 2026) is None


@pytest.mark.parametrize(
    ("score", "letter"), [(-100, "D+"), (-50.1, "D+"), (-50, "D"), (-15, "R"), (0, "R"), (15, "R"), (15.1, "N"),
                          (50, "N"), (50.1, "N+"), (100, "N+")],
)  # fmt: skip
def test_a_limit_belongs_to_the_class_nearer_to_balance(score: float, letter: str) -> None:
    assert class_of(score) == letter


@pytest.mark.parametrize("points", [[-24.5, -12.5, 4.4], [0.3, 0.3, 0.3], [-0.6, -0.6], [], [33.3, 33.3, 33.4]])
def test_whole_points_add_up(points: list[float]) -> None:
    assert abs(sum(in_whole_points(points)) - sum(points)) <= 0.5
    assert all(abs(whole - p) < 1 for whole, p in zip(in_whole_points(points), points, strict=True))
