"""Malformed files on the whole way, database and all: nothing crashes, and what is taken goes in."""

import random

import pytest

from benchmarks.register import powiats
from benchmarks.spoiling import SPOILERS, good_csv, good_json
from koordynata.foundation.audit import SYSTEM
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution
from koordynata.sources.enums import RunState
from koordynata.sources.services import apply_run, check_run, confirm_run, receive_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(land, lists):
    known = set(land)
    Territory.objects.bulk_create(
        Territory(code=code, kind=TerritoryKind.POWIAT, name=code, path=f"{code[:2]}/{code}/")
        for code in powiats()
        if code not in known
    )


@pytest.mark.parametrize(("source", "good"), [("rspo", good_csv()), ("rspo-api", good_json())])
def test_nothing_crashes_and_counts_agree(country, source, good):
    chance, states = random.Random(11), set()
    for number in range(60):
        spoiled = chance.choice(SPOILERS)(good, chance) or b"?"
        run = receive_file(source=source, content=iter([spoiled]), file_name=f"{number}.txt", by=SYSTEM)
        checked = check_run(run=run, by=SYSTEM)
        run = checked.run
        states.add(run.state)
        assert not run.problems.filter(code="file_unreadable").exists(), number
        if run.state == RunState.READY:
            confirm_run(run=run, by=SYSTEM, allow_shrink=True)
            run = apply_run(run_id=run.pk, checked=checked)
            assert run.state == RunState.APPLIED
            if source == "rspo":
                assert run.created + run.changed + run.unchanged + run.rejected == run.rows
    assert states == {RunState.READY, RunState.REFUSED}
    assert Institution.objects.exists()
