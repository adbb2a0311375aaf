"""Roles and invitations: nobody gives what they do not hold, or where they do not hold it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.accounts.roles import ROLES, Permission
from koordynata.foundation.models import AuditEvent
from koordynata.registry.errors import NotAllowed, RegistryRefusal
from koordynata.registry.models import Institution, Invitation, Membership
from koordynata.registry.queries.people import people_with_roles, visible_invitations
from koordynata.registry.scopes import scope_of
from koordynata.registry.services import (
    accept_invitation,
    end_membership,
    give_role,
    invite,
    withdraw_invitation,
)

PASSWORD = "a quite long password"


def send(by: User, capture: Any, **more: Any) -> tuple[Invitation, str]:
    """An invitation and the token of its mail."""
    with capture(execute=True):
        invitation = invite(email="New@Example.org", link=lambda token: f"https://house/{token}", by=by, **more)
    match = re.search(r"https://house/(\S+)", str(mail.outbox[-1].body))
    assert match
    return invitation, match[1]


@pytest.fixture
def capture(django_capture_on_commit_callbacks: Any) -> Any:
    return django_capture_on_commit_callbacks


def test_an_invitation_makes_an_account_with_one_role(land: Any, coordinator: User, capture: Any) -> None:
    invitation, token = send(coordinator, capture, role="member", territory=land["16"])
    assert token not in str(vars(invitation)) and len(invitation.token_hash) == 64
    user = accept_invitation(token=token, full_name="Nowa Osoba", password=PASSWORD)
    assert user.email == "new@example.org" and user.check_password(PASSWORD)
    assert [m.role for m in user.memberships.active()] == ["member"]
    assert scope_of(user, Permission.VIEW_METRICS).covers("16/1607/")
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"invitation.sent", "user.created", "membership.given", "invitation.accepted"} <= verbs
    assert token not in str(list(AuditEvent.objects.values_list("after", "before")))


def test_a_link_works_once(land: Any, coordinator: User, capture: Any) -> None:
    _, token = send(coordinator, capture, role="member", territory=land["16"])
    accept_invitation(token=token, full_name="Nowa Osoba", password=PASSWORD)
    with pytest.raises(RegistryRefusal):
        accept_invitation(token=token, full_name="Inna Osoba", password=PASSWORD)


def test_a_link_ends_after_fourteen_days(land: Any, coordinator: User, capture: Any) -> None:
    _, token = send(coordinator, capture, role="member", territory=land["16"])
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)), pytest.raises(RegistryRefusal):
        accept_invitation(token=token, full_name="Nowa Osoba", password=PASSWORD)


def test_a_withdrawn_link_is_dead(land: Any, coordinator: User, stranger: User, capture: Any) -> None:
    invitation, token = send(coordinator, capture, role="member", territory=land["16"])
    with pytest.raises(NotAllowed):
        withdraw_invitation(invitation=invitation, by=stranger)
    withdraw_invitation(invitation=invitation, by=coordinator)
    with pytest.raises(RegistryRefusal):
        accept_invitation(token=token, full_name="Nowa Osoba", password=PASSWORD)


def test_a_weak_password_leaves_the_link_alive(land: Any, coordinator: User, capture: Any) -> None:
    _, token = send(coordinator, capture, role="member", territory=land["16"])
    with pytest.raises(ValidationError):
        accept_invitation(token=token, full_name="Nowa Osoba", password="short")
    assert not User.objects.filter(email="new@example.org").exists()
    accept_invitation(token=token, full_name="Nowa Osoba", password=PASSWORD)


def test_an_existing_account_accepts_only_when_signed_in(land: Any, coordinator: User, capture: Any) -> None:
    owner = User.objects.create_user("new@example.org", PASSWORD, full_name="Stara Osoba")
    _, token = send(coordinator, capture, role="member", territory=land["16"])
    for by in (None, coordinator):
        with pytest.raises(RegistryRefusal):
            accept_invitation(token=token, full_name="X", password="another long password", by=by)
    accept_invitation(token=token, by=owner)
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD) and Membership.objects.filter(user=owner).count() == 1


def test_an_invitation_dies_with_the_rights_of_whoever_sent_it(land: Any, coordinator: User, capture: Any) -> None:
    _, token = send(coordinator, capture, role="member", territory=land["16"])
    coordinator.memberships.update(until=timezone.now())
    with pytest.raises(RegistryRefusal):
        accept_invitation(token=token, full_name="Nowa Osoba", password=PASSWORD)
    assert not User.objects.filter(email="new@example.org").exists()


# (who, role, where) → allowed?  Everything else is an escalation.
GIVING = [
    ("coordinator", "officer", "16", True),
    ("coordinator", "analyst", "1607", True),
    ("coordinator", "member", "16", True),
    ("coordinator", "administrator", "16", False),
    ("coordinator", "ministry", "PL", False),
    ("coordinator", "officer", "12", False),
    ("coordinator", "member", "PL", False),
    ("coordinator", "no such role", "16", False),
    ("stranger", "member", "16", False),
    ("stranger", "member", "12", True),
    ("member", "member", "16", False),
    ("school_head", "member", "16", False),
    ("employer", "member", "16", False),
    ("administrator", "administrator", "PL", True),
    ("administrator", "ministry", "PL", True),
]


@pytest.mark.parametrize(("who", "role", "where", "allowed"), GIVING)
def test_roles_not_above_the_own_and_not_elsewhere(
    who: str, role: str, where: str, allowed: bool, land: Any, request: Any, capture: Any
) -> None:
    by, target = request.getfixturevalue(who), User.objects.create_user("t@example.org", full_name="Ktoś")
    acts = [
        lambda: give_role(user=target, role=role, territory=land[where], by=by),
        lambda: invite(email="n@example.org", role=role, territory=land[where], link=str, by=by),
    ]
    for act in acts:
        if allowed:
            act()
        else:
            with pytest.raises(NotAllowed):
                act()
    assert Membership.objects.filter(user=target).exists() is allowed
    assert Invitation.objects.exists() is allowed


def test_a_role_for_an_institution_needs_one_in_the_territory(
    land: Any, coordinator: User, stranger: User, school: Institution
) -> None:
    somebody = User.objects.create_user("t@example.org", full_name="Ktoś")
    with pytest.raises(RegistryRefusal):
        give_role(user=somebody, role="school_head", territory=land["16"], by=coordinator)
    with pytest.raises(RegistryRefusal):
        give_role(user=somebody, role="school_head", territory=land["12"], institution=school, by=stranger)
    give_role(user=somebody, role="school_head", territory=land["16"], institution=school, by=coordinator)


def test_a_role_given_twice_stands_once_and_ends_at_once(land: Any, coordinator: User) -> None:
    somebody = User.objects.create_user("t@example.org", full_name="Ktoś")
    one = give_role(user=somebody, role="member", territory=land["16"], by=coordinator)
    assert give_role(user=somebody, role="member", territory=land["16"], by=coordinator) == one
    end_membership(membership=one, by=coordinator)
    end_membership(membership=one, by=coordinator)
    again = User.objects.get(pk=somebody.pk)
    assert not scope_of(again, Permission.VIEW_METRICS).covers("16/")
    verbs = [v for v in AuditEvent.objects.values_list("verb", flat=True) if v.startswith("membership")]
    assert verbs == ["membership.ended", "membership.given"]


def test_nobody_ends_a_role_elsewhere_or_above(
    land: Any, coordinator: User, stranger: User, administrator: User, member: User
) -> None:
    for by, target in ((stranger, member), (coordinator, administrator), (member, member)):
        membership = Membership.objects.get(user=target)
        with pytest.raises(NotAllowed):
            end_membership(membership=membership, by=by)
        assert Membership.objects.active().filter(pk=membership.pk).exists()


def test_the_last_administrator_stays(land: Any, administrator: User, member: User) -> None:
    membership = Membership.objects.get(user=administrator)
    with pytest.raises(RegistryRefusal):
        end_membership(membership=membership, by=administrator)
    give_role(user=member, role="administrator", territory=land["PL"], by=administrator)
    end_membership(membership=membership, by=administrator)


def test_everyone_sees_the_people_of_their_own_place(
    land: Any, coordinator: User, stranger: User, member: User, administrator: User, capture: Any
) -> None:
    send(coordinator, capture, role="member", territory=land["16"])
    assert {p.user for p in people_with_roles(coordinator)} == {coordinator, member}
    assert {p.user for p in people_with_roles(stranger)} == {stranger}
    assert people_with_roles(member) == []
    assert {p.user for p in people_with_roles(administrator)} == {coordinator, member, stranger, administrator}
    assert visible_invitations(coordinator).count() == 1 and not visible_invitations(stranger).exists()


def test_every_role_keeps_staff_marked() -> None:
    """Whoever may change or invite is staff and needs a second factor."""
    office = {Permission.EDIT_REGISTERS, Permission.IMPORT_DATA, Permission.INVITE, Permission.IMPORT_REFERENCE}
    assert [role.id for role in ROLES.values() if bool(role.permissions & office) is not role.staff] == []
