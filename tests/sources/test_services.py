"""A file on its way: who may load it, what stops it, what happens when things go wrong half-way."""

from dataclasses import replace

import pytest
from django.utils import timezone

from koordynata.foundation.audit import SYSTEM, find_breaks
from koordynata.foundation.models import AuditEvent
from koordynata.registry.models import Institution, Membership
from koordynata.registry.queries.runs import visible_runs
from koordynata.sources.enums import RunState
from koordynata.sources.errors import FileShrank, NotAllowed, PlanChanged, UploadRefused, WrongState
from koordynata.sources.limits import limits
from koordynata.sources.locks import RunBusy, working_on
from koordynata.sources.models import ImportRun
from koordynata.sources.services import (
    apply_run,
    cancel_run,
    check_run,
    confirm_run,
    receive_file,
    recover_stuck_runs,
)

pytestmark = pytest.mark.django_db

OPOLSKIE = ("1;Zespół;1607;;", "2;Technikum;1609;1;200")
MALOPOLSKIE = ("7;Technikum w Krakowie;1261;;90",)


@pytest.fixture
def receive(toy, write):
    def _receive(*lines, by=SYSTEM, **options):
        path = write(*lines)
        return receive_file(source="toy", content=path, file_name=path.name, by=by, **options)

    return _receive


@pytest.fixture
def ready(receive):
    def _ready(*lines, by=SYSTEM):
        return check_run(run=receive(*lines, by=by), by=by).run

    return _ready


def many(count, powiat="1607", first=1):
    return [f"{number};Szkoła {number};{powiat};;" for number in range(first, first + count)]


def test_step_by_step_with_an_event_for_each(ready, coordinator):
    run = ready(*OPOLSKIE, by=coordinator)
    assert run.state == RunState.READY
    assert run.territories == ["1607", "1609"]
    assert [row["label"] for row in run.preview["created"]] == ["Zespół", "Technikum"]
    assert not Institution.objects.exists()
    confirm_run(run=run, by=coordinator)
    run = apply_run(run_id=run.pk)
    assert run.state == RunState.APPLIED and run.finished_at and run.snapshot.rows == 2
    assert Institution.objects.count() == 2
    verbs = list(AuditEvent.objects.order_by("id").values_list("verb", "actor_label"))
    assert verbs == [(f"import.{v}", coordinator.audit_label) for v in ("received", "confirmed", "applied")]
    assert find_breaks() == []


def test_applying_twice_does_it_once(ready):
    run = confirm_run(run=ready(*OPOLSKIE), by=SYSTEM)
    apply_run(run_id=run.pk)
    assert apply_run(run_id=run.pk).state == RunState.APPLIED
    assert Institution.objects.count() == 2
    assert AuditEvent.objects.filter(verb="import.applied").count() == 1


class TestScope:
    """A region's officer loads the region, and nothing else."""

    def test_a_stranger_cannot_load_a_file_for_opolskie(self, ready, stranger):
        run = ready(*OPOLSKIE, by=stranger)
        assert run.state == RunState.REFUSED
        problem = run.problems.get()
        assert (problem.code, problem.params) == ("outside_scope", {"territories": "1607, 1609"})
        assert not Institution.objects.exists()

    def test_control_the_coordinator_can(self, ready, coordinator):
        assert ready(*OPOLSKIE, by=coordinator).state == RunState.READY

    def test_one_foreign_row_refuses_the_whole_file(self, ready, coordinator):
        assert ready(*OPOLSKIE, *MALOPOLSKIE, by=coordinator).state == RunState.REFUSED

    def test_a_foreign_school_cannot_be_drawn_into_ones_own_region(self, load, ready, coordinator):
        load(*MALOPOLSKIE)
        run = ready("7;Porwana szkoła;1607;;90", by=coordinator)
        assert run.state == RunState.REFUSED
        assert run.problems.get().params == {"territories": "1261"}

    def test_a_member_may_load_nothing(self, receive, member):
        with pytest.raises(NotAllowed):
            receive(*OPOLSKIE, by=member)
        assert not ImportRun.objects.exists()

    def test_a_stranger_can_neither_confirm_nor_cancel(self, ready, coordinator, stranger):
        run = ready(*OPOLSKIE, by=coordinator)
        with pytest.raises(NotAllowed):
            confirm_run(run=run, by=stranger)
        with pytest.raises(NotAllowed):
            cancel_run(run=run, by=stranger)
        run.refresh_from_db()
        assert run.state == RunState.READY

    def test_a_role_taken_away_stops_a_confirmed_run(self, ready, coordinator):
        run = confirm_run(run=ready(*OPOLSKIE, by=coordinator), by=coordinator)
        Membership.objects.filter(user=coordinator).update(until=timezone.now())
        with pytest.raises(NotAllowed):
            apply_run(run_id=run.pk)
        run.refresh_from_db()
        assert run.state == RunState.READY and not Institution.objects.exists()

    def test_runs_are_seen_by_those_who_could_load_them(self, ready, coordinator, stranger, administrator, member):
        run = ready(*OPOLSKIE, by=coordinator)
        assert list(visible_runs(coordinator)) == [run] == list(visible_runs(administrator))
        assert list(visible_runs(stranger)) == [] == list(visible_runs(member))

    def test_a_file_of_opolskie_leaves_malopolskie_alone(self, load):
        load(*MALOPOLSKIE)
        before = Institution.objects.filter(rspo=7).values().get()
        load(*OPOLSKIE)
        assert Institution.objects.filter(rspo=7).values().get() == before


class TestShrinking:
    """A file that lost its end must not empty the register."""

    def test_it_is_stopped_before_anything_is_written(self, load, ready):
        load(*many(60))
        run = ready(*many(40))
        assert run.shrank and run.removed == 20
        with pytest.raises(FileShrank) as stopped:
            confirm_run(run=run, by=SYSTEM)
        assert stopped.value.problems[0].params == {"now": 40, "before": 60, "gone": 20}
        assert Institution.objects.filter(withdrawn_run__isnull=False).count() == 0
        assert len(run.preview["removed"]) == 20

    def test_unless_somebody_says_that_it_is_meant(self, load, ready):
        load(*many(60))
        run = confirm_run(run=ready(*many(40)), by=SYSTEM, allow_shrink=True)
        assert apply_run(run_id=run.pk).removed == 20
        assert Institution.objects.count() == 60

    def test_a_larger_file_of_other_records_is_not_called_smaller(self, load, ready):
        load(*many(60))
        run = ready(*many(40), *many(50, first=900))
        with pytest.raises(FileShrank) as stopped:
            confirm_run(run=run, by=SYSTEM)
        (problem,) = stopped.value.problems
        assert problem.code == "file_lacks" and problem.params == {"now": 90, "before": 60, "gone": 20}

    def test_what_concerns_the_whole_file_is_kept_among_many_problems(self, load, ready, monkeypatch):
        load(*many(60))
        few = replace(limits(), stored_problems=1)
        monkeypatch.setattr("koordynata.sources.services.checking.limits", lambda: few)
        run = ready(*many(40), *(f"{number};{'x' * 300};1607;;" for number in range(41, 44)))
        assert [problem.code for problem in run.problems.all()] == ["file_shrank"]

    def test_control_a_few_closed_schools_are_no_shrinking(self, load, ready):
        load(*many(60))
        assert not ready(*many(55)).shrank

    def test_a_rejected_row_is_not_a_missing_one(self, load, ready):
        load(*many(20))
        run = ready(*many(19), f"20;{'x' * 500};1607;;")
        assert (run.rejected, run.removed) == (1, 0)

    def test_rows_rejected_for_their_territory_withhold_all_removals(self, load, ready):
        load(*many(20))
        run = ready(*many(18), "20;Szkoła 20;9999;;")
        assert (run.rejected, run.removed) == (1, 0)
        assert run.problems.filter(code="removal_postponed").exists()


def test_swapped_columns_refuse_the_file(ready):
    run = ready(*[f"{number};Szkoła;{number};;" for number in range(1, 30)])
    assert run.state == RunState.REFUSED
    problem = run.problems.filter(severity="file").get()
    assert (problem.code, problem.column) == ("column_mostly_bad", "powiat")


def test_control_a_few_wrong_codes_do_not(ready):
    assert ready(*many(20), *many(3, "9999")).state == RunState.READY


class TestChangedMeanwhile:
    """What is applied is what was previewed."""

    def test_another_import_in_between_brings_the_preview_back(self, ready, load):
        run = confirm_run(run=ready(*OPOLSKIE), by=SYSTEM)
        load("1;Inny zespół;1607;;")
        with pytest.raises(PlanChanged):
            apply_run(run_id=run.pk)
        run.refresh_from_db()
        assert run.state == RunState.READY
        assert (run.created, run.changed) == (1, 1)
        assert Institution.objects.get(rspo=1).name == "Inny zespół"

    def test_and_can_be_confirmed_again(self, ready, load):
        run = confirm_run(run=ready(*OPOLSKIE), by=SYSTEM)
        load("1;Inny zespół;1607;;")
        with pytest.raises(PlanChanged):
            apply_run(run_id=run.pk)
        run.refresh_from_db()
        confirm_run(run=run, by=SYSTEM)
        assert apply_run(run_id=run.pk).state == RunState.APPLIED

    @pytest.mark.parametrize(("meanwhile", "state"), [("1206", RunState.REFUSED), ("1609", RunState.READY)])
    def test_a_record_that_went_to_another_region_is_not_shown(self, ready, load, coordinator, meanwhile, state):
        run = confirm_run(run=ready(*OPOLSKIE, by=coordinator), by=coordinator)
        load(f"1;Obcy zespół;{meanwhile};;")
        with pytest.raises(PlanChanged):
            apply_run(run_id=run.pk)
        run.refresh_from_db()
        assert run.state == state
        assert ("Obcy zespół" in str(run.preview)) is (state == RunState.READY)


class TestStates:
    """Each step only from the state before it."""

    def test_a_cancelled_run_cannot_be_confirmed(self, ready):
        run = cancel_run(run=ready(*OPOLSKIE), by=SYSTEM)
        with pytest.raises(WrongState):
            confirm_run(run=run, by=SYSTEM)

    def test_an_unconfirmed_run_cannot_be_applied(self, ready):
        with pytest.raises(WrongState):
            apply_run(run_id=ready(*OPOLSKIE).pk)

    def test_two_workers_never_take_one_run(self, ready):
        run = confirm_run(run=ready(*OPOLSKIE), by=SYSTEM)
        with working_on(run.pk), pytest.raises(RunBusy):
            apply_run(run_id=run.pk)

    def test_a_reader_that_fails_refuses_the_file_only(self, receive, monkeypatch):
        run = receive(*OPOLSKIE)
        monkeypatch.setattr("tests.sources.toy.ToyImporter.stage", lambda *a: 1 / 0)
        run = check_run(run=run, by=SYSTEM).run
        assert run.state == RunState.REFUSED and run.problems.get().code == "file_unreadable"


class TestRecovery:
    """A process that died leaves a run that people can go on with."""

    def test_dead_runs_are_given_back(self, ready, receive):
        applying = confirm_run(run=ready(*OPOLSKIE), by=SYSTEM)
        ImportRun.objects.filter(pk=applying.pk).update(options=applying.options | {"begun": True})
        checking = receive(*MALOPOLSKIE)
        ImportRun.objects.filter(pk=checking.pk).update(state=RunState.CHECKING)
        assert {run.pk for run in recover_stuck_runs()} == {applying.pk, checking.pk}
        states = dict(ImportRun.objects.values_list("pk", "state"))
        assert states == {applying.pk: RunState.READY, checking.pk: RunState.UPLOADED}

    def test_living_and_waiting_ones_are_left_alone(self, ready):
        waiting = confirm_run(run=ready(*OPOLSKIE), by=SYSTEM)
        assert recover_stuck_runs() == []
        ImportRun.objects.filter(pk=waiting.pk).update(options=waiting.options | {"begun": True})
        with working_on(waiting.pk):
            assert recover_stuck_runs() == []
        assert len(recover_stuck_runs()) == 1  # control: now nobody works on it

    def test_a_failing_write_leaves_nothing_behind(self, ready, monkeypatch):
        run = confirm_run(run=ready(*OPOLSKIE), by=SYSTEM)
        monkeypatch.setattr("koordynata.sources.services.applying._finish", lambda *a: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            apply_run(run_id=run.pk)
        run.refresh_from_db()
        assert run.state == RunState.READY and not Institution.objects.exists()


def test_an_empty_or_oversized_file_is_not_even_taken(receive, settings, tmp_path):
    with pytest.raises(UploadRefused) as refused:
        receive("")
    assert refused.value.problems[0].code == "file_empty"
    settings.IMPORT_MAX_BYTES = 10
    with pytest.raises(UploadRefused) as refused:
        receive(*OPOLSKIE)
    assert refused.value.problems[0].code == "file_too_large"
    assert not ImportRun.objects.exists()
    assert not [path for path in (settings.DATA_DIR / "snapshots").rglob("*") if path.is_file()]
