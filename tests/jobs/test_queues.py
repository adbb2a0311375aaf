"""Two queues, two workers: an import does not wait behind a rebuild, and rebuilds do not pile up."""

from __future__ import annotations

import inspect
import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from koordynata.accounts.models import User
from koordynata.intelligence import services
from koordynata.jobs import following, presence, tasks, working
from koordynata.jobs.queues import PEOPLE, QUEUES, WAREHOUSE
from koordynata.jobs.working import make_worker, take_what_waits
from koordynata.registry.models import Institution
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun
from koordynata.sources.services import check_run, confirm_run, receive_file
from tests.beside import PATIENCE, Gate, in_thread, together, wait_for
from tests.sources.rspo.files import COMPLEX, SCHOOL, csv_of


@pytest.fixture(autouse=True)
def _real_queues(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": [*QUEUES]}}


def work_off(*queues: str) -> None:
    take_what_waits(make_worker(queues))


def status_of(task: Any) -> list[str]:
    return list(
        DBTaskResult.objects.filter(task_path=task.module_path).order_by("enqueued_at").values_list("status", flat=True)
    )


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """A rebuild stops half-way, having read some tables and while it reads the next."""
    gate = Gate()

    def stuck(work: Any, emptied: bool) -> dict[str, int]:
        rows = Institution.objects.order_by("pk").values_list("pk").iterator()
        next(rows, None)
        gate.stop_here()
        return {}

    monkeypatch.setattr(services, "_make", stuck)
    return gate


@pytest.fixture
def confirmed(own_connections: None, land: Any, lists: Any, coordinator: User, tmp_path: Any) -> ImportRun:
    """A run that waits for a worker, behind a rebuild that was asked for before."""
    following.ask_for(tasks.rebuild_marts)
    path = tmp_path / "rspo.csv"
    path.write_text(csv_of([COMPLEX, SCHOOL]), "utf-8")
    run = receive_file(source="rspo", content=path, file_name="rspo.csv", by=coordinator)
    check_run(run=run, by=coordinator)
    confirm_run(run=run, by=coordinator)
    tasks.apply_import_run.enqueue(run.pk)
    return run


def test_an_import_is_applied_while_a_rebuild_is_under_way(confirmed: ImportRun, gate: Gate) -> None:
    with in_thread(lambda: work_off(WAREHOUSE), gate):
        work_off(PEOPLE)
        confirmed.refresh_from_db()
        assert confirmed.state == RunState.APPLIED and Institution.objects.count() == 2
        assert status_of(tasks.rebuild_marts)[0] == TaskResultStatus.RUNNING


def test_control_one_worker_for_both_leaves_the_import_waiting(confirmed: ImportRun, gate: Gate) -> None:
    with in_thread(lambda: work_off(*QUEUES), gate):
        confirmed.refresh_from_db()
        assert confirmed.state == RunState.APPLYING and not Institution.objects.exists()
        assert status_of(tasks.apply_import_run) == [TaskResultStatus.READY]
    confirmed.refresh_from_db()
    assert confirmed.state == RunState.APPLIED


def test_every_queue_is_served_and_known_to_the_backend() -> None:
    from koordynata.cli.management.commands.serve import _WORKERS

    assert settings.TASKS["default"]["QUEUES"] == list(QUEUES)
    for processes, workers in _WORKERS.items():
        assert sorted(queue for queues in workers for queue in queues) == (sorted(QUEUES) if processes else [])
    assert tasks.rebuild_marts.queue_name == WAREHOUSE and tasks.apply_import_run.queue_name == PEOPLE


class TestCoalescing:
    """However many ask, one rebuild waits."""

    @pytest.mark.django_db
    def test_asked_for_while_one_waits(self) -> None:
        for _ in range(3):
            following.follow_import(ImportRun(changed=1))
        assert status_of(tasks.rebuild_marts) == [TaskResultStatus.READY]

    @pytest.mark.django_db
    def test_asked_for_while_one_runs(self) -> None:
        """It may have read the registers before they changed: one more must follow, and only one."""
        following.ask_for(tasks.rebuild_marts)
        DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
        for _ in range(3):
            following.ask_for(tasks.rebuild_marts)
        assert status_of(tasks.rebuild_marts) == [TaskResultStatus.RUNNING, TaskResultStatus.READY]

    def test_asked_for_at_the_same_moment(self, own_connections: None) -> None:
        ask = together(8, lambda: following.ask_for(tasks.rebuild_marts))
        assert ask == [None] * 8
        assert status_of(tasks.rebuild_marts) == [TaskResultStatus.READY]

    def test_control_without_taking_turns_they_pile_up(self, own_connections: None, monkeypatch: Any) -> None:
        """All look before the first one writes, as they may when nothing makes them wait."""
        all_looked = threading.Barrier(2)
        ask_without_transaction: Any = inspect.unwrap(following.ask_for)
        monkeypatch.setattr(following, "_wait_for_other_askers", lambda: None)
        look = DBTaskResult.objects.filter

        def look_together(**what: Any) -> Any:
            found = look(**what).exists()
            all_looked.wait(PATIENCE)
            return type("Seen", (), {"exists": lambda self: found})()

        monkeypatch.setattr(DBTaskResult.objects, "filter", look_together)
        together(2, lambda: ask_without_transaction(tasks.rebuild_marts))  # without its transaction
        monkeypatch.undo()
        assert DBTaskResult.objects.count() == 2


@pytest.fixture
def locked(own_connections: None) -> Iterator[None]:
    """Somebody holds SQLite's one write lock, as an import does while it is applied, for longer than one waits."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows, and workers skip locked ones")
    gate = Gate()

    def hold() -> None:
        with transaction.atomic():
            gate.stop_here()

    with in_thread(hold, gate):
        connection.cursor().execute("PRAGMA busy_timeout=0")
        yield


def test_an_idle_worker_does_not_ask_for_the_write_lock(locked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "is_locked_database_exception", lambda error: False)
    work_off(WAREHOUSE)
    with pytest.raises(OperationalError):  # control: the library alone would
        make_worker([WAREHOUSE]).run()


def test_the_heart_beats_on_while_the_write_lock_is_held(
    locked: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "BEAT_SECONDS", 0.001)
    with presence.present("one", [WAREHOUSE]):
        os.utime(settings.DATA_DIR / "workers" / f"{WAREHOUSE}.one", (0, 0))
        assert wait_for(lambda: presence.last_beats()[WAREHOUSE].timestamp() > 0)


@pytest.mark.parametrize("waits_for_the_end", [True, False])
def test_a_worker_outlives_a_long_import(
    own_connections: None, request: Any, monkeypatch: pytest.MonkeyPatch, waits_for_the_end: bool
) -> None:
    following.ask_for(tasks.rebuild_marts)
    request.getfixturevalue("locked")
    if not waits_for_the_end:
        monkeypatch.setattr(working, "is_locked_database_exception", lambda error: False)
        with pytest.raises(OperationalError):
            work_off(WAREHOUSE)
        return
    work_off(WAREHOUSE)
    assert status_of(tasks.rebuild_marts) == [TaskResultStatus.READY]
