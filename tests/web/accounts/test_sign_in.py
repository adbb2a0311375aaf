"""Signing in and out: rate limits, second factor, session limits, locked accounts."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.accounts.services import disable_user
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.models import AuditEvent

LOGIN = "/konto/login/"
PASSWORD = "a long password"


def sign_in(user: User, password: str = PASSWORD, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client()
    return client, client.post(LOGIN, {"login": user.email, "password": password})


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def code_of(user: User, at: float | None = None) -> str:
    """The code that the user's app shows."""
    secret = totp.TOTP(Authenticator.objects.get(user=user, type="totp")).instance.data["secret"]
    from koordynata.accounts.second_factor import EncryptedSecrets

    counter = int(at or time.time()) // 30
    return str(totp.format_hotp_value(totp.hotp_value(EncryptedSecrets().decrypt(secret), counter)))


@pytest.fixture
def with_app(coordinator: User) -> User:
    """The coordinator with an authenticator app."""
    from koordynata.accounts.second_factor import EncryptedSecrets

    secret = totp.generate_totp_secret()
    Authenticator.objects.create(user=coordinator, type="totp", data={"secret": EncryptedSecrets().encrypt(secret)})
    return coordinator


def test_it_works(member: User) -> None:
    client, response = sign_in(member)
    assert response.status_code == 302 and is_signed_in(client)
    assert AuditEvent.objects.filter(verb="user.signed_in", actor_id=member.pk).exists()


def test_a_wrong_password_and_an_unknown_address_look_alike(member: User) -> None:
    _, wrong = sign_in(member, "another password")
    _, unknown = sign_in(User(email="nobody@example.org"), "another password")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors != {}


def test_after_five_wrong_passwords_even_the_right_one_waits(member: User) -> None:
    for _ in range(5):
        sign_in(member, "wrong")
    client, response = sign_in(member)
    assert not is_signed_in(client)
    assert response.context["form"].errors or response.status_code == 429


def test_fewer_wrong_passwords_do_not_lock(member: User) -> None:
    for _ in range(3):
        sign_in(member, "wrong")
    client, _ = sign_in(member)
    assert is_signed_in(client)


def test_signing_out_needs_a_post(member: User, as_user: Any) -> None:
    client = as_user(member)
    client.get("/konto/logout/")
    assert is_signed_in(client)
    client.post("/konto/logout/")
    assert not is_signed_in(client)
    assert AuditEvent.objects.filter(verb="user.signed_out").exists()


def test_there_is_no_open_sign_up(db: None) -> None:
    assert Client().get("/konto/signup/").status_code == 404
    assert Client().post("/konto/signup/", {"email": "x@example.org"}).status_code == 404


def test_a_locked_account_is_out_at_once(member: User, as_user: Any) -> None:
    client = as_user(member)
    assert is_signed_in(client)
    disable_user(user=member, by=SYSTEM)
    assert not is_signed_in(client)
    client, _ = sign_in(member)
    assert not is_signed_in(client)


def test_an_idle_session_ends_after_an_hour(member: User) -> None:
    client, _ = sign_in(member)
    start = timezone.now()
    for minutes in (50, 100, 150):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            assert is_signed_in(client), "each request within the hour keeps the session alive"
    with time_machine.travel(start + timedelta(minutes=211)):
        assert not is_signed_in(client)


def test_a_session_ends_after_twelve_hours_in_any_case(member: User) -> None:
    client, _ = sign_in(member)
    start = timezone.now()
    for half_hours in range(1, 24):
        with time_machine.travel(start + timedelta(minutes=30 * half_hours)):
            assert is_signed_in(client)
    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert not is_signed_in(client)


def test_the_time_of_another_session_is_not_believed(member: User, coordinator: User) -> None:
    client, _ = sign_in(member)
    other, _ = sign_in(coordinator)
    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        other.get("/")
        client.cookies["koordynata_seen"] = other.cookies["koordynata_seen"].value
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert is_signed_in(other) and not is_signed_in(client)


def test_staff_set_up_a_second_factor_before_anything_else(coordinator: User, as_user: Any, settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = True
    client = as_user(coordinator)
    for address in ("/", "/osoby/"):
        assert client.get(address).headers["Location"] == "/konto/2fa/totp/activate/"
    assert client.post("/osoby/zapros/", {"email": "x@example.org"}).status_code == 302
    assert client.get("/konto/2fa/totp/activate/").status_code in {200, 302}
    assert client.post("/jezyk/", {"language": "en"}).headers["Location"] == "/"


def test_others_and_a_demo_do_without(coordinator: User, member: User, as_user: Any, settings: Any) -> None:
    assert is_signed_in(as_user(coordinator))
    settings.STAFF_NEED_SECOND_FACTOR = True
    assert is_signed_in(as_user(member))


def test_setting_up_the_app_opens_the_house(coordinator: User, settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = True
    client, _ = sign_in(coordinator)
    page = client.get("/konto/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret.encode() in page.content and b"data:image/svg+xml" in page.content
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    assert client.post("/konto/2fa/totp/activate/", {"code": code}).status_code == 302
    stored = Authenticator.objects.get(user=coordinator, type="totp").data["secret"]
    assert secret not in stored, "a dump gives nobody a second factor"
    assert is_signed_in(client)
    codes = client.get("/konto/2fa/recovery-codes/")
    assert codes.status_code == 200 and len(codes.context["unused_codes"]) == 10


def test_a_password_alone_does_not_open(with_app: User) -> None:
    client, response = sign_in(with_app)
    assert response.headers["Location"] == "/konto/2fa/authenticate/" and not is_signed_in(client)
    client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert not is_signed_in(client)
    client.post("/konto/2fa/authenticate/", {"code": code_of(with_app)})
    assert is_signed_in(client)


def test_a_code_is_accepted_once(with_app: User) -> None:
    moment = timezone.now()
    with time_machine.travel(moment, tick=False):
        code = code_of(with_app)
        first, _ = sign_in(with_app)
        first.post("/konto/2fa/authenticate/", {"code": code})
        second, _ = sign_in(with_app)
        second.post("/konto/2fa/authenticate/", {"code": code})
        assert is_signed_in(first) and not is_signed_in(second)


def test_a_password_reset_tells_nobody_who_has_an_account(member: User) -> None:
    known = Client().post("/konto/password/reset/", {"email": member.email})
    unknown = Client().post("/konto/password/reset/", {"email": "nobody@example.org"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert [letter.to for letter in mail.outbox] == [[member.email]]


def test_a_reset_link_works_once(member: User) -> None:
    Client().post("/konto/password/reset/", {"email": member.email})
    address = next(word for word in str(mail.outbox[0].body).split() if "://" in word)
    path = "/" + address.split("/", 3)[3]
    client = Client()
    form = client.get(path, follow=True)
    where = form.redirect_chain[-1][0]
    new = "an entirely new password"
    assert client.post(where, {"password1": new, "password2": new}).status_code == 302
    member.refresh_from_db()
    assert member.check_password(new)
    assert Client().get(path, follow=True).context.get("token_fail")
    assert AuditEvent.objects.filter(verb="user.password_changed").exists()


def test_reset_mails_are_limited(member: User) -> None:
    answers = [Client().post("/konto/password/reset/", {"email": member.email}).status_code for _ in range(7)]
    assert len(mail.outbox) == 5 and answers[-1] == 429


def test_the_language_comes_along(member: User, as_user: Any) -> None:
    client = as_user(member)
    client.post("/jezyk/", {"language": "en"})
    assert User.objects.get(pk=member.pk).language == "en"
    _, response = sign_in(member)
    assert response.cookies["django_language"].value == "en"


def test_demo_accounts_are_listed_in_a_demo_only(member: User, settings: Any) -> None:
    User.objects.filter(pk=member.pk).update(is_sample=True, password=make_password("x"))
    assert member.email not in Client().get(LOGIN).content.decode()
    settings.DEMO = True
    page = Client().get(LOGIN).content.decode()
    assert member.email in page and "koordynata-demo" in page
