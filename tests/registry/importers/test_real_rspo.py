"""A real export of one voivodeship, where it lies beside the project."""

import csv
import os
from pathlib import Path

import pytest
from django.db.models import F

from koordynata.foundation.audit import SYSTEM
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution
from koordynata.sources.services import import_file

pytestmark = [pytest.mark.django_db, pytest.mark.real_files]

FILES = Path(os.environ.get("KOORDYNATA_REAL_FILES", Path(__file__).parents[4] / "shared" / "data"))
EXPORT = FILES / "registers" / "rspo_lubelskie_2020-02_nopersonal.csv"


@pytest.fixture
def lubelskie(land, lists):
    """The powiats of the voivodeship that stand in the file."""
    if not EXPORT.exists():
        pytest.skip(f"SKIPPED LOUDLY: no real RSPO export at {EXPORT}")
    above = Territory.objects.create(code="06", kind=TerritoryKind.VOIVODESHIP, name="lubelskie", path="06/")
    with EXPORT.open(encoding="utf-8-sig", newline="") as file:
        codes = {row["Kod terytorialny gmina"][:4] for row in csv.DictReader(file, delimiter=";")}
    for code in codes:
        Territory.objects.create(code=code, kind=TerritoryKind.POWIAT, name=code, parent=above, path=f"06/{code}/")


def test_every_row_is_accounted_for_and_parents_are_joined(lubelskie):
    run = import_file("rspo", EXPORT, by=SYSTEM)
    assert run.counts() == {"rows": 3282, "created": 3282, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 0}
    with_parent = Institution.objects.filter(parent_rspo__isnull=False)
    known = set(Institution.objects.values_list("rspo", flat=True))
    lost = {number for number in with_parent.values_list("parent_rspo", flat=True) if number not in known}
    assert not with_parent.filter(parent=None).exclude(parent_rspo__in=lost).exists()
    assert not with_parent.exclude(parent=None).exclude(parent__rspo=F("parent_rspo")).exists()
    assert set(run.problems.filter(code="parent_unknown").values_list("value", flat=True)) == {str(n) for n in lost}
    assert len(lost) == 1
    assert Institution.objects.filter(kind=InstitutionKind.SCHOOL_COMPLEX).count() == 307
    assert Institution.objects.filter(school_type__code="TEC").count() == 157


def test_a_second_time_nothing_changes(lubelskie):
    import_file("rspo", EXPORT, by=SYSTEM)
    run = import_file("rspo", EXPORT, by=SYSTEM)
    assert run.counts() == {"rows": 3282, "created": 0, "changed": 0, "unchanged": 3282, "removed": 0, "rejected": 0}
