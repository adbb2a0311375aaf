"""The agenda: its order, its items, two people at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koordynata.coordination import services
from koordynata.coordination.enums import ItemKind, Matter
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import AgendaItem, Meeting
from koordynata.coordination.services.items import ITEM_FIELDS
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.stale import state_of

from .conftest import Team


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def meeting(team: Team) -> Meeting:
    """A planned meeting of five items, a to e."""
    starts = timezone.now() + timedelta(days=30)
    made = services.plan_meeting(term=team.term, starts=starts, ends=starts + timedelta(hours=2), by=team.by)
    for letter in "abcde":
        services.add_item(meeting=made, title=letter, by=team.by)
    return made


def order(meeting: Meeting) -> str:
    rows = list(meeting.items.order_by("position").values_list("title", "position"))
    assert [position for _title, position in rows] == list(range(1, len(rows) + 1))
    return "".join(title for title, _position in rows)


@pytest.mark.parametrize(("letter", "place", "after"), [
    ("a", 3, "bcade"), ("e", 1, "eabcd"), ("c", 3, "abcde"), ("b", 99, "acdeb"), ("d", 0, "dabce"),
])  # fmt: skip
def test_moving(letter: str, place: int, after: str, meeting: Meeting, team: Team) -> None:
    services.move_item(item=meeting.items.get(title=letter), position=place, by=team.by)
    assert order(meeting) == after


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves=st.lists(st.tuples(st.sampled_from("abcde"), st.integers(-2, 8)), max_size=6))
def test_no_move_loses_or_doubles_an_item(moves: list[tuple[str, int]], meeting: Meeting, team: Team) -> None:
    for letter, place in moves:
        services.move_item(item=meeting.items.get(title=letter), position=place, by=team.by)
    assert sorted(order(meeting)) == list("abcde")


def test_an_item_changes_with_its_matter(meeting: Meeting, team: Team) -> None:
    item = services.change_item(item=meeting.items.get(title="a"), kind=ItemKind.OPINION, minutes=25, by=team.by)
    assert (item.kind, item.matter, item.minutes) == (ItemKind.OPINION, Matter.OPINION, 25)
    with pytest.raises(ValidationError):
        services.change_item(item=item, title="", by=team.by)


def test_a_stale_form_overwrites_nothing(meeting: Meeting, team: Team) -> None:
    item = meeting.items.get(title="a")
    seen = state_of(item, ITEM_FIELDS)
    services.change_item(item=item, seen=seen, rapporteur="Pierwsza (przykład)", by=team.by)
    with pytest.raises(ChangedMeanwhile) as late:
        services.change_item(item=item, seen=seen, rapporteur="Drugi (przykład)", by=team.by)
    assert late.value.current["rapporteur"] == "Pierwsza (przykład)"
    assert AgendaItem.objects.get(pk=item.pk).rapporteur == "Pierwsza (przykład)"


def test_taking_off_closes_up(meeting: Meeting, team: Team) -> None:
    item = meeting.items.get(title="b")
    services.remove_item(item=item, by=team.by)
    assert order(meeting) == "acde"
    with pytest.raises(CoordinationRefusal, match="meanwhile"):
        services.remove_item(item=item, by=team.by)


def test_a_matter_of_another_room_and_a_motion_hold_their_item(meeting: Meeting, team: Team) -> None:
    matter = services.put_on_agenda(meeting=meeting, title="Opinia", origin="opinions:1", by=team.by)
    moved = meeting.items.get(title="a")
    services.move_motion(item=moved, text="Wniosek", by=team.by)
    for item in (matter, moved):
        with pytest.raises(CoordinationRefusal, match="matter stands behind"):
            services.remove_item(item=item, by=team.by)


def test_what_was_discussed_stands(meeting: Meeting, team: Team) -> None:
    services.call_meeting(meeting=meeting, by=team.by)
    services.open_meeting(meeting=meeting, by=team.by)
    item = services.begin_item(item=meeting.items.get(title="a"), by=team.by)
    with pytest.raises(CoordinationRefusal, match="discussed"):
        services.change_item(item=item, title="inaczej", by=team.by)
    with pytest.raises(CoordinationRefusal, match="postpone"):
        services.remove_item(item=meeting.items.get(title="b"), by=team.by)
    services.close_meeting(meeting=meeting, by=team.by)
    with pytest.raises(CoordinationRefusal, match="closed"):
        services.move_item(item=item, position=3, by=team.by)
