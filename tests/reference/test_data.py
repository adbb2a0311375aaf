"""The lists of the package fit together, and agree with public files where those are at hand."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from koordynata.reference.package import DATA, packaged_lists

Row = dict[str, str]


def own(name: str) -> list[Row]:
    return rows_of(DATA / f"{name}.csv")


def rows_of(path: Path, delimiter: str = ",") -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def codes(name: str, column: str = "code") -> set[str]:
    return {row[column] for row in own(name)}


def test_every_list_has_its_edition() -> None:
    for packaged in packaged_lists():
        assert packaged.version and packaged.publisher and packaged.licence, packaged.source


def test_the_country_is_complete() -> None:
    kinds = [row["kind"] for row in own("territories")]
    assert {kind: kinds.count(kind) for kind in ("country", "voivodeship", "powiat")} == {
        "country": 1, "voivodeship": 16, "powiat": 380,
    }  # fmt: skip
    assert sum(row["city_rights"] == "1" for row in own("territories")) == 66


def test_every_powiat_has_a_seat_coordinates_and_nuts() -> None:
    for row in own("territories"):
        if row["kind"] == "powiat":
            assert row["parent"] == row["code"][:2], row
            assert row["seat"] and re.fullmatch("PL[0-9A-Z]{3}", row["nuts3"]), row
            assert 49 < float(row["lat"]) < 55 and 14 < float(row["lon"]) < 24.2, row


def test_occupations_lead_somewhere() -> None:
    occupations, branches, types = codes("occupations"), codes("branches"), codes("school_types")
    assert len(branches) == 32
    for row in own("occupations"):
        assert row["branch"] in branches, row
        assert set(row["school_types"].split()) <= types, row
        assert set(row["replaced_by"].split()) <= occupations - {row["code"]}, row
        assert row["status"] in {"certain", "uncertain", "draft"}, row


def unfounded(lists: set[str]) -> set[str]:
    """Lists of which an edition is told and of which there is no file."""
    folders = (DATA, DATA.parents[1] / "intelligence" / "data")
    return {name for name in lists if not any(list(folder.glob(f"{name}.*")) for folder in folders)}


def test_no_edition_is_told_of_a_list_that_is_not_there() -> None:
    assert unfounded(codes("versions", "list")) == set()
    assert unfounded({"occupations", "nonsense"}) == {"nonsense"}


# From 215 in the regulation of 2019 to 219 after its first amendment: the official counts.
@pytest.mark.parametrize(("year", "admitting"), [(2019, 215), (2020, 219)])
def test_as_many_occupations_admit_pupils_as_the_regulation_says(year: int, admitting: int) -> None:
    rows = own("occupations")
    assert sum(int(row["opened"] or 0) <= year <= int(row["closed"] or 9999) for row in rows) == admitting


def told_by_years() -> set[tuple[str, str, str]]:
    """Changes since 2020 that follow from the years in the list of occupations."""
    rows = own("occupations")
    added = {(row["opened"], "added", row["code"]) for row in rows if row["opened"] >= "2020"}
    closed = {(str(int(row["closed"]) + 1), "no_admission", row["code"]) for row in rows if row["closed"] >= "2020"}
    return added | closed


def test_changes_and_years_say_the_same() -> None:
    changes, names = own("occupation_changes"), {row["code"]: row["name_pl"] for row in own("occupations")}
    coded = [row for row in changes if row["code"]]
    assert {(row["year"], row["change"], row["code"]) for row in coded} == told_by_years()
    assert [row for row in coded if row["name"] != names[row["code"]]] == []


def test_what_has_no_code_is_told_and_nowhere_made_up() -> None:
    unknown = [row for row in own("occupation_changes") if not row["code"]]
    named = {(row["name"], row["opened"]) for row in own("occupations_without_code")}
    assert {(row["name"], row["year"]) for row in unknown if row["name"]} == named
    assert [(row["branch"], row["status"]) for row in unknown if not row["name"]] == [("INF", "draft")]
    assert {row["name_pl"] for row in own("occupations")}.isdisjoint(name for name, _year in named)


@pytest.mark.parametrize("name", ["occupation_changes", "occupations_artistic"])
def test_every_fact_has_a_source_and_the_day_on_which_it_was_seen(name: str) -> None:
    for row in own(name):
        assert row["source"] and re.fullmatch(r"20\d\d-\d\d-\d\d", row["seen"]), row
        assert row["status"] in {"certain", "uncertain", "draft"}, row


def test_occupations_of_art_schools_stand_apart() -> None:
    assert codes("occupations_artistic").isdisjoint(codes("occupations"))


@pytest.mark.parametrize("name", ["occupation_school_types", "occupation_qualifications"])
def test_links_of_occupations(name: str) -> None:
    assert codes(name, "occupation") <= codes("occupations")


def test_qualifications_begin_with_a_branch() -> None:
    assert {code[:3] for code in codes("qualifications")} <= codes("branches")


def test_crosswalks_start_at_occupations_and_end_at_groups() -> None:
    groups, occupations = codes("barometer_groups"), codes("occupations")
    for row in own("crosswalks"):
        assert row["from_code"] in occupations, row
        assert row["to_scheme"] != "BAROMETER" or row["to_code"] in groups, row


def test_members_are_territories() -> None:
    assert codes("functional_area_members", "member") <= codes("territories")
    assert codes("functional_area_members", "area") == codes("functional_areas")


@pytest.mark.real_files
def test_powiats_agree_with_the_public_file(real_files: Path) -> None:
    public = rows_of(real_files / "territory" / "powiaty_teryt_nuts_centroids.csv")
    nuts = {row["code"]: row["nuts3"] for row in own("territories") if row["kind"] == "powiat"}
    assert nuts == {row["teryt"]: row["nuts3"] for row in public}


@pytest.mark.real_files
def test_occupations_of_2020_agree_with_the_public_file(real_files: Path) -> None:
    ours = {row["code"]: row for row in own("occupations")}
    public = {row["kod_zawodu"]: row["nazwa"].lower() for row in rows_of(real_files / "occupations" / "kzsb_2020.csv")}
    art_schools = codes("occupations_artistic")  # a classification of their own
    assert public.keys() - ours.keys() == art_schools
    assert {code: ours[code]["name_pl"].lower() for code in public.keys() & ours.keys()} == {
        code: name for code, name in public.items() if code not in art_schools
    }


@pytest.mark.real_files
def test_every_school_occupation_of_the_labour_classification_is_there(real_files: Path) -> None:
    """A trailing S marks school occupations in the file of 2023, the letter stands right behind the name."""
    marked = set()
    for row in rows_of(real_files / "occupations" / "kzis-hierarchy-2023.tsv", "\t"):
        if len(row["class"]) == 6 and row["name"].endswith("S") and row["class"] != "242302":  # Doradca EURES
            marked.add(row["class"])
    assert len(marked) == 234 and marked <= codes("occupations") | codes("occupations_artistic")


@pytest.mark.real_files
def test_the_cartogram_is_made_by_its_script(tmp_path: Path) -> None:
    build = pytest.importorskip("koordynata.reference.cartogram.build")
    build.main(DATA / "territories.csv", tmp_path / "cartogram.json")
    assert (tmp_path / "cartogram.json").read_bytes() == (DATA / "cartogram.json").read_bytes()
