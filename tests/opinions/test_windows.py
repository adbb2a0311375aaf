"""Windows of intake: data of the region, tied to meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError

from koordynata.accounts.models import User
from koordynata.coordination import services as coordination
from koordynata.coordination.models import Meeting
from koordynata.opinions import services
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import IntakeWindow, OpinionRequest
from koordynata.opinions.queries.cases import window_of
from koordynata.opinions.queries.lists import RequestFilter, list_requests
from koordynata.opinions.queries.windows import windows_as_of
from koordynata.reference.models import Territory

from .conftest import Stage

WARSAW = ZoneInfo("Europe/Warsaw")
Land = dict[str, Territory]


def window(land: Land, by: User, opens: str, closes: str, meeting: Meeting | None = None) -> IntakeWindow:
    return services.open_window(
        region=land["16"], opens=date.fromisoformat(opens), closes=date.fromisoformat(closes), meeting=meeting, by=by
    )


def planned(stage: Stage, day: date) -> Meeting:
    starts = datetime(day.year, day.month, day.day, 10, tzinfo=WARSAW)
    return coordination.plan_meeting(
        term=stage.team.term, starts=starts, ends=starts + timedelta(hours=2), by=stage.officer
    )


def test_windows_do_not_overlap(land: Land, coordinator: User) -> None:
    window(land, coordinator, "2026-11-01", "2026-11-20")
    window(land, coordinator, "2026-11-21", "2026-12-10")
    for opens, closes in (("2026-11-20", "2026-11-20"), ("2026-10-01", "2026-12-31"), ("2026-12-10", "2026-12-24")):
        with pytest.raises(OpinionRefusal, match="overlaps"):
            window(land, coordinator, opens, closes)
    services.open_window(region=land["12"], opens=date(2026, 11, 5), closes=date(2026, 11, 6), by=coordinator)
    with pytest.raises(ValidationError, match="closes before"):
        window(land, coordinator, "2027-02-02", "2027-02-01")


def test_its_meeting_is_the_regions_and_comes_later(land: Land, stage: Stage, coordinator: User) -> None:
    meeting = planned(stage, date(2026, 12, 15))
    assert window(land, coordinator, "2026-11-01", "2026-12-14", meeting).meeting == meeting
    with pytest.raises(OpinionRefusal, match="before the window closes"):
        window(land, coordinator, "2026-12-15", "2026-12-15", meeting)
    with pytest.raises(OpinionRefusal, match="another region"):
        services.open_window(
            region=land["12"], opens=date(2026, 11, 5), closes=date(2026, 11, 6), meeting=meeting, by=coordinator
        )


@time_machine.travel(datetime(2026, 11, 10, 9, tzinfo=WARSAW), tick=False)
def test_closed_early_and_taken_back(land: Land, coordinator: User) -> None:
    now, later = (
        window(land, coordinator, "2026-11-01", "2026-11-20"),
        window(land, coordinator, "2027-01-01", "2027-02-01"),
    )
    past = window(land, coordinator, "2026-09-01", "2026-09-20")
    assert services.close_window(window=now, by=coordinator).closes == date(2026, 11, 10)
    assert services.close_window(window=now, by=coordinator).closes == date(2026, 11, 10), "pressed twice"
    services.close_window(window=later, by=coordinator)
    assert not IntakeWindow.objects.filter(pk=later.pk).exists()
    with pytest.raises(OpinionRefusal, match="over"):
        services.close_window(window=past, by=coordinator)


@pytest.mark.parametrize(
    ("sent", "place"),
    [("2026-11-01", 0), ("2026-11-20", 0), ("2026-11-21", 1), ("2026-12-10", 1), ("2027-01-15", None)],
)
def test_to_which_window_an_application_belongs(
    land: Land,
    make_request: Callable[..., OpinionRequest],
    stage: Stage,
    coordinator: User,
    sent: str,
    place: int | None,
) -> None:
    """Open on the day, else the next one; the count, the filter and the page say the same."""
    windows = [
        window(land, coordinator, "2026-11-01", "2026-11-20"), window(land, coordinator, "2026-12-01", "2026-12-10"),
    ]  # fmt: skip
    request = make_request()
    moment = datetime.fromisoformat(f"{sent}T23:30").replace(tzinfo=WARSAW)  # the clock of the region decides
    with time_machine.travel(moment, tick=False):
        request = stage.submitted(request)
    found = window_of(request, date(2026, 11, 21))
    assert found == (windows[place] if place is not None else None)
    counts = {row.window.pk: row.applications for row in windows_as_of(coordinator, date(2026, 11, 21))}
    for number, one in enumerate(windows):
        listed = list_requests(coordinator, RequestFilter(window=str(one.pk)))
        assert counts[one.pk] == listed.count() == (1 if number == place else 0)


def test_a_stranger_sees_no_window(land: Land, coordinator: User, stranger: User, school_head: User) -> None:
    window(land, coordinator, "2026-11-01", "2026-11-20")
    assert windows_as_of(stranger, date(2026, 11, 21)) == []
    assert len(windows_as_of(school_head, date(2026, 11, 21))) == 1
