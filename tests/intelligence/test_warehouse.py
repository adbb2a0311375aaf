"""Builds go live in one step, or not at all."""

from __future__ import annotations

import json
import threading
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.models import AuditEvent
from koordynata.intelligence import services
from koordynata.intelligence.errors import BadBuild, UnknownBuild
from koordynata.intelligence.models import LabourFlow, WarehouseBuild
from koordynata.intelligence.queries import NotAvailable, gap_by_occupation, metric_value, warehouse_state
from koordynata.intelligence.services import rebuild_warehouse, use_build
from koordynata.intelligence.warehouse import layout
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun, Snapshot

from .conftest import SIGNALLER, Land

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(story: Land) -> Land:
    story.flow("1607", SIGNALLER, 2026, vacancies=50)
    story.build()
    return story


def offers() -> float | None:
    (row,) = gap_by_occupation("1607", 2026)
    return row.demand.value


def test_nothing_built_is_said_and_not_raised(db: None) -> None:
    assert not warehouse_state().ok
    assert gap_by_occupation("1607", 2026) == ()


def test_a_new_build_is_read_at_once_and_an_old_one_can_come_back(built: Land) -> None:
    first = layout.live()
    assert first is not None
    LabourFlow.objects.update(vacancies=70)
    assert offers() == 50
    built.build()
    assert offers() == 70
    use_build(first, by=SYSTEM)
    assert offers() == 50
    assert list(AuditEvent.objects.order_by("id").values_list("verb", flat=True)) == [
        "warehouse.built", "warehouse.built", "warehouse.switched"]  # fmt: skip


def test_a_killed_build_leaves_the_old_one(built: Land, monkeypatch: Any) -> None:
    live = layout.live()

    def killed(folder: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(services, "write_staging", killed)
    with pytest.raises(KeyboardInterrupt):
        rebuild_warehouse(by=SYSTEM)
    assert (layout.live(), offers(), WarehouseBuild.objects.count()) == (live, 50, 1)
    assert not list(layout.root().glob(".build-*"))


def test_a_bad_build_never_goes_live(built: Land) -> None:
    """All inputs gone: more likely a mishap than the truth."""
    live = layout.live()
    LabourFlow.objects.all().delete()
    with pytest.raises(BadBuild, match="cell: no rows"):
        rebuild_warehouse(by=SYSTEM)
    assert (layout.live(), offers()) == (live, 50)


def test_three_builds_are_kept(built: Land, monkeypatch: Any) -> None:
    names = [layout.live()]
    for _ in range(3):
        names.append(built.build().name)
    assert sorted(layout.builds()) == sorted(filter(None, names[1:])) or len(layout.builds()) == 3
    assert WarehouseBuild.objects.count() == 3


def test_readers_see_whole_builds_while_the_pointer_moves(built: Land) -> None:
    first = layout.live()
    LabourFlow.objects.update(vacancies=70)
    second = built.build().name
    seen: set[tuple[str | None, float]] = set()

    def read() -> None:
        from koordynata.intelligence.warehouse.reading import warehouse

        for _ in range(60):
            house = warehouse()
            (row,) = house.rows("SELECT vacancies FROM cell WHERE territory = '1607' AND subject = ?", [SIGNALLER])
            seen.add((house.folder.name, row["vacancies"]))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(60):
        layout.point_to(first if turn % 2 and first else second)
    for thread in threads:
        thread.join()
    assert seen <= {(first, 50), (second, 70)}


def test_an_import_that_wrote_nothing_leaves_no_build_behind(built: Land) -> None:
    snapshot = Snapshot.objects.create(sha256="0" * 64, source="rspo", file_name="rspo.csv", size=1)
    run = ImportRun.objects.create(
        source="rspo", snapshot=snapshot, state=RunState.APPLIED, unchanged=5, finished_at=timezone.now()
    )
    assert not warehouse_state().behind
    ImportRun.objects.filter(pk=run.pk).update(changed=1)
    assert warehouse_state().behind


def test_unknown_builds_are_refused(built: Land) -> None:
    for name in ("../../etc", "20200101T000000-ffff"):
        with pytest.raises(UnknownBuild):
            use_build(name, by=SYSTEM)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_a_figure_on_the_command_line(built: Land) -> None:
    told = json.loads(run("metric", "vacancies", "--territory", "16", "--year", "2026", "--json"))
    assert (told["value"], told["silence"], told["unit"]) == (50, None, "offers")
    silent = json.loads(run("metric", "wage", "--territory", "16", "--year", "2026", "--json"))
    assert (silent["value"], silent["silence"]) == (None, "missing")
    assert "gap" in run("metric", "--list")


@pytest.mark.parametrize(
    ("name", "territory", "year", "offered"),
    [("nonsense", "16", "2026", "graduates"), ("gap", "9999", "2026", "16"), ("gap", "16", "1999", "2026")],
)
def test_an_unknown_question_says_what_there_is(
    built: Land, name: str, territory: str, year: str, offered: str
) -> None:
    with pytest.raises(CommandError, match=offered) as refused:
        run("metric", name, "--territory", territory, "--year", year)
    assert refused.value.returncode == 2


def test_a_house_without_figures_says_so(land: object) -> None:
    rebuild_warehouse(by=SYSTEM, emptied=True)
    with translation.override("en"), pytest.raises(NotAvailable, match="no figures yet"):
        metric_value("gap", territory="16", year=2026)


def test_builds_on_the_command_line(built: Land) -> None:
    assert str(layout.live()) in run("warehouse", "list")
    assert run("warehouse", "check")
    with pytest.raises(CommandError):
        run("warehouse", "use", "nothing")
