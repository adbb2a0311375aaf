"""What an import did can be taken back, as long as nobody has built on it."""

from io import StringIO
from itertools import pairwise

import polars as pl
import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from koordynata.foundation.audit import SYSTEM, record_event
from koordynata.registry.models import Contact, Institution
from koordynata.sources import undoing
from koordynata.sources.enums import RunState
from koordynata.sources.errors import NotAllowed, UndoRefused, WrongState
from koordynata.sources.models import Confirmation, RowChange
from koordynata.sources.ranges import keys_in, ranges_of
from koordynata.sources.services import apply_run, check_run, confirm_run, receive_file, undo_run

pytestmark = pytest.mark.django_db

OLD = ("1;Zespół;1607;;", "2;Technikum;1607;1;200", "3;Branżowa;1609;5;100")
NEW = ("1;Zespół szkół;1607;;", "2;Technikum;1609;1;210", "5;Nowy zespół;1609;;")


def everything():
    return list(Institution.objects.order_by("pk").values())


def test_a_round_trip_restores_every_column(load):
    load(*OLD)
    before = everything()
    run = load(*NEW)
    assert (run.created, run.changed, run.removed) == (1, 2, 1)
    assert Institution.objects.get(rspo=3).parent is not None  # linked to the newly created complex
    undone = undo_run(run=run, by=SYSTEM)
    assert undone.state == RunState.UNDONE
    assert everything() == before


def test_control_without_undo_they_differ(load):
    load(*OLD)
    before = everything()
    load(*NEW)
    assert everything() != before


def test_the_first_import_can_be_undone_too(load):
    undo_run(run=load(*OLD), by=SYSTEM)
    assert everything() == []


def test_after_an_undo_the_file_can_be_loaded_again(load):
    undo_run(run=load(*OLD), by=SYSTEM)
    assert load(*OLD).created == 3


def test_only_once(load):
    run = load(*OLD)
    undo_run(run=run, by=SYSTEM)
    with pytest.raises(WrongState):
        undo_run(run=run, by=SYSTEM)


def test_not_by_a_stranger(load, coordinator, stranger):
    run = load(*OLD, by=coordinator)
    with pytest.raises(NotAllowed):
        undo_run(run=run, by=stranger)
    assert undo_run(run=run, by=coordinator).state == RunState.UNDONE


class TestRefused:
    """Each with a message that says what stands in the way, and nothing changed."""

    def refused(self, run, code):
        before = everything()
        with pytest.raises(UndoRefused) as refusal:
            undo_run(run=run, by=SYSTEM)
        assert refusal.value.problems[0].code == code
        run.refresh_from_db()
        assert run.state == RunState.APPLIED
        assert everything() == before
        return refusal.value.problems[0].params

    def test_a_later_run_touched_the_same_rows(self, load):
        first, second = load(*OLD), load(*NEW)
        assert self.refused(first, "undo_later_run")["run"] == second.pk
        undo_run(run=second, by=SYSTEM)
        undo_run(run=first, by=SYSTEM)

    def test_a_run_that_came_first_and_was_applied_later_counts_as_later(self, load, write):
        waiting = receive_file(source="toy", content=write(*NEW), file_name="toy.csv", by=SYSTEM)
        run = load(*OLD)
        check_run(run=waiting, by=SYSTEM)
        confirm_run(run=waiting, by=SYSTEM, allow_shrink=True)
        apply_run(run_id=waiting.pk)
        assert waiting.pk < run.pk
        assert self.refused(run, "undo_later_run")["run"] == waiting.pk

    def test_something_refers_to_a_created_record(self, load):
        run = load(*OLD)
        Contact.objects.create(institution=Institution.objects.get(rspo=2), name="Osoba (przykład)")
        assert self.refused(run, "undo_referred")["label"] == "Osoba (przykład)"

    def test_somebody_changed_a_changed_record(self, load):
        load(*OLD)
        run = load(*NEW)
        Institution.objects.filter(rspo=1).update(name="Zespół imienia kogoś")
        assert self.refused(run, "undo_edited")["label"] == "Zespół szkół"

    def test_somebody_edited_a_created_record(self, load, coordinator):
        run = load(*OLD)
        school = Institution.objects.get(rspo=2)
        record_event("institution.edited", by=coordinator, object_type="institution", object_id=school.pk, label="x")
        assert self.refused(run, "undo_edited")["label"]


def values():
    """The register without who did it."""
    names = ("rspo", "name", "territory__code", "parent__rspo", "pupils")
    in_force = Institution.objects.filter(withdrawn_run=None)
    return list(in_force.order_by("rspo").values_list(*names))


def undo(run):
    undone = undo_run(run=run, by=SYSTEM)
    return undone.options["kept"]


class TestConfirmed:
    """A record that a later file holds as well is not taken away with the older file."""

    def test_what_was_created_stays_and_belongs_to_the_later_run(self, load):
        first, second = load(*OLD), load(*OLD)
        before = values()
        assert undo(first) == 3
        assert values() == before
        assert set(Institution.objects.values_list("created_run", flat=True)) == {second.pk}
        assert undo(second) == 0 and everything() == []

    def test_control_without_the_confirmation_it_is_deleted(self, load):
        first, _second = load(*OLD), load(*OLD)
        Confirmation.objects.all().delete()
        assert undo(first) == 0 and everything() == []

    def test_control_without_handing_on_it_is_deleted(self, load, monkeypatch):
        first, _second = load(*OLD), load(*OLD)
        monkeypatch.setattr(undoing, "hand_on", lambda model, run: 0)
        undo(first)
        assert everything() == []

    def test_only_what_the_later_file_holds(self, load):
        """The later file speaks of one powiat only."""
        first, _second = load(*OLD), load(*OLD[:2])
        assert undo(first) == 2
        assert [rspo for rspo, *_ in values()] == [1, 2]

    def test_what_was_changed_keeps_its_new_value_until_the_later_run_is_undone(self, load):
        load(*OLD)
        before = values()
        second, third = load(*NEW), load(*NEW)
        after = values()
        assert after != before
        assert undo(second) == 4  # one created, two changed, one withdrawn
        assert values() == after
        assert {change.run_id for change in RowChange.objects.all()} == {third.pk}
        undo(third)
        assert values() == before

    def test_what_both_lack_stays_withdrawn(self, load):
        load(*OLD)
        second, third = load(*NEW), load(*NEW)
        undo(second)
        gone = Institution.objects.get(rspo=3)
        assert gone.withdrawn_run == third
        undo(third)
        gone.refresh_from_db()
        assert gone.withdrawn_run is None

    def test_the_first_of_several_later_runs_inherits(self, load):
        runs = [load(*OLD) for _ in range(3)]
        undo(runs[0])
        assert set(Institution.objects.values_list("created_run", flat=True)) == {runs[1].pk}
        undo(runs[1])
        assert set(Institution.objects.values_list("created_run", flat=True)) == {runs[2].pk}
        undo(runs[2])
        assert everything() == []

    def test_an_undone_run_confirms_nothing(self, load):
        first, second = load(*OLD), load(*OLD)
        undo(second)
        assert undo(first) == 0 and everything() == []

    def test_an_earlier_run_confirms_nothing(self, load):
        load(*OLD)
        second = load(*NEW)
        assert undo(second) == 0

    def test_a_rejected_row_confirms_nothing(self, load):
        first = load(*OLD[:2])
        load(OLD[0], f"2;{'x' * 401};1607;1;200")
        assert undo(first) == 1
        assert [rspo for rspo, *_ in values()] == [1]

    def test_a_later_change_still_refuses(self, load):
        """Confirmed by the second, changed by the third: the third first."""
        first, _second, third = load(*OLD), load(*OLD), load(OLD[0], "2;Technikum;1607;1;201", OLD[2])
        with pytest.raises(UndoRefused) as refusal:
            undo_run(run=first, by=SYSTEM)
        assert refusal.value.problems[0].params["run"] == third.pk
        undo(third)
        assert undo(first) == 3

    def test_what_people_hung_on_a_confirmed_record_does_not_stand_in_the_way(self, load, coordinator):
        first, _second = load(*OLD), load(*OLD)
        school = Institution.objects.get(rspo=2)
        Contact.objects.create(institution=school, name="Osoba (przykład)")
        record_event("institution.edited", by=coordinator, object_type="institution", object_id=school.pk, label="x")
        assert undo(first) == 3 and Contact.objects.get().institution == school

    def test_a_refused_undo_hands_nothing_on(self, load):
        first, _second = load(*OLD), load(*OLD[:2])
        Contact.objects.create(institution=Institution.objects.get(rspo=3), name="Osoba (przykład)")
        before = everything()
        with pytest.raises(UndoRefused):
            undo_run(run=first, by=SYSTEM)
        assert everything() == before

    def test_the_command_says_what_stays(self, load):
        first, second = load(*OLD), load(*OLD)
        told = []
        for run in (first, second):
            out = StringIO()
            call_command("undo", str(run.pk), stdout=out)
            told.append(out.getvalue())
        assert "3" in told[0] and told[0] != told[1].replace(str(second.pk), str(first.pk))

    def test_one_row_however_many_records_are_confirmed(self, load):
        many = [f"{number};Szkoła {number};1607;;" for number in range(1, 400)]
        load(*many)
        second = load(*many)
        (confirmed,) = Confirmation.objects.all()
        assert confirmed.run == second and len(confirmed.standing) == 1 and confirmed.gone == []


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_the_very_keys(keys):
    found = ranges_of(pl.Series("pk", list(keys), dtype=pl.Int64))
    assert keys_in(found).to_list() == sorted(keys)
    assert all(b[0] - a[1] > 1 for a, b in pairwise(found))
