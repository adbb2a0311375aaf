"""The sample's office at work: in every state, through the services, and gone with the sample."""

from __future__ import annotations

import pytest
from django.utils import timezone

from koordynata.cli.sample.council import make_council
from koordynata.cli.sample.office import make_office, remove_office
from koordynata.cli.sample.plan import Plan
from koordynata.coordination.models import Case, DutyMark, Letter, OwnAction, Seat
from koordynata.coordination.queries.correspondence import waiting
from koordynata.coordination.queries.duties import DutyState, year_of_duties
from koordynata.foundation.audit import find_breaks
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution

pytestmark = pytest.mark.django_db


@pytest.fixture
def lubuskie() -> Territory:
    country = Territory.objects.create(code="PL", kind="country", name="Polska", path="PL/")
    region = Territory.objects.create(code="08", kind="voivodeship", name="lubuskie", parent=country, path="08/")
    for code in ("0861", "0862"):
        powiat = Territory.objects.create(code=code, kind="powiat", name=code, parent=region, path=f"08/{code}/")
        for kind in ("school", "employer"):
            Institution.objects.create(kind=kind, name=f"{kind} (przykład)", territory=powiat, is_sample=True)
    plan = Plan(regions=("08",))
    make_council(plan)
    for _ in range(2):  # done again, it does nothing
        make_office(plan)
    return region


def test_everything_is_there_and_marked(lubuskie: Territory) -> None:
    assert Case.objects.count() == 7 and Letter.objects.count() == 10
    assert waiting(Letter.objects.all()).count() == 3
    assert {one.state for one in OwnAction.objects.all()} == {"planned", "running", "done", "abandoned"}
    for model in (Case, DutyMark, OwnAction):
        assert not model._default_manager.filter(is_sample=False).exists()
    assert find_breaks() == []


def test_seats_come_from_different_places(lubuskie: Territory) -> None:
    places = list(Seat.objects.exclude(institution=None).values_list("institution__territory", flat=True))
    assert len(places) == len(set(places)) == 2


def test_the_year_has_duties_done_and_left_open(lubuskie: Territory) -> None:
    today = timezone.localdate()
    past = [line for line in year_of_duties(lubuskie, today.year, today) if line.occurrence.due < today]
    assert all(line.state in (DutyState.DONE, DutyState.OVERDUE) for line in past)
    assert sum(line.state is DutyState.DONE for line in past) == DutyMark.objects.count()


def test_it_goes_with_the_sample(lubuskie: Territory) -> None:
    removed = remove_office()
    assert removed["letter"] == 10 and removed["case"] == 7
    assert not Seat.objects.exclude(institution=None).exists() and not Letter.objects.exists()
    assert not +remove_office()
