"""A worker is seen while it lives, idle or busy, and not when it is dead; what it left is done by the next one."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from koordynata.jobs import giving_back, presence
from koordynata.jobs.giving_back import give_back_tasks
from koordynata.jobs.presence import is_present, last_beats, present
from koordynata.jobs.queues import PEOPLE, QUEUES, WAREHOUSE
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun, Snapshot
from tests.beside import wait_for

LONG_AGO = 1_000_000_000.0


def file_of(queue: str, worker: str, settings: Any) -> Path:
    return Path(settings.DATA_DIR) / "workers" / f"{queue}.{worker}"


class TestHeartbeat:
    def test_nobody_is_seen_before_the_first_worker(self) -> None:
        assert last_beats() == {}

    def test_a_worker_is_seen_in_each_of_its_queues_until_it_ends(self) -> None:
        before = time.time()
        with present("one", QUEUES):
            assert {queue: at.timestamp() >= before - 1 for queue, at in last_beats().items()} == dict.fromkeys(
                QUEUES, True
            )
        assert last_beats() == {}

    def test_it_goes_on_beating(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(presence, "BEAT_SECONDS", 0.001)
        with present("one", [PEOPLE]):
            os.utime(file_of(PEOPLE, "one", settings), (LONG_AGO, LONG_AGO))
            assert wait_for(lambda: last_beats()[PEOPLE].timestamp() > LONG_AGO)

    def test_control_a_worker_that_hangs_is_not_seen_again(self, settings: Any) -> None:
        with present("one", [PEOPLE]):
            os.utime(file_of(PEOPLE, "one", settings), (LONG_AGO, LONG_AGO))
            assert last_beats()[PEOPLE] == datetime.fromtimestamp(LONG_AGO, UTC)

    def test_a_dead_worker_does_not_hide_a_living_one(self, settings: Any) -> None:
        with present("living", [PEOPLE]):
            dead = file_of(PEOPLE, "dead", settings)
            dead.touch()
            os.utime(dead, (LONG_AGO, LONG_AGO))
            assert last_beats()[PEOPLE] > datetime.fromtimestamp(LONG_AGO, UTC)
            assert is_present("living") and not is_present("dead") and not is_present("never")

    def test_files_of_the_long_dead_are_swept_away_and_others_stay(self, settings: Any) -> None:
        with present("hangs", [PEOPLE]):
            old, fresh = file_of(PEOPLE, "old", settings), file_of(PEOPLE, "fresh", settings)
            for file in (old, fresh):
                file.touch()
            for file in (old, file_of(PEOPLE, "hangs", settings)):
                os.utime(file, (LONG_AGO, LONG_AGO))
            with present("new", [WAREHOUSE]):
                left = {file.name.partition(".")[2] for file in old.parent.iterdir()}
        assert left == {"hangs", "fresh", "new"}


def left_behind(*workers: str, queue: str = PEOPLE) -> DBTaskResult[Any, Any]:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING, args_kwargs={"args": [], "kwargs": {}}, queue_name=queue, run_after=get_date_max(),
        task_path="koordynata.jobs.tasks.refresh_search", backend_name="default", worker_ids=[*workers],
        exception_class_path="", traceback="",
    )  # fmt: skip


@pytest.mark.django_db
class TestGivingBack:
    def status(self, task: DBTaskResult[Any, Any]) -> str:
        task.refresh_from_db()
        return str(task.status)

    def test_the_task_of_a_dead_worker_waits_again(self) -> None:
        task = left_behind("dead")
        assert give_back_tasks([PEOPLE]) == 1
        assert self.status(task) == TaskResultStatus.READY and task.started_at is None

    def test_control_that_of_a_living_one_does_not(self) -> None:
        task = left_behind("living")
        with present("living", [PEOPLE]):
            assert give_back_tasks([PEOPLE]) == 0
        assert self.status(task) == TaskResultStatus.RUNNING

    def test_other_queues_are_their_own_workers_business(self) -> None:
        task = left_behind("dead", queue=WAREHOUSE)
        assert give_back_tasks([PEOPLE]) == 0
        assert self.status(task) == TaskResultStatus.RUNNING

    def test_what_killed_two_workers_is_given_up_and_its_run_goes_back_to_people(self) -> None:
        snapshot = Snapshot.objects.create(sha256="0" * 64, source="rspo", size=1)
        run = ImportRun.objects.create(source="rspo", snapshot=snapshot, state=RunState.CHECKING)
        task = left_behind("dead", "dead too")
        assert giving_back.MOST_TRIES == 2 and give_back_tasks([PEOPLE]) == 0
        assert self.status(task) == TaskResultStatus.FAILED and task.exception_class_path.endswith("WorkerDied")
        run.refresh_from_db()
        assert run.state == RunState.UPLOADED
