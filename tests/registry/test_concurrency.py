"""Many hands at once: what was accepted is there, what was refused is not, a form sent twice at once acts once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from koordynata.accounts.models import User
from koordynata.foundation.audit import find_breaks
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.reference.models import Territory
from koordynata.registry import services
from koordynata.registry.models import Institution, Invitation, Membership
from koordynata.registry.queries.values import version_of

EDITORS, SAVES = 16, 25

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite" and not connection.settings_dict["TEST"]["NAME"],
        reason="SQLite's test database lies in memory, where threads share one connection: needs TEST NAME or PostgreSQL",
    ),
]


def together(count: int, act: Callable[[int], Any]) -> list[Any]:
    """Run `act(0)`, `act(1)`, … at the same time, each with its own connection."""

    def one(number: int) -> Any:
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.fixture
def officer(db: None) -> User:
    country = Territory.objects.create(code="PL", kind="country", name="Polska", path="PL/")
    region = Territory.objects.create(code="16", kind="voivodeship", name="opolskie", path="16/", parent=country)
    user = User.objects.create_user("officer@example.org", "x", full_name="Officer")
    Membership.objects.create(user=user, role="officer", territory=region)
    return user


@pytest.fixture
def company(officer: User) -> Institution:
    return Institution.objects.create(
        kind="employer", name="Firma (przykład)", territory=Territory.objects.get(code="16")
    )


def test_accepted_saves_are_present(company: Institution, officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    """Each editor reads and saves on; a save that says "accepted" stands in the history, one refused does not."""

    def edit(editor: int) -> list[str]:
        accepted = []
        for save in range(SAVES):
            text = f"{editor}-{save}"
            seen = Institution.objects.select_related("territory").get(pk=company.pk)
            try:
                services.update_institution(
                    institution=seen, values={"phone": text}, seen_version=version_of(seen), by=officer
                )
                accepted.append(text)
            except ChangedMeanwhile:
                continue
        return accepted

    accepted = [text for texts in together(EDITORS, edit) for text in texts]
    events = AuditEvent.objects.filter(verb="institution.changed").order_by("id")
    chain = [(event.before["phone"], event.after["phone"]) for event in events if event.before and event.after]
    with capsys.disabled():
        print(f"\n{EDITORS} editors × {SAVES} saves: {len(accepted)} accepted, {len(chain)} present")  # noqa: T201
    assert sorted(accepted) == sorted(after for _before, after in chain)
    assert all(chain[n][1] == chain[n + 1][0] for n in range(len(chain) - 1)), (
        "nobody wrote over what they had not seen"
    )
    assert Institution.objects.get(pk=company.pk).phone == chain[-1][1]
    assert find_breaks() == []


def test_a_form_sent_twice_at_once_acts_once(officer: User) -> None:
    data = {"kind": "employer", "name": "Raz (przykład)", "territory": Territory.objects.get(code="16").pk}

    def send(_number: int) -> int:
        client = Client()
        client.force_login(officer)
        return client.post("/instytucje/nowa/", data | {"form_key": "same"}).status_code

    assert set(together(4, send)) == {302}
    assert Institution.objects.filter(name="Raz (przykład)").count() == 1


def test_an_invitation_used_at_once_makes_one_account(officer: User) -> None:
    tokens: list[str] = []

    def note(token: str) -> str:
        tokens.append(token)
        return token

    services.invite(
        email="new@example.org", role="member", territory=Territory.objects.get(code="16"),
        link=note, by=officer,
    )  # fmt: skip

    def use(number: int) -> bool:
        try:
            services.accept_invitation(token=tokens[0], full_name=f"Osoba {number}", password="quite a long password")
        except Exception:
            return False
        return True

    assert sum(together(6, use)) == 1
    assert User.objects.filter(email="new@example.org").count() == 1 == Membership.objects.filter(role="member").count()
    assert Invitation.objects.get().accepted_at


def test_merging_at_once_happens_once(company: Institution, officer: User) -> None:
    twin = Institution.objects.create(kind="employer", name="Firma", territory=company.territory)

    def merge(number: int) -> bool:
        pair = (company, twin) if number % 2 else (twin, company)
        try:
            services.merge_institutions(keeper=pair[0], duplicate=pair[1], by=officer)
        except Exception:
            return False
        return True

    assert sum(together(6, merge)) == 1
    assert Institution.objects.filter(merged_into__isnull=False).count() == 1
