"""The pack as PDF is made in the queue: its page says so and keeps up; it is made once for each state of the papers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.exports import pack_pdf
from koordynata.coordination.exports.pack_pdf import PackPdf
from koordynata.foundation.documents import PdfUnavailable
from koordynata.jobs.queues import QUEUES
from koordynata.jobs.working import make_worker, take_what_waits
from tests.coordination.conftest import Team, make_team, team

from .test_register_pages import office

__all__ = ["make_team", "office", "team"]  # fixtures of the room


@pytest.fixture(autouse=True)
def _real_queues(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": [*QUEUES]}}


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was drawn; the drawing itself is tested beside the document."""
    drawn: list[str] = []

    def draw(content: str, **_more: Any) -> bytes:
        drawn.append(content)
        return b"%PDF-1.7"

    monkeypatch.setattr(pack_pdf, "make_pdf", draw)
    return drawn


@pytest.fixture
def address(team: Team) -> str:
    """A meeting with one open paper and one confidential."""
    item = team.item(team.meeting())
    for title, confidential in (("Plan", False), ("Oferta", True)):
        item.meeting.state = "called"
        item.meeting.save()
        services.add_paper(item=item, title=title, name=f"{title}.txt", content=f"Tekst: {title}".encode() * 4000,
                           confidential=confidential, by=team.by)  # fmt: skip
    return f"/posiedzenia/{item.meeting_id}/pakiet.pdf"


def work() -> None:
    take_what_waits(make_worker(QUEUES))


@pytest.mark.django_db(transaction=True)
class TestQueue:
    def test_asked_once_prepared_and_sent(self, address: str, office: Client, made: list[str]) -> None:
        first, second = office.get(address), office.get(address)
        assert first.status_code == second.status_code == 202 and "przygotowywany" in first.text
        assert 'hx-trigger="every 2s"' in office.get(f"{address}?poll=1").text
        assert DBTaskResult.objects.count() == 1 and not made, "nothing is drawn while the reader waits"
        work()
        look = office.get(f"{address}?poll=1").text
        assert "gotowy" in look and "hx-trigger" not in look
        assert office.get(address).content.startswith(b"%PDF") and len(made) == 1
        assert made[0].count("Tekst: Plan") == 4000, "no text is cut"

    def test_another_version_of_a_paper_is_another_pack(self, address: str, office: Client, team: Team) -> None:
        office.get(address)
        work()
        paper = team.term.meetings.get().items.get()
        services.add_paper(item=paper, title="Plan", name="Plan.txt", content=b"inaczej", by=team.by)
        assert office.get(address).status_code == 202
        work()
        assert office.get(address).status_code == 200

    def test_who_may_not_read_a_paper_gets_another_file(
        self, address: str, office: Client, member: User, as_user: Any, made: list[str]
    ) -> None:
        reader = as_user(member)
        for who in (office, reader):
            who.get(address)
        work()
        assert reader.get(address).status_code == 200 and len(made) == 2
        assert sorted("Tekst: Oferta" in one for one in made) == [False, True]

    def test_why_it_cannot_be_made_is_said(
        self, address: str, office: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:  # fmt: skip
        def fail(_self: PackPdf) -> None:
            raise PdfUnavailable("Brak bibliotek.")

        with monkeypatch.context() as broken:
            broken.setattr(PackPdf, "make", fail)
            office.get(address)
            work()
        assert "Brak bibliotek." in office.get(address).text
        assert "przygotowywany" in office.get(f"{address}?again=1").text
        work()
        assert office.get(address).status_code == 200
