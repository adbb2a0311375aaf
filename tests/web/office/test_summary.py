# ruff: noqa: F811
"""The office's queue in short on the desk, and its morning mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from tests.coordination.conftest import Team, make_team, team  # noqa: F401


def test_the_desk_tells_the_officer_what_waits(
    team: Team, coordinator: User, member: User, stranger: User, as_user: Any
) -> None:
    """Negative control: members see no queue, another office sees its own."""
    for n in range(7):
        due = timezone.localdate() + timedelta(days=n)
        services.set_task(body=team.body, title=f"Zadanie nr {n}", due=due, owner_name="Biuro", by=team.by)
    desk = as_user(coordinator).get("/")
    work = desk.context["work"]
    assert len(work.first) == 5 and sum(number for *_words, number in work.counts) >= 7
    assert [row.item.due for row in work.first] == sorted(row.item.due for row in work.first), "the most urgent first"
    assert "/biuro/?urgency=soon" in desk.content.decode() and "Praca biura" in desk.content.decode()
    assert as_user(member).get("/").context["work"] is None
    assert "Zadanie nr" not in as_user(stranger).get("/").content.decode()


def test_the_morning_mail_is_asked_for_and_stopped(team: Team, coordinator: User, member: User, as_user: Any) -> None:
    client = as_user(coordinator)
    for wanted, word in (("1", "Zatrzymaj poranną wiadomość"), ("0", "Wysyłaj mi tę listę co rano")):
        page = client.post("/biuro/poczta-poranna/", {"wanted": wanted}, follow=True).content.decode()
        coordinator.refresh_from_db()
        assert coordinator.work_digest is (wanted == "1") and word in page
    assert as_user(member).post("/biuro/poczta-poranna/", {"wanted": "1"}).status_code == 404
    assert client.get("/biuro/poczta-poranna/").status_code == 405
