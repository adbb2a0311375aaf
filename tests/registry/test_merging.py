"""Two entries that are one institution."""

from __future__ import annotations

from typing import Any

import pytest

from koordynata.accounts.models import User
from koordynata.foundation.models import AuditEvent
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.errors import RegistryRefusal
from koordynata.registry.models import Contact, Institution, Membership, Offer, RegisterNumber
from koordynata.registry.queries.duplicates import possible_duplicates
from koordynata.registry.services import merge_institutions
from koordynata.registry.services.merging import FOLLOWERS, KEYED


@pytest.fixture
def twin(school: Institution, land: Any, lists: Any) -> Institution:
    """The same school, entered again under another number."""
    twin = Institution.objects.create(
        kind=InstitutionKind.SCHOOL, name="Technikum 1 Nysa", rspo=900002, regon="012345675", territory=land["1607"]
    )
    occupations = lists["occupations"]
    Offer.objects.create(school=school, occupation=occupations["311407"], school_year=2026)
    Offer.objects.create(school=twin, occupation=occupations["311407"], school_year=2026)
    Offer.objects.create(school=twin, occupation=occupations["311928"], school_year=2026)
    Contact.objects.create(institution=twin, name="Jan Przykładowy")
    return twin


def test_everything_moves_and_nothing_is_lost(
    school: Institution, twin: Institution, school_head: User, land: Any, coordinator: User
) -> None:
    Membership.objects.create(user=school_head, role="school_head", territory=land["16"], institution=twin)
    merge_institutions(keeper=school, duplicate=twin, by=coordinator)
    twin.refresh_from_db()
    assert twin.merged_into == school and twin.rspo == 900002, "its register's next file still finds it"
    assert set(RegisterNumber.objects.values_list("institution_id", "scheme", "value")) == {
        (school.pk, "rspo", "900002"),
        (school.pk, "regon", "012345675"),
    }
    assert school.offers.count() == 2 and twin.offers.count() == 1, "what both taught stays with the duplicate"
    assert school.contacts.count() == 1
    assert not Membership.objects.filter(institution=twin).exists()
    assert not Institution.objects.current().filter(pk=twin.pk).exists()


def test_the_audit_log_tells_what_moved(school: Institution, twin: Institution, coordinator: User) -> None:
    merge_institutions(keeper=school, duplicate=twin, by=coordinator)
    told = AuditEvent.objects.get(verb="institution.merged").after
    assert told and told["moved"]["contacts"] == ["Jan Przykładowy"] and told["moved"]["offers"] == 1
    assert AuditEvent.objects.get(verb="institution.merged_into").object_id == str(twin.pk)


def test_what_was_merged_into_the_duplicate_follows(
    school: Institution, twin: Institution, land: Any, coordinator: User
) -> None:
    third = Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Trzecia", territory=land["1607"])
    merge_institutions(keeper=twin, duplicate=third, by=coordinator)
    merge_institutions(keeper=school, duplicate=twin, by=coordinator)
    third.refresh_from_db()
    assert third.merged_into == school


def test_nonsense_is_refused(school: Institution, twin: Institution, land: Any, coordinator: User) -> None:
    company = Institution.objects.create(kind=InstitutionKind.EMPLOYER, name="Firma", territory=land["1607"])
    part = Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Część", territory=land["1607"], parent=school)
    for other in (school, company, part):
        with pytest.raises(RegistryRefusal):
            merge_institutions(keeper=school, duplicate=other, by=coordinator)
    merge_institutions(keeper=school, duplicate=twin, by=coordinator)
    with pytest.raises(RegistryRefusal):
        merge_institutions(keeper=school, duplicate=twin, by=coordinator)


def test_possible_duplicates_are_found_in_the_own_region_only(land: Any, coordinator: User, stranger: User) -> None:
    names = [
        "Zakłady Mechaniczne Nysa (przykład)",
        "Zakład Mechaniczny w Nysie (przykład)",
        "Piekarnia Kłos (przykład)",
    ]
    for name in names:
        Institution.objects.create(kind=InstitutionKind.EMPLOYER, name=name, territory=land["1607"])
    for place in ("1661", "1609"):
        Institution.objects.create(
            kind=InstitutionKind.EMPLOYER, name=f"Firma {place}", nip="5260001246", territory=land[place]
        )
    pairs = possible_duplicates(coordinator)
    assert [(pair.reason, {pair.first.name, pair.second.name}) for pair in pairs] == [
        ("nip", {"Firma 1661", "Firma 1609"}),
        ("name", set(names[:2])),
    ]
    assert possible_duplicates(stranger) == []


def test_parts_of_one_complex_are_no_duplicates(land: Any, coordinator: User) -> None:
    whole = Institution.objects.create(kind=InstitutionKind.SCHOOL_COMPLEX, name="Zespół", territory=land["1607"])
    for name in ("Technikum", "Liceum"):
        Institution.objects.create(
            kind=InstitutionKind.SCHOOL, name=name, regon="012345675", territory=land["1607"], parent=whole
        )
    assert possible_duplicates(coordinator) == []


def forgotten_by_a_merge() -> set[tuple[str, str]]:
    """Relations to institutions that a merge does not know."""
    known = {(model, field) for _name, model, field, *_key in (*KEYED, *FOLLOWERS)}
    relations = {(relation.related_model, relation.field.name) for relation in Institution._meta.related_objects}
    return {(model.__name__, name) for model, name in relations - known}


def test_nothing_that_points_at_an_institution_is_forgotten() -> None:
    assert forgotten_by_a_merge() == set()


def test_control_a_forgotten_relation_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.registry.test_merging.KEYED", [])
    assert forgotten_by_a_merge() == {("Offer", "school")}
