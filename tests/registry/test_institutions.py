"""Institutions kept by hand: entered, changed, closed, each with its trace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from koordynata.accounts.models import User
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.reference.models import Territory
from koordynata.registry import services
from koordynata.registry.errors import RegistryRefusal
from koordynata.registry.models import Institution
from koordynata.registry.queries.values import version_of


def company(land: dict[str, Territory], **more: Any) -> dict[str, Any]:
    return {"kind": "employer", "name": "Zakład Kolejowy (przykład)", "territory": land["1607"], **more}


def last_event() -> AuditEvent:
    event = AuditEvent.objects.first()
    assert event is not None
    return event


def test_an_employer_is_entered_by_hand(land: Any, coordinator: User) -> None:
    made = services.create_institution(values=company(land, nip="5260001246"), by=coordinator)
    event = last_event()
    assert (event.verb, event.object_id, event.actor_id) == ("institution.created", str(made.pk), coordinator.pk)
    assert event.territories == ["1607"]
    assert event.after and event.after["nip"] == "5260001246"


def test_an_entry_without_a_name_is_refused_and_leaves_no_trace(land: Any, coordinator: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        services.create_institution(values=company(land, name=""), by=coordinator)
    assert "name" in refusal.value.message_dict
    assert not AuditEvent.objects.exists() and not Institution.objects.filter(kind="employer").exists()


def test_a_change_tells_what_differs(school: Institution, coordinator: User) -> None:
    services.update_institution(
        institution=school, values={"phone": "77 123 45 67"}, seen_version=version_of(school), by=coordinator
    )
    event = last_event()
    assert (event.before, event.after) == ({"phone": ""}, {"phone": "77 123 45 67"})


def test_a_save_without_changes_writes_nothing(school: Institution, coordinator: User) -> None:
    services.update_institution(
        institution=school, values={"phone": ""}, seen_version=version_of(school), by=coordinator
    )
    assert not AuditEvent.objects.exists()


def test_a_stale_tab_never_overwrites(school: Institution, coordinator: User, administrator: User) -> None:
    seen = version_of(school)
    services.update_institution(institution=school, values={"phone": "1"}, seen_version=seen, by=administrator)
    with pytest.raises(ChangedMeanwhile) as lost:
        services.update_institution(institution=school, values={"phone": "2"}, seen_version=seen, by=coordinator)
    assert Institution.objects.get(pk=school.pk).phone == "1"
    assert lost.value.current["phone"] == "1" and lost.value.by == administrator.audit_label and lost.value.at


def test_an_import_makes_a_tab_stale_as_well(school: Institution, coordinator: User) -> None:
    seen = version_of(school)
    Institution.objects.filter(pk=school.pk).update(head_name="Somebody Else")
    with pytest.raises(ChangedMeanwhile):
        services.update_institution(institution=school, values={"phone": "2"}, seen_version=seen, by=coordinator)


def test_closing_and_reopening(school: Institution, coordinator: User) -> None:
    day = date(2026, 8, 31)
    services.close_institution(institution=school, closed_on=day, by=coordinator)
    assert not Institution.objects.current().filter(pk=school.pk).exists()
    with pytest.raises(RegistryRefusal):
        services.close_institution(institution=school, closed_on=day, by=coordinator)
    services.reopen_institution(institution=school, by=coordinator)
    assert Institution.objects.current().filter(pk=school.pk).exists()
    with pytest.raises(RegistryRefusal):
        services.reopen_institution(institution=school, by=coordinator)
    assert [event.verb for event in AuditEvent.objects.all()] == ["institution.reopened", "institution.closed"]


def test_contacts_come_and_go_once(school: Institution, coordinator: User) -> None:
    contact = services.add_contact(institution=school, name="Jan Przykładowy", email="jan@example.org", by=coordinator)
    services.remove_contact(contact=contact, by=coordinator)
    services.remove_contact(contact=contact, by=coordinator)
    assert [event.verb for event in AuditEvent.objects.all()] == [
        "institution.contact_removed",
        "institution.contact_added",
    ]


@pytest.mark.parametrize(("scheme", "value"), [("regon", "123456789"), ("nip", "526000124"), ("rspo", "0123")])
def test_a_wrong_number_is_refused(school: Institution, coordinator: User, scheme: str, value: str) -> None:
    with pytest.raises(ValidationError):
        services.add_number(institution=school, scheme=scheme, value=value, by=coordinator)


def test_a_number_belongs_to_one_institution(land: Any, school: Institution, coordinator: User) -> None:
    other = services.create_institution(values=company(land), by=coordinator)
    services.add_number(institution=school, scheme="krs", value="0000012345", by=coordinator)
    with pytest.raises(ValidationError):
        services.add_number(institution=other, scheme="krs", value="0000012345", by=coordinator)
    with pytest.raises(ValidationError):
        services.add_number(institution=other, scheme="rspo", value=str(school.rspo), by=coordinator)


def test_an_offer_said_twice_stands_once(school: Institution, lists: Any, land: Any, coordinator: User) -> None:
    occupation = lists["occupations"]["311407"]
    for _ in range(2):
        offer = services.declare_offer(school=school, occupation=occupation, school_year=2026, by=coordinator)
    assert school.offers.count() == 1 and AuditEvent.objects.count() == 1
    employer = services.create_institution(values=company(land), by=coordinator)
    with pytest.raises(RegistryRefusal):
        services.declare_offer(school=employer, occupation=occupation, school_year=2026, by=coordinator)
    services.withdraw_offer(offer=offer, by=coordinator)
    assert not school.offers.exists()
