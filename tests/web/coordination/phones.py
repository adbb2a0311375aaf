"""A hall: the team of five with accounts, so that each acts on a phone of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from koordynata.accounts.models import User
from koordynata.coordination.models import Ballot, Meeting, Member
from tests.conftest import make_user
from tests.coordination.conftest import Team

FOR, AGAINST, ABSTAINED = "in_favour", "against", "abstained"


@dataclass
class Phone:
    """Somebody's browser at one meeting, in English."""

    client: Client
    meeting: Meeting

    @property
    def address(self) -> str:
        return f"/posiedzenia/{self.meeting.pk}/glos/"

    def page(self, query: str = "", part: str = "glos/") -> str:
        """What the phone shows."""
        answer = self.client.get(f"/posiedzenia/{self.meeting.pk}/{part}{query}")
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def vote(self, ballot: Ballot, choice: str, **more: str) -> str:
        """Send a paper and follow to the page that tells what became of it."""
        sent = self.client.post(self.address, {"ballot": ballot.pk, "choice": choice, **more})
        assert sent.status_code == 302 and sent["Location"] == self.address
        return self.page()

    def press(self, part: str, **values: Any) -> str:
        """Press a button of the live page; what is said there then."""
        sent = self.client.post(f"/posiedzenia/{self.meeting.pk}/{part}", values)
        assert sent.status_code == 302, sent.content.decode()
        return self.page(part="")


def asks_again(page: str) -> str:
    """The address that a page of a meeting asks again; empty where it does not keep up."""
    found = re.search(r'hx-get="(/posiedzenia/[^"]+)"', page)
    return found[1].replace("&amp;", "&") if found else ""


def said(page: str) -> str:
    """The messages of a page."""
    found = re.search(r'<div class="messages".*?</div>\s*</div>\s*</div>', page, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


@pytest.fixture
def phone(land: Any, coordinator: User, as_user: Any) -> Callable[..., Phone]:
    """The phone of a person of the team by letter; of the office without one."""

    def make(team: Team, meeting: Meeting, letter: str = "") -> Phone:
        user = coordinator
        if letter:
            member = Member.objects.get(pk=team.people[letter].pk)
            user = member.user or make_user(f"{letter}@example.org", "member", land["16"])
            Member.objects.filter(pk=member.pk).update(user=user)
        client = as_user(user)
        client.cookies["django_language"] = "en"
        return Phone(client, meeting)

    return make
