"""The sample's councils go whole; a real one stays, and what is real is never taken along."""

import pytest
from django.apps import apps
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import override

from koordynata.cli.management.commands.remove_sample import told
from koordynata.cli.sample.council import make_council
from koordynata.cli.sample.plan import Plan
from koordynata.cli.sample.remove_council import remove_councils
from koordynata.coordination import services
from koordynata.coordination.models import Ballot, Body, Meeting, Member
from koordynata.foundation.audit import SYSTEM
from koordynata.reference.models import Territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lubuskie() -> Territory:
    country = Territory.objects.get_or_create(code="PL", defaults={"kind": "country", "name": "Polska"})[0]
    region, _made = Territory.objects.get_or_create(
        code="08", defaults={"kind": "voivodeship", "name": "lubuskie", "parent": country, "path": "08/"}
    )
    make_council(Plan(regions=("08",)))
    return region


def rows_left() -> dict[str, int]:
    models = apps.get_app_config("coordination").get_models()
    return {model.__name__: count for model in models if (count := model._default_manager.count())}


def test_all_of_a_sample_council_goes(lubuskie: Territory) -> None:
    there = rows_left()
    assert {"Body", "Seat", "Mandate", "Substitute", "Meeting", "Vote", "Presence", "Recusal", "Member"} <= set(there)
    removed = remove_councils()
    assert rows_left() == {} and removed["meeting"] == there["Meeting"] and removed["vote"] == there["Vote"]
    assert remove_councils() == {}


def test_a_real_council_stays(lubuskie: Territory) -> None:
    body = services.create_body(kind="team", name="Rada", short_name="Rada", territory=lubuskie, by=SYSTEM)
    term = services.open_term(body=body, starts=timezone.now(), by=SYSTEM)
    member = services.add_member(territory=lubuskie, name="A. B.", email="a@example.org", by=SYSTEM)
    services.appoint(
        seat=services.add_seat(term=term, side="labour_market", organisation="PUP", by=SYSTEM),
        member=member, starts=timezone.now(), by=SYSTEM,
    )  # fmt: skip
    remove_councils()
    assert Body.objects.get() == body and Member.objects.get() == member and not Ballot.objects.exists()


def test_a_real_body_under_a_sample_one_holds_it(lubuskie: Territory) -> None:
    """It would lose what it belongs to: somebody has to say what is to become of it first."""
    parent = Body.objects.get(parent=None, is_sample=True)
    services.create_body(
        kind="group", name="Grupa robocza", short_name="GR", territory=lubuskie, parent=parent, by=SYSTEM
    )
    with pytest.raises(ProtectedError):
        remove_councils()
    assert Meeting.objects.exists()


def test_what_went_is_told_in_words() -> None:
    removed = {"seat": 20, "vote": 5, "institution": 3, "body": 1, "user": 0}
    with override("en"):
        words = [(str(name), number) for name, number in told(removed)]
    assert words == [("institutions", 3), ("bodies", 1), ("parts of these", 25)]
