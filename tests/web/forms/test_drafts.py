"""Drafts: one's own, of forms that one may open; gone with a save and a sign-out, kept when a session runs out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from koordynata.accounts.models import Draft, User
from koordynata.accounts.services import MOST_DRAFTS, save_draft
from koordynata.foundation.models import AuditEvent
from koordynata.registry.models import Contact, Institution, Membership
from koordynata.registry.services import end_membership
from koordynata.web.drafts import MOST_CHARACTERS

KEEP = "/szkic/zachowaj/"


def contacts(school: Institution) -> str:
    return f"/instytucje/{school.pk}/kontakty/"


def keep(client: Client, address: str, **fields: str) -> Any:
    return client.post(KEEP, {"draft_address": address, "form_key": "key", **fields})


def kept(client: Client, address: str) -> Any:
    return client.get("/szkic/", {"draft_address": address}).json()["fields"]


def test_a_draft_comes_back_to_its_writer_only(
    school: Institution, coordinator: User, administrator: User, member: User, as_user: Any
) -> None:
    mine, theirs, outside = as_user(coordinator), as_user(administrator), as_user(member)
    answer = keep(mine, contacts(school), name="Jan Przykładowy", csrfmiddlewaretoken="secret")
    assert answer.status_code == 200 and re.search(r"\d\d:\d\d", answer.json()["message"])
    assert kept(mine, contacts(school)) == {"name": ["Jan Przykładowy"]}, "neither keys nor tokens are kept"
    assert kept(theirs, contacts(school)) == {}
    assert keep(outside, contacts(school), name="x").status_code == 400, "a form that one may not open keeps nothing"
    assert Client().get("/szkic/").status_code == 302
    assert not AuditEvent.objects.filter(object_label__icontains="Jan").exists(), "scratch paper is no record"


@pytest.mark.parametrize("address", ["", "/konto/login/", "/osoby/", "https://example.org/", "//x/", "/nie-ma/", "\0"])
def test_only_forms_that_say_so_keep_drafts(address: str, coordinator: User, as_user: Any) -> None:
    assert keep(as_user(coordinator), address, text="x").status_code == 400
    assert not Draft.objects.exists()


def test_the_page_offers_and_opens_what_waits(school: Institution, coordinator: User, as_user: Any) -> None:
    client, page = as_user(coordinator), f"/instytucje/{school.pk}/"
    assert "data-draft-offer" not in client.get(page).content.decode()
    keep(client, contacts(school), name="Jan")
    text = client.get(page).content.decode()
    assert text.count("data-draft-offer") == 1 and text.count('<details class="adder" open>') == 1
    assert text.count("data-draft=") == 4, "contacts, numbers, offers, closing"
    edit = f"{page}zmien/"
    keep(client, edit, phone="77", version="old")
    assert "data-draft-offer" in client.get(edit).content.decode()
    assert kept(client, edit) == {"phone": ["77"], "version": ["old"]}, "the version travels along: no stale overwrite"


def test_a_save_drops_the_draft_and_a_mistake_does_not(school: Institution, coordinator: User, as_user: Any) -> None:
    client, address = as_user(coordinator), contacts(school)
    keep(client, address, name="")
    assert client.post(address, {"name": "", "form_key": "key"}).status_code == 422 and Draft.objects.exists()
    assert client.post(address, {"name": "Jan", "form_key": "key"}).status_code == 302
    assert Contact.objects.exists() and not Draft.objects.exists()
    keep(client, address, name="Jan")
    assert not Draft.objects.exists(), "what was sent off before the save and came after it brings nothing back"
    client.post(KEEP, {"draft_address": address, "form_key": "fresh", "name": "Anna"})
    assert Draft.objects.exists(), "a fresh form keeps drafts"


def test_throwing_away(school: Institution, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    keep(client, contacts(school), name="Jan")
    client.post("/szkic/wyrzuc/", {"draft_address": contacts(school)})
    assert not Draft.objects.exists()


def test_throwing_away_what_no_database_holds_is_no_fault(coordinator: User, as_user: Any) -> None:
    assert as_user(coordinator).post("/szkic/wyrzuc/", {"draft_address": "/instytucje/nowa/\0"}).status_code == 200


def test_a_role_that_ends_takes_the_drafts_along(
    school: Institution, coordinator: User, administrator: User, member: User, as_user: Any
) -> None:
    """A draft of a form holds what stood in the record, and the record is not theirs any more."""
    keep(as_user(coordinator), contacts(school), name="Jan")
    end_membership(membership=Membership.objects.get(user=member), by=administrator)
    assert Draft.objects.exists(), "another one's role"
    end_membership(membership=Membership.objects.get(user=coordinator), by=administrator)
    assert not Draft.objects.exists()


def test_signing_out_leaves_nothing_and_a_session_that_ran_out_keeps_it(
    school: Institution, coordinator: User, settings: Any
) -> None:
    client = Client()
    client.force_login(coordinator)
    keep(client, contacts(school), name="Jan")
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.SESSION_IDLE_SECONDS + 60), tick=False):
        assert client.get("/").status_code == 302, "the session is over"
    assert Draft.objects.exists()
    client.force_login(coordinator)
    client.post("/konto/logout/")
    assert not Draft.objects.exists()


def test_what_is_too_long_is_refused(school: Institution, coordinator: User, as_user: Any) -> None:
    assert keep(as_user(coordinator), contacts(school), name="x" * (MOST_CHARACTERS + 1)).status_code == 413


def test_drafts_are_few_short_lived_and_without_nul(coordinator: User, member: User) -> None:
    with time_machine.travel(datetime(2026, 9, 1, tzinfo=timezone.get_current_timezone()), tick=False):
        save_draft(address="/old/", content={"a": ["x"]}, by=member)
    for number in range(MOST_DRAFTS + 3):
        save_draft(address=f"/{number}/", content={"a": ["x\0y"]}, by=coordinator)
    assert not Draft.objects.filter(user=member).exists()
    assert Draft.objects.filter(user=coordinator).count() == MOST_DRAFTS
    assert Draft.objects.first().content == {"a": ["xy"]}  # type: ignore[union-attr]
