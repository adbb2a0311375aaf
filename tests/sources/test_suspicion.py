"""Damage that no single row shows: a file whose end was cut off, columns that changed places."""

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.registry.models import Institution
from koordynata.sources.errors import FileShrank
from koordynata.sources.services import check_run, confirm_run, receive_file

pytestmark = pytest.mark.django_db

NYSA = [f"{number};Szkoła {number};1607;;" for number in range(1, 61)]
OPOLE = [f"{number};Technikum {number};1609;;" for number in range(101, 121)]


@pytest.fixture
def ready(toy, write):
    def _ready(*lines, by=SYSTEM):
        path = write(*lines)
        run = receive_file(source="toy", content=path, file_name=path.name, by=by)
        return check_run(run=run, by=by).run

    return _ready


def codes(run):
    return [problem.code for problem in run.problems.all()]


def test_a_cut_end_shows_in_the_last_territory_alone(load, ready):
    """6 of 80 are no tenth, but they are six of the twenty of one powiat."""
    load(*NYSA, *OPOLE)
    run = ready(*NYSA, *OPOLE[:14])
    assert run.shrank and run.removed == 6 and codes(run) == ["file_shrank_in"]
    with pytest.raises(FileShrank) as stopped:
        confirm_run(run=run, by=SYSTEM)
    assert stopped.value.problems[0].params == {"territory": "1609", "before": 20, "gone": 6}
    assert not Institution.objects.exclude(withdrawn_run=None).exists()


def test_control_as_many_spread_over_the_file_are_no_cut(load, ready):
    load(*NYSA, *OPOLE)
    run = ready(*NYSA[:55], *OPOLE[:19])
    assert run.removed == 6 and not run.shrank


def test_columns_that_changed_places_are_pointed_at(load, ready):
    load(*NYSA)
    run = ready(*(line.replace("Szkoła", "ul. Szkolna") for line in NYSA))
    (problem,) = run.problems.all()
    assert (problem.code, problem.line, problem.severity) == ("column_mostly_changed", 1, "remark")
    assert problem.params == {"changed": 60, "rows": 60}
    confirm_run(run=run, by=SYSTEM)  # pointed at, not forbidden


def test_control_a_few_new_names_are_not(load, ready):
    load(*NYSA)
    assert codes(ready(*(line.replace("Szkoła 1", "Technikum 1") for line in NYSA))) == []


def test_control_numbers_change_every_year(load, ready):
    load(*NYSA)
    assert codes(ready(*(line + "120" for line in NYSA))) == []


def test_a_foreign_file_is_refused_without_a_word_on_what_the_register_holds(load, ready, stranger, coordinator):
    """Else whoever guesses the columns of another region's records is told how many guesses were wrong."""
    load(*NYSA)
    guesses = [line.replace("Szkoła", "Zgadnięta") for line in NYSA]
    assert codes(ready(*guesses, by=coordinator)) == ["column_mostly_changed"], "the own region is told"
    run = ready(*guesses, by=stranger)
    assert codes(run) == ["outside_scope"]
    assert (run.created, run.changed, run.unchanged, run.removed, run.preview) == (0, 0, 0, 0, {})
