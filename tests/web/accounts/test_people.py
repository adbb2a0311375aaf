"""The pages of people and invitations."""

from __future__ import annotations

import re
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from koordynata.accounts.models import User
from koordynata.registry.models import Invitation, Membership


def test_the_list_shows_the_own_region_only(coordinator: User, member: User, stranger: User, as_user: Any) -> None:
    page = as_user(coordinator).get("/osoby/").content.decode()
    assert member.email in page and stranger.email not in page
    assert as_user(member).get("/osoby/").status_code == 404


def test_an_invitation_travels_by_mail_and_opens_the_house(
    coordinator: User, land: Any, as_user: Any, django_capture_on_commit_callbacks: Any
) -> None:
    data = {"email": "new@example.org", "role": "member", "territory": land["16"].pk, "form_key": "k"}
    client = as_user(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            assert client.post("/osoby/zapros/", data).headers["Location"] == "/osoby/"
    assert Invitation.objects.count() == 1 and len(mail.outbox) == 1, "a form sent twice acts once"
    match = re.search(r"http://testserver(/zaproszenie/\S+)", str(mail.outbox[0].body))
    assert match
    guest = Client()
    page = guest.get(match[1])
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    weak = guest.post(match[1], {"full_name": "Nowa Osoba", "password": "short"})
    assert weak.status_code == 422 and "password" in weak.context["form"].errors
    done = guest.post(match[1], {"full_name": "Nowa Osoba", "password": "quite a long password"})
    assert done.headers["Location"] == "/" and guest.get("/").status_code == 200
    assert Client().get(match[1]).status_code == 404, "the link is used up"


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_cannot_go_out_is_said_and_leaves_no_open_invitation(
    coordinator: User, land: Any, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> int:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("koordynata.registry.services.invitations.send_mail", refuse)
    data = {"email": "new@example.org", "role": "member", "territory": land["16"].pk}
    answer = as_user(coordinator).post("/osoby/zapros/", data)
    assert answer.status_code == 422 and len(answer.context["form"].non_field_errors()) == 1
    assert Invitation.objects.get().withdrawn_at is not None


def test_a_wrong_link_says_only_that_it_is_over(db: None) -> None:
    assert Client().get("/zaproszenie/anything/").status_code == 404


@pytest.mark.parametrize("role", ["administrator", "ministry"])
def test_roles_above_the_own_are_not_offered_and_not_taken(
    role: str, coordinator: User, land: Any, as_user: Any
) -> None:
    client = as_user(coordinator)
    offered = dict(client.get("/osoby/zapros/").context["form"].fields["role"].choices)
    assert "officer" in offered and "administrator" not in offered
    client.post("/osoby/zapros/", {"email": "a@example.org", "role": role, "territory": land["PL"].pk})
    assert not Invitation.objects.exists()


def test_no_role_is_given_by_leaving_the_list_alone(coordinator: User, land: Any, as_user: Any) -> None:
    client = as_user(coordinator)
    assert client.get("/osoby/zapros/").context["form"].fields["role"].choices[0][0] == ""
    data = {"email": "a@example.org", "role": "", "territory": land["16"].pk}
    assert "role" in client.post("/osoby/zapros/", data).context["form"].errors and not Invitation.objects.exists()


def test_a_territory_elsewhere_is_not_offered_and_not_taken(coordinator: User, land: Any, as_user: Any) -> None:
    client = as_user(coordinator)
    places = client.get("/osoby/zapros/").context["form"].fields["territory"].queryset
    assert {place.code for place in places} == {"16", "1607", "1609", "1661"}
    answer = client.post("/osoby/zapros/", {"email": "a@example.org", "role": "member", "territory": land["12"].pk})
    assert answer.status_code == 422 and not Invitation.objects.exists()


def test_a_role_is_given_and_ended_on_the_page(coordinator: User, member: User, land: Any, as_user: Any) -> None:
    client = as_user(coordinator)
    client.post(f"/osoby/{member.pk}/", {"role": "analyst", "territory": land["1607"].pk})
    given = Membership.objects.get(user=member, role="analyst")
    client.post(f"/osoby/role/{given.pk}/zakoncz/")
    assert not Membership.objects.active().filter(pk=given.pk).exists()
    assert "analyst" in str([row.role for row in Membership.objects.filter(user=member)]), "the past stays"


def test_what_belongs_to_another_region_does_not_exist(member: User, stranger: User, land: Any, as_user: Any) -> None:
    theirs = Membership.objects.get(user=member)
    client = as_user(stranger)
    for address in (f"/osoby/{member.pk}/", f"/osoby/role/{theirs.pk}/zakoncz/", f"/osoby/{member.pk}/konto/"):
        assert client.post(address, {"verb": "lock"}).status_code == 404
    assert Membership.objects.active().filter(pk=theirs.pk).exists()
    member.refresh_from_db()
    assert member.is_active


def test_only_an_administrator_locks_accounts_and_never_the_own(
    coordinator: User, member: User, administrator: User, as_user: Any
) -> None:
    lock = {"verb": "lock"}
    assert as_user(coordinator).post(f"/osoby/{member.pk}/konto/", lock).status_code == 404
    client = as_user(administrator)
    assert client.post(f"/osoby/{administrator.pk}/konto/", lock).status_code == 404
    assert client.post(f"/osoby/{member.pk}/konto/", lock).status_code == 302
    member.refresh_from_db()
    assert not member.is_active


def test_an_institution_is_found_by_its_number(
    coordinator: User, school: Any, land: Any, as_user: Any, django_capture_on_commit_callbacks: Any
) -> None:
    data = {"email": "head@example.org", "role": "school_head", "territory": land["16"].pk}
    client = as_user(coordinator)
    assert client.post("/osoby/zapros/", data).status_code == 422, "this role needs an institution"
    assert client.post("/osoby/zapros/", data | {"institution": "123"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/osoby/zapros/", data | {"institution": str(school.rspo)})
    assert Invitation.objects.get().institution == school


def test_the_number_of_queries_stays(
    coordinator: User, land: Any, as_user: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = as_user(coordinator), []
    for n in range(3):
        someone = User.objects.create_user(f"p{n}@example.org", full_name=f"Osoba {n}")
        Membership.objects.create(user=someone, role="member", territory=land["1607"])
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/osoby/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[-1]
