"""How far an import is can be seen while it is applied, and it can be called off until its last row is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.test import Client

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM, find_breaks
from koordynata.foundation.models import AuditEvent
from koordynata.jobs import tasks
from koordynata.registry.models import Institution
from koordynata.sources import applying as writing_rows
from koordynata.sources.enums import RunState
from koordynata.sources.errors import NotAllowed, Stopped, WrongState
from koordynata.sources.locks import working_on
from koordynata.sources.models import ImportRun
from koordynata.sources.services import apply_run, cancel_run, check_run, confirm_run, receive_file
from koordynata.sources.work import ask_to_stop, standing_of
from koordynata.sources.writing import insert_frame
from tests.beside import Gate, in_thread, wait_for

BEFORE = ("1;Zespół;1607;;", "2;Technikum;1609;1;200", "3;Znika;1609;1;50")
AFTER = ("1;Zespół;1607;;", "2;Inna nazwa;1609;1;210", "4;Nowa;1609;1;50")


@pytest.fixture
def waiting(load: Callable[..., Any], write: Any, coordinator: User) -> Callable[[], ImportRun]:
    """A confirmed run of the coordinator's that adds, changes and withdraws."""

    def _waiting() -> ImportRun:
        load(*BEFORE)
        path = write(*AFTER)
        run = receive_file(source="toy", content=path, file_name=path.name, by=coordinator)
        check_run(run=run, by=coordinator)
        return confirm_run(run=run, by=coordinator)

    return _waiting


def everything() -> dict[str, list[Any]]:
    """All rows of all tables but the run's own state and the audit chain."""
    models = [model for model in apps.get_models() if model is not ImportRun and model._meta.app_label != "foundation"]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))


class Halfway:
    """Stops an import after its first rows are written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gate, insert = Gate(), insert_frame

        def halting(model: Any, frame: Any, written: Any) -> None:
            insert(model, frame, written)
            if model is Institution and self.armed:
                self.gate.stop_here()

        self.armed = False
        monkeypatch.setattr(writing_rows, "insert_frame", halting)


@pytest.fixture
def halfway(monkeypatch: pytest.MonkeyPatch) -> Halfway:
    return Halfway(monkeypatch)


@pytest.fixture
def browser(own_connections: None, coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    return client


@pytest.fixture
def applying(
    own_connections: None, waiting: Callable[[], ImportRun], halfway: Halfway, browser: Client
) -> Iterator[tuple[ImportRun, Any]]:
    """A run that a worker applies and is in the middle of; and what stood in the database before."""
    run = waiting()
    before, halfway.armed = everything(), True
    with in_thread(lambda: tasks.apply_import_run.call(run.pk), halfway.gate):
        yield run, before


def nobody_can_write(run: ImportRun) -> bool:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=0" if connection.vendor == "sqlite" else "SET lock_timeout='1ms'")
    try:
        ImportRun.objects.filter(pk=run.pk).update(rows=0)
    except OperationalError:
        return True
    finally:
        if connection.vendor == "postgresql":
            cursor.execute("RESET lock_timeout")
    return False


def test_progress_is_seen_and_cancel_works_while_the_transaction_is_open(
    applying: tuple[ImportRun, Any], halfway: Halfway, coordinator: User, browser: Client
) -> None:
    run, before = applying
    assert nobody_can_write(run), "else this test says nothing"
    page = browser.get(f"/importy/{run.pk}/?poll=1", headers={"HX-Request": "true"})
    standing = standing_of(run.pk)
    assert standing is not None and 40 < standing.percent < 95
    assert f'value="{standing.percent}"' in page.content.decode()
    answer = browser.post(f"/importy/{run.pk}/anuluj/")
    assert answer.status_code == 302
    stopping = standing_of(run.pk)
    assert stopping is not None and stopping.stopping
    assert "anuluj" not in browser.get(f"/importy/{run.pk}/").content.decode().split("<main")[1]
    halfway.gate.opened.set()
    assert wait_until_rested(run) == RunState.CANCELLED
    assert everything() == before and standing_of(run.pk) is None
    assert verbs()[-2:] == ["import.confirmed", "import.cancelled"] and find_breaks() == []
    assert AuditEvent.objects.latest("id").actor_label == coordinator.audit_label


def test_control_without_the_cancel_it_is_applied(applying: tuple[ImportRun, Any], halfway: Halfway) -> None:
    run, before = applying
    halfway.gate.opened.set()
    assert wait_until_rested(run) == RunState.APPLIED
    assert everything() != before and verbs()[-1] == "import.applied"


def wait_until_rested(run: ImportRun) -> str:
    assert wait_for(lambda: ImportRun.objects.get(pk=run.pk).state != RunState.APPLYING)
    return ImportRun.objects.get(pk=run.pk).state


@pytest.mark.django_db
class TestWhen:
    """Before, at each step, and after."""

    def test_while_it_waits_for_a_worker_at_once(self, waiting: Any, coordinator: User) -> None:
        run = waiting()
        before = everything()
        assert cancel_run(run=run, by=coordinator).state == RunState.CANCELLED
        assert tasks.apply_import_run.call(run.pk) == RunState.CANCELLED
        with pytest.raises(WrongState):
            apply_run(run_id=run.pk)
        assert everything() == before

    def test_twice_is_once(self, waiting: Any, coordinator: User) -> None:
        run = waiting()
        for _ in range(2):
            assert cancel_run(run=run, by=coordinator).state == RunState.CANCELLED
        assert verbs().count("import.cancelled") == 1

    @pytest.mark.parametrize("at", [1, 30, 40, 50, 95])
    def test_at_each_step_of_the_apply(self, waiting: Any, coordinator: User, at: int) -> None:
        run = waiting()
        before = everything()
        with pytest.raises(Stopped):
            apply_run(run_id=run.pk, progress=asking_at(at, run, coordinator))
        run.refresh_from_db()
        assert run.state == RunState.CANCELLED and everything() == before

    @pytest.mark.parametrize("at", [10, 35, 60, 90])
    def test_at_each_step_of_the_check(self, waiting: Any, write: Any, coordinator: User, at: int) -> None:
        path = write(*AFTER)
        run = receive_file(source="toy", content=path, file_name=path.name, by=coordinator)
        if at < 90:
            with pytest.raises(Stopped):
                check_run(run=run, by=coordinator, progress=asking_at(at, run, coordinator))
        else:  # too late: the result is kept, and can be given up
            check_run(run=run, by=coordinator, progress=asking_at(at, run, coordinator))
        run.refresh_from_db()
        assert run.state == (RunState.CANCELLED if at < 90 else RunState.READY)

    def test_after_the_last_row_it_is_too_late_and_said_so(self, waiting: Any, coordinator: User) -> None:
        run = apply_run(run_id=waiting().pk)
        with pytest.raises(WrongState):
            cancel_run(run=run, by=coordinator)
        with working_on(run.pk), pytest.raises(WrongState):  # being undone, say
            cancel_run(run=run, by=coordinator)

    def test_a_cancelled_file_can_be_loaded_again(self, waiting: Any, load: Any, coordinator: User) -> None:
        cancel_run(run=waiting(), by=coordinator)
        assert load(*AFTER).state == RunState.APPLIED

    def test_who_may_not_cannot_ask_either(self, waiting: Any, stranger: User) -> None:
        run = waiting()
        with working_on(run.pk):
            with pytest.raises(NotAllowed):
                cancel_run(run=run, by=stranger)
            standing = standing_of(run.pk)
            assert standing is not None and not standing.stopping


def asking_at(percent: int, run: ImportRun, by: User) -> Callable[[int], None]:
    """Somebody presses the button when the work is so far."""
    return lambda now: ask_to_stop(run.pk, by) if now >= percent else None


class TestRequests:
    """A request reaches the work it was meant for, and no other."""

    def test_nobody_is_there(self, db: None) -> None:
        ask_to_stop(7, SYSTEM)
        assert standing_of(7) is None
        with working_on(7) as work:
            work(10)

    def test_one_that_came_too_late_does_not_hit_the_next(self, db: None, settings: Any) -> None:
        folder = settings.DATA_DIR / "locks"
        with working_on(7) as work:
            ask_to_stop(7, SYSTEM)
            asked = (folder / "run-7.stop").read_text()
            with pytest.raises(Stopped):
                work(10)
        with working_on(7) as work:
            (folder / "run-7.stop").write_text(asked)
            work(10)
            standing = standing_of(7)
            assert standing is not None and (standing.percent, standing.stopping) == (10, False)

    def test_what_a_killed_worker_left_is_gone_with_the_next(self, db: None, settings: Any) -> None:
        with working_on(7) as work:
            work(70)
            left = (settings.DATA_DIR / "locks" / "run-7.work").read_text()
        (settings.DATA_DIR / "locks" / "run-7.work").write_text(left)
        with working_on(7):
            standing = standing_of(7)
            assert standing is not None and standing.percent == 0
