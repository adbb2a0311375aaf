"""`/healthz` says what stands and what does not, to everybody, without secrets."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from koordynata.jobs.presence import BEAT_SECONDS, DEAD_AFTER_SECONDS, present
from koordynata.jobs.queues import PEOPLE, QUEUES, WAREHOUSE
from koordynata.web import health


def ask() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/healthz")
    return answer.status_code, answer.json()


def make_task(
    status: str, age: timedelta = timedelta(), started: timedelta | None = None, **more: Any
) -> DBTaskResult[Any, Any]:
    now = timezone.now()
    task = DBTaskResult.objects.create(
        status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="somewhere", backend_name="default",
        run_after=now - age, started_at=None if started is None else now - started, exception_class_path="", traceback="", **more,
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - age)
    return task


@pytest.fixture
def workers() -> Iterator[None]:
    """Both workers live and have nothing to do."""
    with present("people", [PEOPLE]), present("warehouse", [WAREHOUSE]):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("workers")
class TestStanding:
    def test_it_works(self) -> None:
        status, answer = ask()
        assert status == 200
        assert set(answer) == {"status", "database", "queues", "warehouse", "version"}
        assert answer["status"] == "ok" and answer["version"] == health.VERSION
        assert answer["database"] == {"vendor": connection.vendor, "ok": True}
        assert set(answer["queues"]) == set(QUEUES)
        for queue in answer["queues"].values():
            assert queue.pop("worker_seen") is not None
            assert queue == {"ok": True, "alive": True, "waiting": 0, "failed": 0}

    def test_it_says_no_secrets_and_is_not_kept(self) -> None:
        answer = Client().get("/healthz")
        name = str(settings.DATABASES["default"]["NAME"])
        assert settings.SECRET_KEY not in answer.text and name not in answer.text
        assert "no-store" in answer.headers["Cache-Control"]

    def test_only_reading(self) -> None:
        assert Client().post("/healthz").status_code == 405

    def test_the_number_of_queries_does_not_grow(self) -> None:
        with CaptureQueriesContext(connection) as empty:
            Client().get("/healthz")
        for _ in range(3):
            make_task(TaskResultStatus.READY)
        with CaptureQueriesContext(connection) as full:
            Client().get("/healthz")
        assert len(full) == len(empty) <= 6

    def test_waiting_and_failed_tasks_are_counted_in_their_queue(self) -> None:
        make_task(TaskResultStatus.READY)
        make_task(TaskResultStatus.FAILED, started=timedelta(minutes=1), queue_name=WAREHOUSE)
        status, answer = ask()
        assert (status, answer["status"]) == (200, "ok")
        counts = {name: (queue["waiting"], queue["failed"]) for name, queue in answer["queues"].items()}
        assert counts == {PEOPLE: (1, 0), WAREHOUSE: (0, 1)}

    def test_a_task_that_a_living_worker_leaves_alone_tells_that_it_hangs(self) -> None:
        make_task(TaskResultStatus.READY, age=timedelta(minutes=6))
        status, answer = ask()
        assert (status, answer["status"]) == (200, "degraded")
        assert not answer["queues"][PEOPLE]["ok"] and answer["queues"][WAREHOUSE]["ok"]

    def test_a_busy_worker_is_late_and_does_not_hang(self) -> None:
        make_task(TaskResultStatus.READY, age=timedelta(minutes=6))
        make_task(TaskResultStatus.RUNNING, age=timedelta(minutes=20), started=timedelta(minutes=19))
        assert ask()[1]["status"] == "ok"

    def test_the_work_of_one_queue_does_not_excuse_the_other(self) -> None:
        make_task(TaskResultStatus.READY, age=timedelta(minutes=6))
        make_task(TaskResultStatus.RUNNING, started=timedelta(minutes=19), queue_name=WAREHOUSE)
        assert ask()[1]["status"] == "degraded"

    def test_an_endless_task_is_told(self) -> None:
        make_task(TaskResultStatus.RUNNING, started=timedelta(minutes=61))
        assert ask()[1]["queues"][PEOPLE]["ok"] is False

    def test_a_task_for_later_does_not_count_as_forgotten(self) -> None:
        task = make_task(TaskResultStatus.READY, age=timedelta(minutes=60))
        DBTaskResult.objects.filter(pk=task.pk).update(run_after=timezone.now() + timedelta(days=1))
        assert ask()[1]["queues"][PEOPLE]["ok"] is True


@pytest.mark.django_db
class TestDeadWorkers:
    """An idle worker is alive; a dead one is told within `DEAD_AFTER_SECONDS`, with or without work that waits."""

    def aged(self, seconds: float) -> dict[str, Any]:
        """What is said of a worker that beat so many seconds ago."""
        with present("warehouse", [WAREHOUSE]), present("people", [PEOPLE]):
            at = time.time() - seconds
            os.utime(Path(settings.DATA_DIR) / "workers" / f"{WAREHOUSE}.warehouse", (at, at))
            return ask()[1]

    def test_one_that_missed_a_beat_is_alive(self) -> None:
        assert self.aged(BEAT_SECONDS * 2)["status"] == "ok"

    def test_one_that_missed_them_all_is_dead(self) -> None:
        answer = self.aged(DEAD_AFTER_SECONDS + 1)
        assert answer["status"] == "degraded" and answer["queues"][PEOPLE]["ok"]
        told = answer["queues"][WAREHOUSE]
        assert not told["ok"] and not told["alive"] and told["worker_seen"] is not None

    def test_before_the_first_worker_nobody_is_alive(self) -> None:
        status, answer = ask()
        assert (status, answer["status"]) == (200, "degraded")
        assert [queue["alive"] for queue in answer["queues"].values()] == [False, False]

    def test_the_figure_is_documented(self) -> None:
        page = Path(__file__).parents[2] / "docs/how-to/run-in-production.md"
        assert f"within {DEAD_AFTER_SECONDS:.0f} seconds" in page.read_text("utf-8")


@pytest.mark.django_db
class TestFallen:
    def test_a_broken_database_answers_503(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def break_down(*_: Any, **__: Any) -> None:
            raise OperationalError("disk I/O error at /secret/place")

        monkeypatch.setattr(CursorWrapper, "execute", break_down)
        status, answer = ask()
        assert status == 503
        assert answer["status"] == "failed" and answer["database"]["ok"] is False
        assert "secret" not in str(answer)

    def test_a_missing_queue_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_table(*_: Any, **__: Any) -> None:
            raise OperationalError("no such table")

        monkeypatch.setattr(type(DBTaskResult.objects.all()), "annotate", no_table)
        status, answer = ask()
        assert (status, answer["status"]) == (200, "degraded")
        assert answer["queues"] == {queue: {"ok": False} for queue in QUEUES}
