"""Closed by default: every address has a policy, and the policy holds for every role, method and region."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.registry.models import Membership
from koordynata.web.access import Policy

from .conftest import CANARY
from .walking import LOGIN, SCOPED, SHARED, Address, addresses, ask, url_of

ALL = list(addresses())
OPEN = [address for address in ALL if address.policy is not None]
OWN_ROLES = ("coordinator", "member", "school_head", "employer", "administrator")
NOBODY = object()


def without_policy(every: list[Address]) -> list[str]:
    """Our own addresses that say nothing about who may enter."""
    return [address.name for address in every if address.policy is None and not address.library]


def unguarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


class Unguarded:
    """Addresses with a view that somebody forgot to guard."""

    url_patterns = [path("zapomniany/", unguarded, name="account_login")]


def test_every_address_has_a_policy() -> None:
    assert len(ALL) > 60 and without_policy(ALL) == []


def test_a_view_without_a_policy_would_be_found() -> None:
    assert without_policy(list(addresses(Unguarded))) == ["account_login"], "not even a library's name opens it"


@pytest.mark.urls("tests.web.unguarded_urls")
def test_a_view_without_a_policy_answers_nobody(administrator: User, as_user: Any) -> None:
    for client in (Client(), as_user(administrator)):
        assert client.get("/zapomniany/").status_code == 404
        assert client.post("/zapomniany/").status_code == 404


def test_every_address_with_parameters_has_an_example() -> None:
    """Whoever adds an address says here how to call it, and whether it belongs to a region."""
    assert [a.name for a in OPEN if a.parameters and a.name not in SCOPED and a.name not in SHARED] == []


def test_what_the_library_offers_beyond_our_list_is_closed(administrator: User, as_user: Any) -> None:
    closed = [address for address in ALL if address.policy is None]
    assert {address.name for address in closed} >= {"account_signup", "account_email"}
    for address in closed:
        for client in (Client(), as_user(administrator)):
            url = url_of(address, {})
            assert client.get(url).status_code == client.post(url).status_code == 404, address.name


def expected(address: Address, user: User | None, own_region: bool) -> str:
    """What a cell of the matrix must hold: "in", "sign in" or "nothing there"."""
    policy = address.policy
    assert policy is not None
    if policy.public:
        return "in"
    if user is None:
        return "sign in"
    if not policy.admits(user):
        return "nothing there"
    return "in" if own_region or address.name not in SCOPED else "nothing there"


def seen(response: Any) -> str:
    if response.status_code == 404:
        return "nothing there"
    if response.status_code == 302 and response.headers["Location"].startswith(f"{LOGIN}?next="):
        return "sign in"
    return "in"


# Pages that say 404 for reasons of their own: a link that is over, a second factor that is not set up, and a door for
# whole-country users alone. Their own tests stand beside their pages.
APART = {
    "accept_invitation",
    "account_reset_password_from_key",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "change_account",
    "account_logout",
    "coordination:vote",  # members and substitutes alone
    "resolutions:public_resolution",  # published entries alone
    "resolutions:public_file",
    "programme:public_card",  # of adopted programmes alone
    "coordination:answer",  # the person of the notice alone
    "programme:comment",  # while a version is in consultation alone
    "programme:comment_passage",
    "programme:value",  # whoever reports or checks the indicator alone
    "programme:check_value",
    "programme:approve_value",
    "programme:return_value",
    "programme:attach_evidence",
    "programme:detach_evidence",
    "programme:evidence",
    "programme:move_action",  # the office and whoever answers for the institution responsible alone
    "programme:reach",
    "programme:take_back",
    "programme:prove",
    "programme:proof",
    "programme:note_money",
    "programme:take_back_money",
    "programme:note_risk",
    "programme:change_risk",
    "programme:remark",
    "programme:values_workbook",  # the office, and whoever answers for an institution
    "programme:values_file",
    "programme:take_values",
    "programme:take_version",  # with a workbook that was shown before alone
    "programme:report",  # a draft is for the office alone
    "programme:report_file",  # frozen reports alone
    "opinions:bulk_run",  # whoever asked for the run alone
    "opinions:bulk_again",
    "coordination:record",  # a ballot that is open has none
    "intelligence:figure",  # nothing was computed in this house
    "change_view",  # one's own alone, and sharing is stopped by officers
    "delete_view",
    "unshare_view",
}


def test_the_matrix_of_addresses_methods_roles_and_regions(
    things: dict[str, Any],
    request: Any,
    as_user: Any,
    stranger: User,
    without_limits: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    people: list[tuple[str, User | None, bool]] = [("nobody", None, False), ("stranger", stranger, False)]
    people += [(name, request.getfixturevalue(name), True) for name in OWN_ROLES]
    wrong, cells = [], 0
    for who, user, own in people:
        client = as_user(user) if user else Client()
        for address in OPEN:
            if address.name in APART:
                continue
            for method in ("get", "post"):
                cells += 1
                response = ask(client, method, url_of(address, things))
                got = seen(response)
                # "Not by this method" is said before anything is looked up, so it tells nobody anything.
                if response.status_code != 405 and got != expected(address, user, own):
                    wrong.append((who, method, address.name, got))
    with capsys.disabled():
        print(f"\naccess matrix: {cells} cells, {len(wrong)} wrong")  # noqa: T201 - the figure is what it is for
    assert sorted(set(wrong)) == []


def test_the_matrix_would_find_an_open_door(
    things: dict[str, Any], stranger: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: when lists forget their scope, the stranger gets in."""
    from koordynata.registry.models import Institution
    from koordynata.web.registry import loading

    monkeypatch.setattr(loading, "known_institutions", lambda user: Institution.objects.all())
    address = next(a for a in OPEN if a.name == "registry:institution")
    assert seen(ask(as_user(stranger), "get", url_of(address, things))) == "in" != expected(address, stranger, False)


LISTS = [
    "/instytucje/",
    "/importy/",
    "/osoby/",
    "/dziennik/",
    "/szukaj/",
    "/instytucje/podobne/",
    "/uchwaly/",
    "/uchwaly/zadania/",
    "/biuro/",
    "/biuro/korespondencja/",
    "/biuro/dzialania/",
    "/biuro/interesariusze/",
]
QUESTIONS = [
    "", "q=kanarek", "q=kanarekopolskj", "q=technikum", "q=900001", "q=900002", "territory=16", "territory=1607",
    "territory=PL", "closed=on", "occupation=311407", "sort=rspo", "sort=territory", "page=2", "who=kanarek",
    "name=kanarek", "kind=institution", "verb=institution.changed", "since=2000-01-01", "status=x", "kind=school",
]  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_no_filter_order_search_or_export_reaches_what_the_list_does_not_show(
    address: str, things: dict[str, Any], stranger: User, coordinator: User, as_user: Any, without_limits: None
) -> None:
    client, own = as_user(stranger), as_user(coordinator)
    found = 0
    for question in QUESTIONS:
        for form in ("", "&format=csv"):
            for headers in ({}, {"HX-Request": "true"}) if address == "/szukaj/" else ({},):
                url = f"{address}?{question}{form}"
                assert CANARY not in ask(client, "get", url, headers=headers).body.decode("utf-8", "replace"), url
                found += CANARY in ask(own, "get", url, headers=headers).body.decode("utf-8", "replace")
    if address != "/instytucje/podobne/":
        assert found, "the canary must be there to be found by its own region"


def test_a_role_taken_away_ends_at_once(things: dict[str, Any], coordinator: User, as_user: Any) -> None:
    from django.utils import timezone

    client = as_user(coordinator)
    doors = ["/instytucje/", f"/instytucje/{things['school'].pk}/", "/instytucje/?format=csv", "/dziennik/"]
    assert [client.get(door).status_code for door in doors] == [200] * 4
    Membership.objects.filter(user=coordinator).update(until=timezone.now())
    assert [client.get(door).status_code for door in doors] == [404] * 4


def test_the_policy_of_nobody_admits_nobody(member: User) -> None:
    assert not Policy().admits(type("Anonymous", (), {"is_authenticated": False})())
    assert Policy().admits(member)
    some, none = Permission.VIEW_METRICS, Permission.INVITE
    assert Policy(permissions=frozenset({some, none})).admits(member)
    assert not Policy(permissions=frozenset({none})).admits(member)
