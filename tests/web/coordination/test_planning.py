"""The plan of the year: list, export, one meeting, a year by a rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koordynata.accounts.models import User
from koordynata.coordination.models import Meeting
from tests.coordination.conftest import Team

from .conftest import Called, local, plan

PLAN, NEW, YEAR = "/posiedzenia/plan/", "/posiedzenia/plan/nowe/", "/posiedzenia/plan/rok/"


@pytest.fixture
def office(coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    return client


def of_body(team: Team, **values: Any) -> dict[str, Any]:
    return {"body": team.body.pk, "begins": "10:00", "lasts": "180", "form": "hybrid", "place": "sala"} | values


def test_the_plan_shows_a_year_and_exports_it(called: Called, office: Client) -> None:
    year = local(called.meeting.starts).year
    page = office.get(PLAN, {"year": year})
    assert [row.pk for row, _period in page.context["rows"]] == [called.meeting.pk]
    assert not office.get(PLAN, {"year": year + 1}).context["rows"]
    assert len(office.get(f"{PLAN}?year=rok&body=x").context["rows"]) in (0, 1)
    response: Any = office.get(f"{PLAN}?year={year}&format=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "sala 1" in text and local(called.meeting.starts).isoformat(timespec="minutes") in text


def test_the_number_of_queries_does_not_grow(team: Team, office: Client) -> None:
    counts = []
    for weeks in (1, 2, 3):
        made = plan(team, days=7 * weeks)
        made.starts, made.ends = made.starts.replace(year=2031), made.ends.replace(year=2031)
        made.save()
        with CaptureQueriesContext(connection) as seen:
            office.get(f"{PLAN}?year=2031")
        counts.append(len(seen))
    assert len(set(counts[1:])) == 1


def test_only_the_office_plans(called: Called, member: User, stranger: User, as_user: Any) -> None:
    assert "Zaplanuj" not in as_user(member).get(PLAN).content.decode()
    assert as_user(member).get(NEW).status_code == as_user(member).post(YEAR).status_code == 404
    answer = as_user(stranger).post(NEW, of_body(called.team, day="2027-02-18"))
    assert answer.status_code == 422 and Meeting.objects.count() == 1, "another region's body is no choice"


def test_planning_one(team: Team, office: Client) -> None:
    answer = office.post(NEW, of_body(team, day="2027-02-18"))
    made = Meeting.objects.get()
    assert answer.status_code == 302 and f"/{made.pk}/porzadek/" in answer.headers["Location"]
    assert local(made.starts).isoformat() == "2027-02-18T10:00:00+01:00"
    assert made.ends - made.starts == timedelta(hours=3)


def test_an_hour_that_the_clock_leaves_out_is_refused(team: Team, office: Client) -> None:
    answer = office.post(NEW, of_body(team, day="2027-03-28", begins="02:30"))
    assert answer.status_code == 422 and "does not exist" in answer.content.decode()
    assert office.post(NEW, of_body(team, day="2027-03-28", begins="03:00")).status_code == 302


def test_a_year_is_shown_before_it_is_planned(team: Team, office: Client) -> None:
    rule = of_body(team, year="2027", week="3", weekday="3", months=["2", "5", "9"])
    page = office.get(YEAR, rule)
    days = [one.day for one in page.context["proposed"]]
    assert days == [date(2027, 2, 18), date(2027, 5, 20), date(2027, 9, 16)] and not Meeting.objects.exists()
    kept = [day.isoformat() for day in days[:2]]
    assert office.post(YEAR, rule | {"days": [*kept, "2027-01-01", "nonsense"]}).status_code == 302
    assert [local(one.starts).date() for one in Meeting.objects.order_by("starts")] == days[:2]


def test_a_year_without_days_is_refused(team: Team, office: Client) -> None:
    rule = of_body(team, year="2027", week="3", weekday="3", months=["2"])
    assert office.post(YEAR, rule).status_code == 422
    assert office.post(YEAR, rule | {"year": "bad"}).status_code == 422 and not Meeting.objects.exists()
