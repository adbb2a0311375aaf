"""The school register goes in."""

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.registry.enums import InstitutionKind, NumberScheme
from koordynata.registry.models import Institution, RegisterNumber
from koordynata.registry.services.merging import merge_institutions
from koordynata.sources.enums import RunState
from koordynata.sources.services import undo_run
from tests.sources.rspo.files import COMPLEX, OF_2020, SCHOOL

pytestmark = pytest.mark.django_db

PRESCHOOL = {"Numer RSPO": "777", "Typ": "Przedszkole", "Nazwa": "Przedszkole", "Kod terytorialny gmina": "1609011"}


def test_it_works(load_csv):
    run = load_csv(COMPLEX, SCHOOL)
    assert run.state == RunState.APPLIED and run.created == 2 and run.problems_found == 0
    school = Institution.objects.get(rspo=12345)
    assert school.kind == InstitutionKind.SCHOOL and school.school_type and school.school_type.code == "TEC"
    assert school.territory.code == "1607" and school.gmina_code == "1607044"
    assert school.parent and school.parent.kind == InstitutionKind.SCHOOL_COMPLEX
    assert (school.regon, school.nip, school.pupils, school.website) == ("123456785", "1234563218", 312, "")
    assert school.details == {"Faks": "77 000 00 00"} and school.head_name == ""
    assert run.territories == ["1607"]


def test_the_file_of_2020_after_that_of_today_changes_only_what_it_knows(load_csv):
    load_csv(COMPLEX, SCHOOL | {"Poczta": "Nysa", "Data rozpoczęcia działalności": "2009-09-01"})
    run = load_csv(COMPLEX, SCHOOL, header=OF_2020)
    assert (run.changed, run.unchanged) == (0, 2)
    assert Institution.objects.get(rspo=12345).post_office == "Nysa"
    assert load_csv(COMPLEX, SCHOOL | {"Liczba uczniów": "313"}, header=OF_2020).changed == 1


@pytest.mark.parametrize(
    ("typ", "kind"),
    [
        ("Technikum", InstitutionKind.SCHOOL),
        ("Zespół szkół i placówek oświatowych", InstitutionKind.SCHOOL_COMPLEX),
        ("Poradnia psychologiczno-pedagogiczna", InstitutionKind.CLINIC),
        ("Bursa", InstitutionKind.ESTABLISHMENT),
        ("Zespół wychowania przedszkolnego", InstitutionKind.ESTABLISHMENT),
    ],
)
def test_kinds_follow_the_list_of_types(load_csv, typ, kind):
    load_csv(SCHOOL | {"Typ": typ})
    assert Institution.objects.get(rspo=12345).kind == kind


def test_an_unknown_type_is_kept_and_remarked(load_csv):
    run = load_csv(SCHOOL | {"Typ": "Akademia przyszłości", "RSPO podmiotu nadrzędnego": ""})
    assert [problem.code for problem in run.problems.all()] == ["type_unknown"]
    assert Institution.objects.get(rspo=12345).type_name == "Akademia przyszłości"


def test_an_unknown_powiat_rejects_the_row(load_csv):
    run = load_csv(COMPLEX, SCHOOL | {"Kod terytorialny gmina": "9901011"})
    problem = run.problems.get(severity="row")
    assert (problem.line, problem.column, problem.code) == (3, "Kod terytorialny gmina", "territory_unknown")
    assert (run.created, run.rejected) == (1, 1)


def test_a_parent_that_is_not_there_is_remembered_and_linked_when_it_comes(load_csv):
    run = load_csv(SCHOOL)
    assert [problem.code for problem in run.problems.all()] == ["parent_unknown"]
    school = Institution.objects.get(rspo=12345)
    assert school.parent is None and school.parent_rspo == 12344
    load_csv(COMPLEX)
    school.refresh_from_db()
    assert school.parent and school.parent.rspo == 12344


def test_its_own_parent_is_no_parent(load_csv):
    load_csv(SCHOOL | {"RSPO podmiotu nadrzędnego": "12345"})
    assert Institution.objects.get(rspo=12345).parent is None


def test_a_file_speaks_only_for_its_powiats_and_types(load_csv):
    load_csv(COMPLEX, SCHOOL, PRESCHOOL)
    run = load_csv(SCHOOL | {"Numer RSPO": "12346"})
    assert (run.created, run.removed) == (1, 1)
    gone = Institution.objects.get(withdrawn_run=run)
    assert gone.rspo == 12345
    assert Institution.objects.current().filter(rspo__in=[12344, 777]).count() == 2


class TestMerged:
    """A number that a merge kept leads to the institution that remained."""

    def test_children_of_the_duplicate_come_to_the_keeper(self, load_csv):
        load_csv(COMPLEX, COMPLEX | {"Numer RSPO": "12399"})
        keeper, duplicate = Institution.objects.get(rspo=12344), Institution.objects.get(rspo=12399)
        merge_institutions(keeper=keeper, duplicate=duplicate, by=SYSTEM)
        load_csv(COMPLEX, COMPLEX | {"Numer RSPO": "12399"}, SCHOOL | {"RSPO podmiotu nadrzędnego": "12399"})
        assert Institution.objects.get(rspo=12345).parent == keeper

    def test_loading_again_changes_nothing_and_separates_nothing(self, load_csv):
        rows = (COMPLEX, COMPLEX | {"Numer RSPO": "12399"})
        load_csv(*rows)
        keeper, duplicate = Institution.objects.get(rspo=12344), Institution.objects.get(rspo=12399)
        merge_institutions(keeper=keeper, duplicate=duplicate, by=SYSTEM)
        run = load_csv(*rows)
        assert (run.changed, run.unchanged, run.removed) == (0, 2, 0)
        duplicate.refresh_from_db()
        assert duplicate.merged_into == keeper

    def test_a_further_number_makes_no_second_institution(self, load_csv):
        load_csv(COMPLEX)
        RegisterNumber.objects.create(
            institution=Institution.objects.get(rspo=12344), scheme=NumberScheme.RSPO, value="500"
        )
        run = load_csv(COMPLEX, COMPLEX | {"Numer RSPO": "500"})
        assert (run.created, run.unchanged, run.rejected) == (0, 2, 0)
        assert run.problems.get().code == "number_kept_elsewhere"


def test_names_longer_than_the_register_has_room_are_rejected(load_csv):
    run = load_csv(COMPLEX, SCHOOL | {"Nazwa": "x" * 401})
    problem = run.problems.get()
    assert (problem.line, problem.column, problem.code) == (3, "Nazwa", "cell_too_long")
    assert run.removed == 0


def test_swapped_columns_are_recognised(load_csv):
    rows = [SCHOOL | {"Numer RSPO": str(n), "Typ": f"Technikum nr {n}", "Nazwa": "Technikum"} for n in range(1, 30)]
    run = load_csv(*rows)
    assert run.state == RunState.REFUSED
    assert run.problems.filter(severity="file").get().column == "Typ"
    assert not Institution.objects.filter(rspo__lt=30).exists()


def test_a_changed_date_is_previewed_written_and_undone(load_csv):
    load_csv(COMPLEX, SCHOOL)
    run = load_csv(COMPLEX, SCHOOL | {"Data likwidacji": "2026-08-31", "Data założenia": "2010-09-01"})
    assert run.preview["changed"][0]["after"] == {"closed_on": "2026-08-31", "founded_on": "2010-09-01"}
    school = Institution.objects.get(rspo=12345)
    assert str(school.closed_on) == "2026-08-31"
    undo_run(run=run, by=SYSTEM)
    school.refresh_from_db()
    assert school.closed_on is None and str(school.founded_on) == "2009-08-31"
