"""The sample goes in through everybody's importers, once, marked, and comes out again without a trace."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import Client, override_settings

from koordynata.accounts.models import User
from koordynata.accounts.queries import DEMO_PASSWORD
from koordynata.cli.sample.accounts import make_demo_accounts
from koordynata.cli.sample.load import load_sample, real_imports, sample_is_loaded
from koordynata.cli.sample.plan import Plan
from koordynata.cli.sample.planted import REACH_KM, planted
from koordynata.cli.sample.remove import remove_sample
from koordynata.foundation.audit import SYSTEM, find_breaks
from koordynata.foundation.models import AuditEvent
from koordynata.intelligence.queries import (
    GapClass,
    GapRow,
    gap_by_occupation,
    gap_by_territory,
    lasting_deficits,
    reach,
    school_outlook,
)
from koordynata.jobs.queues import QUEUES
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution, Membership, Offer
from koordynata.registry.queries.runs import visible_runs
from koordynata.sources import snapshots
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun, Snapshot

# Each test in a savepoint of the module's transaction, all on one worker (`tests/scheduling.py`).
pytestmark = pytest.mark.django_db
PLAN = Plan(regions=("16", "12"))
FILES = 10
NEWER = "rspo-16.csv"
SCHOOLS = ("TEC", "BS1", "BS2", "POL")
# The lists belong to the house; they come before the sample and stay after it.
LISTS = {"territories", "school-types"}


@dataclass
class Loaded:
    """Where the loaded sample's files lie, and the seconds of its steps."""

    folder: Path
    steps: dict[str, float]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Opolskie and Małopolskie with their marts, loaded once for this file; rolled back at its end."""
    done = Loaded(tmp_path_factory.mktemp("loaded"), {})
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DATA_DIR=done.folder, **QUICK):
            load_sample(PLAN, lambda step, seconds: done.steps.update({step: seconds}))
        yield done
        transaction.set_rollback(True)


QUICK = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": QUEUES}},
}


@pytest.fixture(autouse=True)
def _kept_data_folder(_own_data_folder: None, loaded: Loaded, settings: Any) -> None:
    """A copy of the loaded sample's folder for each test."""
    shutil.copytree(loaded.folder, settings.DATA_DIR, dirs_exist_ok=True)


def marked_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if any(field.name == "is_sample" for field in model._meta.fields)]


def test_every_file_went_in_whole() -> None:
    runs = ImportRun.objects.filter(snapshot__is_sample=True)
    assert runs.count() == FILES
    for run in runs.exclude(snapshot__file_name=NEWER):
        assert (run.state, run.rejected, run.problems_found, run.created) == (RunState.APPLIED, 0, 0, run.rows)


def test_an_officer_finds_an_import_of_the_own_region() -> None:
    """Those of more than one region are not an officer's to see; this one tells what changed."""
    officer = User.objects.get(email="officer.16@example.org")
    run = visible_runs(officer).get()
    assert (run.file_name, run.state, run.created, run.removed, run.rejected) == (NEWER, RunState.APPLIED, 0, 0, 0)
    assert 5 < run.changed < 20 and run.changed + run.unchanged == run.rows


def test_steps_are_told_with_their_seconds(loaded: Loaded) -> None:
    assert len(loaded.steps) == FILES + 7 and min(loaded.steps.values()) >= 0
    assert [step for step in loaded.steps if step.startswith("rspo.csv (")]


def test_78_schools_in_56_complexes_are_in_the_register() -> None:
    opolskie = Institution.objects.filter(territory__path__startswith="16/")
    schools = opolskie.filter(school_type__code__in=SCHOOLS)
    assert schools.count() == 78
    assert schools.filter(parent__kind=InstitutionKind.SCHOOL_COMPLEX).count() == 78
    assert opolskie.filter(kind=InstitutionKind.SCHOOL_COMPLEX).count() == 56


def test_every_kind_of_institution_is_there() -> None:
    assert set(Institution.objects.values_list("kind", flat=True)) == set(InstitutionKind.values)


def test_everything_is_marked_as_sample() -> None:
    lists = "reference"
    unmarked = {
        model._meta.label: model._default_manager.filter(is_sample=False).count()
        for model in marked_models()
        if model._meta.app_label != lists and model is not Snapshot
    }
    assert {label: count for label, count in unmarked.items() if count} == {}
    assert Snapshot.objects.filter(is_sample=True).count() == FILES


def test_loading_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = (AuditEvent.objects.count(), ImportRun.objects.count())
    call_command("load_sample", regions="16")
    assert (AuditEvent.objects.count(), ImportRun.objects.count()) == before


def test_a_broken_off_load_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koordynata.cli.sample.load.rebuild_warehouse", lambda by: None)
    User.objects.filter(is_sample=True).delete()
    assert not sample_is_loaded()
    institutions, offers = Institution.objects.count(), Offer.objects.count()
    load_sample(PLAN, lambda step, seconds: None)
    assert sample_is_loaded()
    assert (Institution.objects.count(), Offer.objects.count()) == (institutions, offers)


@pytest.mark.parametrize(
    "role", ["officer.16", "member.16", "school.16", "employer.16", "analyst.12", "ministry", "administrator"]
)
def test_demo_accounts_sign_in(role: str) -> None:
    client = Client()
    answer = client.post("/konto/login/", {"login": f"{role}@example.org", "password": DEMO_PASSWORD})
    assert answer.status_code == 302 and answer.headers["Location"] == "/"


def test_accounts_of_regions_that_are_not_loaded_are_not_made() -> None:
    User.objects.filter(is_sample=True).delete()
    make_demo_accounts(Plan(regions=("20",)))
    emails = set(User.objects.values_list("email", flat=True))
    assert emails == {"ministry@example.org", "administrator@example.org"}


def test_school_head_and_employer_answer_for_an_institution() -> None:
    for email, kind in (("school.16", InstitutionKind.SCHOOL), ("employer.16", InstitutionKind.EMPLOYER)):
        membership = Membership.objects.get(user__email=f"{email}@example.org")
        assert membership.institution is not None and membership.institution.kind == kind


def test_people_are_named_as_invented() -> None:
    assert [user.full_name for user in User.objects.all() if "(przykład)" not in user.full_name] == []


def test_it_stays_away_from_real_registers() -> None:
    Snapshot.objects.filter(source="rspo").update(is_sample=False)
    assert {run.source for run in real_imports()} == {"rspo"}
    User.objects.filter(is_sample=True).delete()
    with pytest.raises(CommandError):
        call_command("load_sample", regions="16")


def test_lists_do_not_count_as_real_registers() -> None:
    assert real_imports() == []
    assert ImportRun.objects.filter(snapshot__is_sample=False, source__in=LISTS).count() == len(LISTS)


class TestTruths:
    """The metrics find what was planted (data/planted.csv)."""

    def test_a_deficit_that_lasts_ten_years_and_grows(self) -> None:
        truth = planted()["lasting_deficit"]
        years = [row_of(gap_by_occupation(truth.powiats[0], year), truth.occupation) for year in range(2017, 2027)]
        assert all(row.klass and row.klass.is_deficit for row in years)
        assert years[-1].lasting_years == 10 and (years[-1].growth or 0) < -2
        assert (years[-1].score.value or 0) < (years[0].score.value or 0) - 30

    def test_it_leads_the_deficits_of_krakow(self) -> None:
        leaders = [row.occupation_code for row in lasting_deficits("1261", 2026)]
        assert leaders.index(planted()["lasting_deficit"].occupation) < 3

    def test_the_functional_area_sees_it_too(self) -> None:
        row = row_of(gap_by_occupation("ITI-KRK", 2026), planted()["lasting_deficit"].occupation)
        assert row.klass is GapClass.LARGE_DEFICIT and row.lasting_years >= 8 and (row.growth or 0) < 0

    def test_a_surplus(self) -> None:
        truth = planted()["surplus"]
        rows = {row.territory_code: row.klass for row in gap_by_territory(truth.occupation, within="16", year=2026)}
        surplus = {code for code, klass in rows.items() if klass in {GapClass.SURPLUS, GapClass.LARGE_SURPLUS}}
        assert surplus == set(rows) - set(planted()["balanced_powiat"].powiats) and len(surplus) == 11
        assert row_of(gap_by_occupation("16", 2026), truth.occupation).klass is GapClass.LARGE_SURPLUS

    def test_a_school_that_is_empty_in_five_years(self) -> None:
        place = Institution.objects.filter(territory__code=planted()["emptying_school"].powiats[0])
        empty = [school for school in place if (outlook := school_outlook(school.pk)) and outlook.empties_in]
        assert [school.school_type.code for school in empty if school.school_type] == ["TEC"]
        outlook = school_outlook(empty[0].pk)
        assert outlook is not None
        assert [year.pupils.value for year in outlook.years if year.year == 2031] == [0.0]
        assert next(year.pupils.value for year in outlook.years if year.year == 2026) == 71

    def test_an_occupation_in_demand_and_out_of_reach(self) -> None:
        truth = planted()["out_of_reach"]
        found = reach(truth.powiats[0], truth.occupation, 2026)
        assert found.beyond == truth.powiats and found.schools == 0
        assert (found.rows[0].distance.value or 0) > REACH_KM
        row = row_of(gap_by_occupation(truth.powiats[0], 2026), truth.occupation)
        assert row.klass and row.klass.is_deficit

    def test_a_powiat_in_balance(self) -> None:
        """Most of what it knows is in balance; nowhere else is it so."""
        shares = {}
        for powiat in ("1601", "1603", "1604", "1607", "1611", "1661"):
            known = [row.klass for row in gap_by_occupation(powiat, 2026) if row.klass]
            shares[powiat] = known.count(GapClass.BALANCE) / len(known)
        assert shares.pop("1604") > 0.7 and max(shares.values()) < 0.6

    def test_missing_inputs_are_said(self) -> None:
        last = gap_by_territory("331403", within="16", year=2026)
        missing = {row.territory_code: row.missing_parts for row in last}
        assert "barometer_relation" in missing["1606"] and "barometer_relation" not in missing["1607"]
        assert "offers_per_graduate" in missing["1605"] and "offers_per_graduate" not in missing["1607"]

    def test_small_numbers_are_hidden_and_large_ones_are_not(self) -> None:
        rows = [row for powiat in ("1601", "1607", "1661") for row in gap_by_occupation(powiat, 2026)]
        hidden = sum(row.supply.suppressed or row.demand.suppressed or bool(row.suppressed_parts) for row in rows)
        assert 0 < hidden < len(rows) / 2
        whole = [row.supply.known for row in gap_by_territory(within="16", year=2026)]
        assert len(whole) == 12 and sum(whole) >= 8

    def test_most_schools_have_an_outlook(self) -> None:
        schools = Institution.objects.filter(school_type__code="TEC")
        outlooks = [outlook for school in schools if (outlook := school_outlook(school.pk))]
        known = [outlook.years[-1].pupils.known for outlook in outlooks]
        assert len(known) > 90 and sum(known) / len(known) > 0.8


def row_of(rows: tuple[GapRow, ...], occupation: str) -> GapRow:
    return next(row for row in rows if row.occupation_code == occupation)


def test_removing_leaves_no_row_and_no_file() -> None:
    files = [snapshots.path_of(snapshot) for snapshot in Snapshot.objects.filter(is_sample=True)]
    assert all(file.exists() for file in files)
    territories = apps.get_model("reference", "Territory").objects.count()
    runs = ImportRun.objects.filter(snapshot__is_sample=True).count()
    removed = remove_sample(by=SYSTEM)
    assert removed["importrun"] == runs
    assert removed["institution"] > 160 and removed["offer"] > 5000
    left = {model._meta.label: model._default_manager.filter(is_sample=True).count() for model in marked_models()}
    assert {label: count for label, count in left.items() if count} == {}
    assert not Institution.objects.exists() and not User.objects.exists() and not Membership.objects.exists()
    assert apps.get_model("reference", "Territory").objects.count() == territories
    assert AuditEvent.objects.filter(verb="sample.removed").count() == 1 and find_breaks() == []
    assert remove_sample(by=SYSTEM) == {}
    assert not any(file.exists() for file in files)


def test_removing_leaves_real_records_alone() -> None:
    sample_run = ImportRun.objects.filter(source="rspo").order_by("pk")[0]
    real = Institution.objects.filter(kind=InstitutionKind.EMPLOYER).first()
    assert real is not None
    Institution.objects.filter(pk=real.pk).update(is_sample=False, created_run=sample_run)
    remove_sample(by=SYSTEM)
    assert Institution.objects.get().pk == real.pk
