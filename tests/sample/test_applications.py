"""Twelve applications in every state, made by the verbs of the house; they go with the sample."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from koordynata.cli.sample.council import make_council
from koordynata.cli.sample.ground import OWN, read_rows
from koordynata.cli.sample.plan import Plan
from koordynata.cli.sample.remove_council import remove_councils
from koordynata.foundation.audit import find_breaks
from koordynata.opinions.enums import RequestState
from koordynata.opinions.models import IntakeWindow, Opinion, OpinionRequest
from koordynata.opinions.queries.completeness import missing
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Branch, Occupation
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution
from tests.conftest import make_territory

DAY = date(2026, 11, 21)


@pytest.fixture
def lubuskie(land: Any, lists: Any) -> None:
    """The voivodeship with as many technika as the files name, and the occupations."""
    region = make_territory("08", TerritoryKind.VOIVODESHIP, "lubuskie", land["PL"], seat="Zielona Góra")
    powiat = make_territory("0862", TerritoryKind.POWIAT, "Zielona Góra", region, lat=51.94, lon=15.5)
    earlier, now = read_rows(OWN / "earlier_opinions.csv"), read_rows(OWN / "applications.csv")
    known = set(Occupation.objects.values_list("code", flat=True))
    for code in {row["occupation"] for row in [*earlier, *now]} - known:
        Occupation.objects.create(code=code, name_pl=f"zawód {code}", branch=lists["branch"], school_types="TEC")
    numbers = [int(row["rspo"]) for row in earlier] + list(range(908901, 908910))
    for place, rspo in enumerate(dict.fromkeys(numbers)):
        Institution.objects.create(
            kind=InstitutionKind.SCHOOL, name=f"Technikum {rspo} (przykład)", rspo=rspo, territory=powiat, pupils=900 - place,
            school_type=lists["school_types"]["TEC"], is_sample=True,
        )  # fmt: skip
    assert Branch.objects.exists()


@pytest.mark.django_db
def test_twelve_in_every_state(lubuskie: None) -> None:
    make_council(Plan(regions=("08",)))
    states = Counter(OpinionRequest.objects.values_list("state", flat=True))
    assert sum(states.values()) == 12 and set(states) == set(RequestState.values)
    assert OpinionRequest.objects.filter(is_sample=False).count() == 0
    assert all(missing(one, DAY) == [] for one in OpinionRequest.objects.filter(state=RequestState.SUBMITTED))
    assert Opinion.objects.filter(kind="negative", delivered_on__isnull=False).exists()
    again = OpinionRequest.objects.get(state=RequestState.DRAFT)
    assert again.previous is not None and again.previous.state == RequestState.WITHDRAWN
    assert OpinionRequest.objects.filter(state=RequestState.ON_AGENDA).values("item").distinct().count() == 2, (
        "one block"
    )
    make_council(Plan(regions=("08",)))
    assert OpinionRequest.objects.count() == 12, "not twice"
    remove_councils()
    assert not OpinionRequest.objects.exists() and not IntakeWindow.objects.exists() and find_breaks() == []
