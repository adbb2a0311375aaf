"""The generator: the same seed writes the same bytes, in just the numbers that were promised."""

import csv
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from koordynata.cli.sample.chance import Chance
from koordynata.cli.sample.generate import Sample
from koordynata.cli.sample.network import EXAMPLE, VOCATIONAL
from koordynata.cli.sample.numbers import RSPO_BASE, nip_number, regon_number
from koordynata.cli.sample.plan import Plan, read_profiles
from koordynata.foundation.identifiers import is_nip, is_regon, is_rspo


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";", quoting=csv.QUOTE_NONE))


def test_the_same_seed_writes_the_same_bytes(files: Path, tmp_path: Path) -> None:
    Sample(Plan(regions=("16",))).write(tmp_path)
    assert digests(tmp_path) == digests(files)


def test_another_seed_writes_others(files: Path, tmp_path: Path) -> None:
    Sample(Plan(regions=("16",), seed=7)).write(tmp_path)
    other, own = digests(tmp_path), digests(files)
    assert [name for name in own if own[name] == other[name]] == []


def test_a_region_is_the_same_whichever_others_are_made(files: Path, tmp_path: Path) -> None:
    Sample(Plan(regions=("08", "16"))).write(tmp_path)
    own, both = rows_of(files / "sio.csv"), rows_of(tmp_path / "sio.csv")
    assert [row for row in both if row["rspo"].startswith("916")] == own


def test_opolskie_has_78_vocational_schools_in_56_complexes(files: Path) -> None:
    rows = rows_of(files / "rspo.csv")
    kinds = Counter(row["Typ"] for row in rows)
    complexes = {row["Numer RSPO"] for row in rows if row["Typ"] == "Zespół szkół i placówek oświatowych"}
    vocational = [row for row in rows if row["Typ"] in NAMES_OF_VOCATIONAL]
    assert (len(vocational), len(complexes)) == (78, 56)
    assert {row["RSPO podmiotu nadrzędnego"] for row in vocational} == complexes
    assert kinds["Technikum"] > kinds["Branżowa szkoła I stopnia"] > kinds["Branżowa szkoła II stopnia"] > 0
    assert kinds["Szkoła policealna"] > 0


NAMES_OF_VOCATIONAL = {
    "Technikum",
    "Branżowa szkoła I stopnia",
    "Branżowa szkoła II stopnia",
    "Szkoła policealna",
}


@pytest.mark.parametrize("region", sorted(read_profiles()))
def test_every_region_has_what_its_profile_says(region: str) -> None:
    sample = Sample(Plan(regions=(region,)))
    schools, profile = sample.schools[region], read_profiles()[region]
    assert sum(school.kind in VOCATIONAL for school in schools) == profile.schools
    assert sum(school.kind == "COMPLEX" for school in schools) == profile.complexes
    assert len({school.rspo for school in schools}) == len(schools)


def test_every_vocational_school_teaches_something_today(opolskie: Sample) -> None:
    empty = [
        school.name for school in opolskie.schools["16"]
        if school.kind in VOCATIONAL and not opolskie.pupils.today(school)
    ]  # fmt: skip
    assert empty == []


def test_institutions_say_that_they_are_invented(files: Path) -> None:
    rows = rows_of(files / "rspo.csv")
    assert [row["Nazwa"] for row in rows if EXAMPLE not in row["Nazwa"]] == []
    assert {row["Imię i nazwisko dyrektora"] + row["Telefon"] for row in rows} == {""}
    assert {row["E-mail"].rpartition(".")[0].rpartition(".")[2] for row in rows} == {"example"}


def test_numbers_have_right_check_digits_in_nobodys_range(files: Path) -> None:
    for row in rows_of(files / "rspo.csv"):
        assert is_rspo(row["Numer RSPO"]) and int(row["Numer RSPO"]) > RSPO_BASE
        assert is_regon(row["REGON"].strip('="'))
        assert not row["NIP"] or is_nip(row["NIP"].strip('="'))


def test_check_digits_hold_over_the_whole_range() -> None:
    numbers = [RSPO_BASE + region * 10_000 + place for region in range(0, 34, 2) for place in range(1, 10_000, 97)]
    assert all(is_regon(regon_number(number)) and is_nip(nip_number(number)) for number in numbers)
    assert len({regon_number(number) for number in numbers}) == len(numbers)


def test_codes_are_written_as_the_register_writes_them(files: Path) -> None:
    line = (files / "rspo.csv").read_text("utf-8-sig").splitlines()[1]
    assert ';="16";="1601";' in line
    assert (files / "rspo.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_grades_shrink_and_graduates_leave(files: Path) -> None:
    """Nobody comes in from the side: a grade is never larger than the grade before was the year before."""
    counts = {
        (row["rspo"], row["kod_zawodu"], int(row["rok_szkolny"][:4]), int(row["klasa"])): int(row["uczniowie"])
        for row in rows_of(files / "sio.csv")
    }
    grown = [
        key
        for key, pupils in counts.items()
        if key[3] > 1 and pupils > counts.get((key[0], key[1], key[2] - 1, key[3] - 1), 10**6)
    ]
    assert grown == []
    for row in rows_of(files / "sio.csv"):
        assert int(row["absolwenci"] or 0) <= int(row["uczniowie"])
        assert row["rok_szkolny"] != "2026/2027" or row["absolwenci"] == ""


def test_the_young_grow_fewer_in_opolskie_than_in_malopolskie() -> None:
    sample = Sample(Plan(regions=("16", "12")))

    def change(region: str) -> float:
        powiats = sample.plan.ground.powiats_of(region)
        first, last = (sum(sample.people.births(powiat, year) for powiat in powiats) for year in (2008, 2025))
        return last / first

    assert change("16") < 0.5 < change("12")


def test_unknown_regions_are_refused() -> None:
    with pytest.raises(ValueError, match="17"):
        Plan(regions=("16", "17"))


class TestChance:
    chance = Chance(1)

    def test_draws_are_repeatable_and_spread(self) -> None:
        draws = [self.chance.share("x", n) for n in range(2000)]
        assert draws == [Chance(1).share("x", n) for n in range(2000)]
        assert 0.47 < sum(draws) / 2000 < 0.53 and min(draws) >= 0 and max(draws) < 1

    def test_people_keep_the_expected_value(self) -> None:
        counts = [self.chance.people(2.3, n) for n in range(2000)]
        assert set(counts) == {2, 3} and 2.25 < sum(counts) / 2000 < 2.35
        assert self.chance.people(-1, "none") == 0

    def test_the_bell_stands_in_the_middle(self) -> None:
        draws = [self.chance.bell(n) for n in range(2000)]
        assert abs(sum(draws) / 2000) < 0.08 and 0.85 < sum(d * d for d in draws) / 2000 < 1.15

    def test_draw_takes_different_items_and_leaves_the_weightless(self) -> None:
        for turn in range(50):
            drawn = self.chance.draw("abcd", [1, 5, 0, 1], 3, turn)
            assert sorted(drawn) == ["a", "b", "d"]
        firsts = Counter(self.chance.draw("ab", [1, 9], 1, turn)[0] for turn in range(500))
        assert firsts["b"] > 400
