"""TERC brings gminas and new names; an older edition turns no name back."""

from __future__ import annotations

from pathlib import Path

import pytest

from koordynata.reference.models import Territory
from tests.loading import Load, problems_of

HEADER = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA\n"


def rows(*texts: str, day: str = "2026-01-01") -> str:
    return HEADER + "".join(f"{text};{day}\n" for text in texts)


def test_gminas_go_under_their_powiats(load: Load) -> None:
    run = load("terc", rows("18;;;;PODKARPACKIE;województwo", "18;01;;;bieszczadzki;powiat", "18;01;01;3;Głuchołazy;gmina miejsko-wiejska",
                            "18;01;01;4;Głuchołazy;miasto", "18;01;01;5;Głuchołazy;obszar wiejski"))  # fmt: skip
    assert problems_of(run) == [(None, "", "terc_parts")]
    gmina = Territory.objects.get(code="180101")
    assert (gmina.name, gmina.type_name, gmina.path) == ("Głuchołazy", "gmina miejsko-wiejska", "18/1801/180101/")
    assert gmina.parent == Territory.objects.get(code="1801")
    assert run.counts() | {"changed": 0} == {
        "rows": 5,
        "created": 1,
        "changed": 0,
        "unchanged": 2,
        "removed": 0,
        "rejected": 0,
    }


def test_capitals_are_no_new_name(load: Load) -> None:
    load("terc", rows("18;;;;PODKARPACKIE;województwo", "18;01;;;Bieszczadzki;powiat"))
    assert set(Territory.objects.filter(code__in=["18", "1801"]).values_list("name", flat=True)) == {
        "podkarpackie",
        "bieszczadzki",
    }


def test_a_new_name_is_taken_a_new_powiat_is_made(load: Load) -> None:
    load(
        "terc",
        rows(
            "18;;;;PODKARPACKIE;województwo",
            "18;01;;;bieszczadzko-sanocki;powiat",
            "18;62;;;Nysa;miasto na prawach powiatu",
        ),
    )
    assert Territory.objects.get(code="1801").name == "bieszczadzko-sanocki"
    city = Territory.objects.get(code="1862")
    assert (city.city_rights, city.path, city.parent.code if city.parent else "") == (True, "18/1862/", "18")


def test_an_older_edition_turns_no_name_back(load: Load) -> None:
    run = load("terc", rows("18;01;;;dawny;powiat", day="2019-01-01"))
    assert problems_of(run) == [(None, "", "terc_older")]
    assert Territory.objects.get(code="1801").name == "bieszczadzki"


def test_the_file_says_itself_of_which_day_it_is(load: Load) -> None:
    run = load("terc", rows("18;;;;PODKARPACKIE;województwo"))
    run.snapshot.refresh_from_db()
    assert str(run.snapshot.vintage) == "2026-01-01"


def test_two_editions_in_one_file_are_refused(load: Load) -> None:
    run = load("terc", rows("18;;;;PODKARPACKIE;województwo") + "18;01;;;bieszczadzki;powiat;2025-01-01\n")
    assert (run.state, problems_of(run)) == ("refused", [(None, "STAN_NA", "terc_two_editions")])


def test_stray_quotes_stay_outside_names(load: Load) -> None:
    load("terc", rows('18;01;01;1;"Nysa";gmina miejska', '18;01;02;2;Stara "Nysa;gmina wiejska'))
    assert Territory.objects.get(code="180101").name == "Nysa"
    assert Territory.objects.get(code="180102").name == 'Stara "Nysa'


@pytest.mark.real_files
def test_the_real_file(load: Load, real_files: Path) -> None:
    powiats = dict(Territory.objects.filter(kind="powiat").values_list("code", "name"))
    run = load("terc", (real_files / "territory" / "TERC_2020-01-01.csv").read_bytes())
    assert (run.rows, run.rejected, run.removed) == (4194, 0, 0)
    assert Territory.objects.filter(kind="gmina").count() == 2477
    assert dict(Territory.objects.filter(kind="powiat").values_list("code", "name")) == powiats
    again = load("terc", (real_files / "territory" / "TERC_2020-01-01.csv").read_bytes())
    assert (again.created, again.changed) == (0, 0)
