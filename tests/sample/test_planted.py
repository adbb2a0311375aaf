"""The planted truths stand in the files as they were meant."""

from collections import defaultdict
from pathlib import Path

import pytest

from koordynata.cli.sample.generate import Sample
from koordynata.cli.sample.plan import Plan
from koordynata.cli.sample.planted import REACH_KM, planted

from .test_generate import rows_of

DEFICIT = planted()["lasting_deficit"]
SURPLUS = planted()["surplus"]


@pytest.fixture(scope="module")
def malopolskie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    Sample(Plan(regions=("12",))).write(folder)
    return folder


def test_the_railway_occupation_is_short_of_people_for_ten_years_and_ever_more(malopolskie: Path) -> None:
    flows = [
        (int(row["rok"]), int(row["oferty"]), int(row["bezrobotni"]))
        for row in rows_of(malopolskie / "oferty.csv")
        if row["teryt_powiat"] == "1261" and row["kod_zawodu"] == DEFICIT.occupation
    ]
    assert [year for year, *_ in flows] == list(range(2017, 2027))
    assert all(vacancies > unemployed for _, vacancies, unemployed in flows)
    assert flows[-1][1] > 1.5 * flows[0][1]


def test_its_panels_agree(malopolskie: Path) -> None:
    ratings = [
        int(row["relacja"])
        for row in rows_of(malopolskie / "barometr.csv")
        if row["teryt_powiat"] in DEFICIT.powiats and row["grupa_zawodow"] == "BG-KOLEJ-RUCH"
    ]
    assert len(ratings) == 30 and max(ratings) == 2 and min(ratings) == 1


def test_one_school_near_krakow_teaches_it(malopolskie: Path) -> None:
    schools = {row["rspo"] for row in rows_of(malopolskie / "sio.csv") if row["kod_zawodu"] == DEFICIT.occupation}
    assert len(schools) == 1


def test_economists_are_too_many_in_opolskie(files: Path) -> None:
    seen = set()
    for row in rows_of(files / "oferty.csv"):
        if row["kod_zawodu"] == SURPLUS.occupation and row["teryt_powiat"] != "1604":
            assert int(row["bezrobotni"]) > 2 * int(row["oferty"])
            seen.add(row["teryt_powiat"])
    assert len(seen) == 11


def test_the_emptying_school_admits_nobody_any_more(files: Path, opolskie: Sample) -> None:
    school = next(school for school in opolskie.schools["16"] if school.role == "emptying_school")
    grades: dict[str, dict[int, int]] = defaultdict(dict)
    for row in rows_of(files / "sio.csv"):
        if row["rspo"] == str(school.rspo):
            grades[row["rok_szkolny"]][int(row["klasa"])] = int(row["uczniowie"])
    assert school.powiat.code in planted()["emptying_school"].powiats
    assert [grades[f"{year}/{year + 1}"][1] for year in range(2017, 2027)] == [64, 62, 58, 52, 44, 36, 27, 18, 0, 0]
    assert sum(grades["2026/2027"].values()) > 0


def test_the_occupation_out_of_reach_is_taught_somewhere_and_nowhere_near() -> None:
    truth, sample = planted()["out_of_reach"], Sample(Plan())
    powiat = sample.plan.ground.powiats[truth.powiats[0]]
    distances = [
        school.place.km_to(powiat)
        for schools in sample.schools.values()
        for school in schools
        for course in sample.offers.of(school)
        if course.occupation.code == truth.occupation
    ]
    assert distances and min(distances) > REACH_KM
    everything = [
        school.place.km_to(powiat) for schools in sample.schools.values() for school in schools if school.kind == "TEC"
    ]
    assert min(everything) < 1  # there are schools at the place itself that might have taught it


def test_the_balanced_powiat_is_in_balance(files: Path) -> None:
    ratings = {
        (row["zmiana_popytu"], row["relacja"])
        for row in rows_of(files / "barometr.csv")
        if row["teryt_powiat"] in planted()["balanced_powiat"].powiats
    }
    assert ratings == {("3", "3")}


@pytest.mark.parametrize(
    ("truth", "file", "years"), [("missing_barometer", "barometr.csv", 1), ("missing_vacancies", "oferty.csv", 2)]
)
def test_some_inputs_are_missing(files: Path, truth: str, file: str, years: int) -> None:
    powiat = planted()[truth].powiats[0]
    there = {row["rok"] for row in rows_of(files / file) if row["teryt_powiat"] == powiat}
    assert there == {str(year) for year in range(2017, 2027 - years)}


def test_one_powiat_was_never_monitored(files: Path) -> None:
    there = {row["teryt_powiat"] for row in rows_of(files / "graduates.csv")}
    assert planted()["missing_graduates"].powiats[0] not in there and len(there) == 11


def test_small_numbers_are_there_to_be_hidden(files: Path) -> None:
    counts = [int(row["uczniowie"]) for row in rows_of(files / "sio.csv")]
    assert 0.004 < sum(0 < count < 10 for count in counts) / len(counts) < 0.7
