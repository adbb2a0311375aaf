"""What a file changes in the register, and that it changes nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.registry.models import Institution
from koordynata.sources.enums import RunState
from koordynata.sources.models import RowChange

pytestmark = pytest.mark.django_db

THREE = ("1;Zespół;1607;;", "2;Technikum;1607;1;200", "3;Branżowa;1609;1;100")


def test_it_works(load):
    run = load(*THREE)
    assert run.state == RunState.APPLIED
    assert run.counts() == {"rows": 3, "created": 3, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 0}
    technikum = Institution.objects.get(rspo=2)
    assert (technikum.name, technikum.territory.code, technikum.pupils) == ("Technikum", "1607", 200)
    assert technikum.parent and technikum.parent.rspo == 1
    assert technikum.created_run == run


def test_the_same_file_ten_times_writes_nothing_after_the_first(load):
    load(*THREE)
    before = list(Institution.objects.order_by("pk").values())
    for _ in range(9):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            run = load(*THREE)
        assert run.counts() | {"rows": 3} == {
            "rows": 3, "created": 0, "changed": 0, "unchanged": 3, "removed": 0, "rejected": 0,
        }  # fmt: skip
        writes = [q["sql"] for q in queries if "registry_institution" in q["sql"] and not q["sql"].startswith("SELECT")]
        assert writes == []
    assert list(Institution.objects.order_by("pk").values()) == before


def test_control_a_changed_row_is_written(load):
    load(*THREE)
    with CaptureQueriesContext(connection) as queries:
        load(THREE[0], "2;Technikum;1607;1;201", THREE[2])
    assert any("UPDATE" in q["sql"] and "registry_institution" in q["sql"] for q in queries)


def test_changed_rows_keep_what_was_before(load):
    load(*THREE)
    run = load(THREE[0], "2;Technikum nr 1;1609;1;200", THREE[2])
    assert (run.changed, run.unchanged) == (1, 2)
    change = RowChange.objects.get(run=run)
    assert change.before["name"] == "Technikum" and change.after["name"] == "Technikum nr 1"
    assert "pupils" not in change.before
    assert Institution.objects.get(rspo=2).territory.code == "1609"


def test_a_parent_that_arrives_later_is_linked(load):
    load("2;Technikum;1607;1;200")
    assert Institution.objects.get(rspo=2).parent is None
    run = load("1;Zespół;1607;;", "2;Technikum;1607;1;200")
    assert (run.created, run.changed) == (1, 0)
    parent = Institution.objects.get(rspo=2).parent
    assert parent is not None and parent.rspo == 1


def test_missing_records_are_withdrawn_and_come_back(load):
    load(*THREE)
    run = load(*THREE[:2], "4;Inna;1609;;")
    assert (run.created, run.removed) == (1, 1)
    gone = Institution.objects.get(rspo=3)
    assert gone.withdrawn_run == run
    assert gone not in Institution.objects.current()
    again = load(*THREE)
    assert (again.changed, again.removed) == (1, 1)
    gone.refresh_from_db()
    assert gone.withdrawn_run is None


def test_a_file_leaves_alone_what_it_does_not_cover(load):
    load(*THREE)
    run = load("2;Technikum;1607;1;200", "1;Zespół;1607;;")
    assert run.removed == 0
    assert Institution.objects.get(rspo=3).withdrawn_run is None


def test_rows_with_faults_are_left_out_and_named(load):
    run = load("1;A;1607;;", "1;B;1607;;", "2;C;9999;;", f"3;{'x' * 401};1607;;", "4;D;1607;;99999999999")
    assert (run.created, run.rejected) == (1, 4)
    assert sorted((p.line, p.code) for p in run.problems.filter(severity="row")) == [
        (2, "row_duplicate"),
        (3, "teryt_unknown"),
        (4, "cell_too_long"),
        (5, "cell_out_of_range"),
    ]
    double = run.problems.get(code="row_duplicate")
    assert double.params == {"key": "1", "first": 1} and double.column == "Numer"


def test_sample_rows_are_marked_and_real_ones_are_not(load):
    load(*THREE, is_sample=True)
    assert Institution.objects.filter(is_sample=True).count() == 3
    run = load(*THREE)
    assert run.changed == 3
    assert not Institution.objects.filter(is_sample=True).exists()
