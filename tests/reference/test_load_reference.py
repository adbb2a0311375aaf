"""The lists of the package go in whole, once, and never over an operator's edition."""

from __future__ import annotations

from pathlib import Path

from koordynata.foundation.audit import SYSTEM
from koordynata.reference.models import BarometerGroup, ListVersion, Occupation, Territory
from koordynata.reference.package import ORDER
from koordynata.reference.services import load_reference, record_list_version
from koordynata.sources.models import ImportRun
from koordynata.sources.services import import_file
from tests.loading import problems_of


def test_it_works(loaded: None) -> None:
    assert Territory.objects.count() >= 1 + 16 + 380
    assert set(ListVersion.objects.values_list("list", flat=True)) == set(ORDER)


def test_a_second_time_nothing_is_read(loaded: None) -> None:
    runs = ImportRun.objects.count()
    assert all(run is None for _, run in load_reference(by=SYSTEM))
    assert ImportRun.objects.count() == runs


def test_a_list_of_another_content_is_loaded_again(loaded: None) -> None:
    ListVersion.objects.filter(list="branches").update(sha256="")
    assert [(p.source, run.counts()["unchanged"]) for p, run in load_reference(by=SYSTEM) if run] == [("branches", 32)]


def test_paths_lead_down_the_tree(loaded: None) -> None:
    powiat = Territory.objects.get(code="1607")
    assert (powiat.path, powiat.parent_id) == ("16/1607/", Territory.objects.get(code="16").pk)
    area = Territory.objects.get(code="ITI-KRK")
    assert (area.kind, area.voivodeship_code) == ("functional_area", "12")
    assert "1261" in area.members.values_list("member__code", flat=True)


def groups_file(tmp_path: Path) -> Path:
    path = tmp_path / "official.csv"
    path.write_text("code;name_pl;name_en\n1;spawacze;welders\n2;cieśle;carpenters\n", encoding="cp1250")
    return path


def test_an_operators_list_replaces_ours_and_stays(loaded: None, tmp_path: Path) -> None:
    run = import_file("barometer-groups", groups_file(tmp_path), by=SYSTEM, allow_shrink=True)
    record_list_version(run)
    assert set(BarometerGroup.objects.filter(withdrawn_run=None).values_list("name_pl", flat=True)) == {
        "spawacze",
        "cieśle",
    }
    ListVersion.objects.filter(list="barometer-groups", from_package=True).update(sha256="another package")
    assert all(run is None for _, run in load_reference(by=SYSTEM))


def test_a_code_that_leads_nowhere_costs_its_row(loaded: None, tmp_path: Path) -> None:
    path = tmp_path / "occupations.csv"
    path.write_text("code,name_pl,branch\n311928,technik transportu kolejowego,XYZ\n", encoding="utf-8")
    run = import_file("occupations", path, by=SYSTEM, allow_shrink=True)
    assert problems_of(run) == [(2, "branch", "branch_unknown")]


def test_every_occupation_leads_to_its_branch(loaded: None) -> None:
    railway = Occupation.objects.get(code="311928")
    assert railway.branch.code == "TKO"
