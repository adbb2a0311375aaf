"""Background work: one service call each, harmless when run twice."""

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.jobs import following, tasks
from koordynata.registry.models import Institution, Membership
from koordynata.sources import catalogue
from koordynata.sources.enums import RunState
from koordynata.sources.locks import working_on
from koordynata.sources.models import ImportRun
from koordynata.sources.services import confirm_run, receive_file
from tests.sources.rspo.files import COMPLEX, SCHOOL, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(land, lists, tmp_path, coordinator):
    path = tmp_path / "rspo.csv"
    path.write_text(csv_of([COMPLEX, SCHOOL]), "utf-8")
    return receive_file(source="rspo", content=path, file_name="rspo.csv", by=coordinator)


def test_check_then_apply(received, coordinator):
    assert tasks.check_import_run.call(received.pk) == RunState.READY
    received.refresh_from_db()
    assert not Institution.objects.exists()
    confirm_run(run=received, by=coordinator)
    assert tasks.apply_import_run.call(received.pk) == RunState.APPLIED
    assert Institution.objects.count() == 2


def test_twice_does_no_harm(received, coordinator):
    for _ in range(2):
        assert tasks.check_import_run.call(received.pk) == RunState.READY
    confirm_run(run=received, by=coordinator)
    for _ in range(2):
        assert tasks.apply_import_run.call(received.pk) == RunState.APPLIED
    assert Institution.objects.count() == 2


def test_a_run_that_somebody_works_on_is_left_to_them(received):
    with working_on(received.pk):
        assert tasks.check_import_run.call(received.pk) == RunState.CHECKING
    assert ImportRun.objects.get(pk=received.pk).state == RunState.UPLOADED


def test_a_role_taken_away_stops_the_queued_job(received, coordinator):
    tasks.check_import_run.call(received.pk)
    confirm_run(run=ImportRun.objects.get(pk=received.pk), by=coordinator)
    Membership.objects.filter(user=coordinator).delete()
    assert tasks.apply_import_run.call(received.pk) == RunState.READY
    assert not Institution.objects.exists()


def test_a_disabled_starter_stops_the_check(received, coordinator):
    coordinator.is_active = False
    coordinator.save()
    assert tasks.check_import_run.call(received.pk) == RunState.UPLOADED


def test_dead_runs_are_given_back(received):
    ImportRun.objects.filter(pk=received.pk).update(state=RunState.CHECKING)
    assert tasks.recover_import_runs.call() == 1
    assert tasks.recover_import_runs.call() == 0


class TestFollowing:
    """What is computed from the registers follows an import."""

    def asked(self, monkeypatch, **counts):
        asked = []
        for name in following.FOLLOWERS:
            monkeypatch.setattr(
                getattr(tasks, name).__class__, "enqueue", lambda self: asked.append(self.func.__name__)
            )
        following.follow_import(ImportRun(**counts))
        return asked

    def test_after_a_change(self, monkeypatch):
        assert self.asked(monkeypatch, changed=1) == list(following.FOLLOWERS)

    def test_not_when_nothing_changed(self, monkeypatch):
        assert self.asked(monkeypatch, unchanged=5) == []

    def test_when_only_the_day_of_the_file_changed(self, monkeypatch):
        assert self.asked(monkeypatch, unchanged=5, options={"retold": True}) == list(following.FOLLOWERS)

    def test_it_is_entered_in_the_catalogue(self):
        assert following.follow_import in catalogue._after_apply


def test_system_runs_are_checked_as_the_system(land, lists, tmp_path):
    path = tmp_path / "rspo.csv"
    path.write_text(csv_of([COMPLEX]), "utf-8")
    run = receive_file(source="rspo", content=path, file_name="rspo.csv", by=SYSTEM)
    assert tasks.check_import_run.call(run.pk) == RunState.READY
