"""Pages of the API: schools and what they teach."""

import datetime as dt

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.registry.models import Institution, Offer
from koordynata.registry.services.merging import merge_institutions
from koordynata.sources.services import undo_run
from tests.sources.rspo.files import COMPLEX, COMPLEX_RECORD, RECORD, SCHOOL

pytestmark = pytest.mark.django_db

AUTUMN = dt.date(2026, 10, 1)


def taught(rspo=12345):
    return list(
        Offer.objects.filter(school__rspo=rspo, withdrawn_run=None).values_list(
            "occupation__code", "school_year", "grade"
        )
    )


def test_school_and_offers_in_one_file(load_json):
    run = load_json(RECORD, COMPLEX_RECORD, vintage=AUTUMN)
    assert (run.created, run.rejected, run.problems_found) == (4, 0, 0)
    assert sorted(taught()) == [("311407", 2026, 0), ("311928", 2026, 0)]
    school = Institution.objects.get(rspo=12345)
    assert school.parent and school.parent.rspo == 12344 and school.lat == 50.47
    assert school.details == {"czyPosiadaInternat": True}


def test_again_nothing(load_json):
    load_json(RECORD, COMPLEX_RECORD, vintage=AUTUMN)
    run = load_json(RECORD, COMPLEX_RECORD, vintage=AUTUMN)
    assert (run.created, run.changed, run.removed, run.unchanged) == (0, 0, 0, 4)


def test_an_occupation_no_longer_taught_is_withdrawn(load_json):
    load_json(RECORD, vintage=AUTUMN)
    run = load_json(RECORD | {"ksztalcenieZawodowe": {"311928": "x"}}, vintage=AUTUMN)
    assert run.removed == 1 and taught() == [("311928", 2026, 0)]
    assert run.preview["removed"][0]["label"].endswith("technik automatyk sterowania ruchem kolejowym")


def test_another_year_is_another_offer(load_json):
    load_json(RECORD, vintage=AUTUMN)
    load_json(RECORD, vintage=dt.date(2027, 10, 1))
    assert Offer.objects.count() == 4


def test_an_unknown_occupation_is_remarked(load_json):
    run = load_json(RECORD | {"ksztalcenieZawodowe": {"1": "kosmonauta"}, "podmiotNadrzedny": None}, vintage=AUTUMN)
    problem = run.problems.get()
    assert (problem.line, problem.code, problem.value) == (1, "occupation_not_taken", "kosmonauta")
    assert run.rejected == 0


def test_without_the_field_offers_are_left_alone(load_json):
    load_json(RECORD, vintage=AUTUMN)
    run = load_json({key: value for key, value in RECORD.items() if key != "ksztalcenieZawodowe"}, vintage=AUTUMN)
    assert run.removed == 0 and len(taught()) == 2


def test_csv_and_api_agree_about_one_school(load_csv, load_json):
    load_json(RECORD, COMPLEX_RECORD, vintage=AUTUMN)
    load_csv(COMPLEX, SCHOOL)
    school = Institution.objects.get(rspo=12345)
    assert school.head_name == "" and school.lat == 50.47  # the export has the first column, empty, and not the second


def test_offers_of_a_merged_school_come_to_the_keeper_once(load_json):
    twin = RECORD | {"numerRspo": 12399}
    load_json(RECORD, twin, vintage=AUTUMN)
    keeper, duplicate = Institution.objects.get(rspo=12345), Institution.objects.get(rspo=12399)
    merge_institutions(keeper=keeper, duplicate=duplicate, by=SYSTEM)
    load_json(RECORD, twin, vintage=dt.date(2027, 10, 1))
    assert Offer.objects.filter(school_year=2027, school=keeper).count() == 2
    assert not Offer.objects.filter(school_year=2027, school=duplicate).exists()


def test_undo_takes_both_tables_back(load_json):
    undo_run(run=load_json(RECORD, COMPLEX_RECORD, vintage=AUTUMN), by=SYSTEM)
    assert not Offer.objects.exists() and not Institution.objects.filter(rspo__isnull=False).exists()
