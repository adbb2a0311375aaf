"""What the page of an institution keeps back from readers outside the office: people, small counts, foreign parts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Contact, Institution, Membership, Offer
from koordynata.registry.queries.history import history_of
from koordynata.registry.services import (
    add_contact,
    close_institution,
    merge_institutions,
    remove_contact,
    reopen_institution,
)
from koordynata.sources.models import ImportRun, RunPlace, Snapshot
from tests.conftest import make_user


def page_of(institution: Institution) -> str:
    return f"/instytucje/{institution.pk}/"


def test_the_history_names_contacts_to_the_office_only(
    school: Institution, land: Any, coordinator: User, member: User, school_head: User, as_user: Any
) -> None:
    twin = Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Technikum Nysa", territory=land["1607"])
    Contact.objects.create(institution=twin, name="Ewa Przykładowa")
    merge_institutions(keeper=school, duplicate=twin, by=coordinator)
    Contact.objects.all().delete()
    gone = add_contact(institution=school, name="Jan Przykładowy", email="jan@example.org", by=coordinator)
    remove_contact(contact=gone, by=coordinator)
    office = as_user(coordinator).get(page_of(school))
    for name in ("Jan Przykładowy", "jan@example.org", "Ewa Przykładowa"):
        assert name in office.content.decode(), "the office reads every change"
    for reader in (member, school_head):
        answer = as_user(reader).get(page_of(school))
        page = answer.content.decode()
        assert "Przykładow" not in page and "jan@example.org" not in page
        assert len(answer.context["changes"]) == len(office.context["changes"]), "that something changed is no secret"


def test_counts_as_reported_are_for_the_office_and_the_school_itself(
    school: Institution, land: Any, lists: Any, coordinator: User, member: User, school_head: User, as_user: Any
) -> None:
    occupation = lists["occupations"]["311407"]
    Offer.objects.create(
        school=school, occupation=occupation, school_year=2026, grade=5, pupils=7, graduates=6, pass_share=0.5
    )
    other = Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Inne technikum", territory=land["1607"])
    neighbour = make_user("neighbour@example.org", "school_head", land["16"], institution=other)
    small = '<td class="number">7</td>'
    for reader in (coordinator, school_head):
        assert small in as_user(reader).get(page_of(school)).content.decode()
    for reader in (member, neighbour):
        page = as_user(reader).get(page_of(school)).content.decode()
        assert occupation.name_pl in page, "what is taught is public"
        assert small not in page and '<td class="number">6</td>' not in page and "50%" not in page


@pytest.mark.parametrize(("reader", "seen"), [("narrow", False), ("coordinator", True)])
def test_a_complex_that_reaches_into_another_powiat_shows_what_its_reader_may_see(
    school: Institution, land: Any, coordinator: User, as_user: Any, reader: str, seen: bool
) -> None:
    whole = Institution.objects.create(
        kind=InstitutionKind.SCHOOL_COMPLEX, name="Zespół w Opolu (przykład)", territory=land["1661"]
    )
    part = Institution.objects.create(
        kind=InstitutionKind.SCHOOL, name="Filia w Opolu (przykład)", territory=land["1661"], parent=whole, pupils=88
    )
    Institution.objects.filter(pk=school.pk).update(parent=whole)
    user = coordinator if reader == "coordinator" else make_user("nysa@example.org", "officer", land["1607"])
    page = as_user(user).get(page_of(school)).content.decode()
    assert (whole.name in page, part.name in page) == (seen, seen)


def test_the_history_names_people_to_the_office_only(
    school: Institution,
    land: Any,
    coordinator: User,
    member: User,
    school_head: User,
    administrator: User,
    as_user: Any,
) -> None:
    ministry = make_user("ministry@example.org", "ministry", land["PL"])
    close_institution(institution=school, closed_on=date(2026, 8, 31), by=coordinator)
    reopen_institution(institution=school, by=administrator)
    for reader in (member, school_head, ministry):
        page = as_user(reader).get(page_of(school)).content.decode()
        assert "coordinator@example.org" not in page and "administrator@example.org" not in page
        assert "Coordinator" not in page, "nor the name alone"
        assert "Pracownik biura koordynacji (województwo opolskie)" in page and "Administrator (Polska)" in page
    for reader in (coordinator, administrator):
        page = as_user(reader).get(page_of(school)).content.decode()
        assert "coordinator@example.org" in page and "administrator@example.org" in page


def test_a_role_that_ended_is_told_as_it_was(school: Institution, land: Any, coordinator: User, member: User) -> None:
    close_institution(institution=school, closed_on=date(2026, 8, 31), by=coordinator)
    Membership.objects.filter(user=coordinator).update(until=timezone.now())
    Membership.objects.create(user=coordinator, role="analyst", territory=land["12"])
    told = history_of(school, member, with_people=False)[0].who
    Membership.objects.filter(user=coordinator).delete()
    assert (told, history_of(school, member, with_people=False)[0].who) == (
        "Pracownik biura koordynacji (województwo opolskie)", "osoba bez roli w tym miejscu",
    )  # fmt: skip


def test_the_history_points_at_runs_that_the_reader_may_open(
    school: Institution, coordinator: User, member: User, administrator: User, as_user: Any
) -> None:
    snapshot = Snapshot.objects.create(
        sha256="d" * 64, source="rspo", file_name="x", size=1, publisher="x", licence="y"
    )
    national = ImportRun.objects.create(source="rspo", snapshot=snapshot, started_by_label="system")
    RunPlace.objects.create(run=national, code="PL")
    Institution.objects.filter(pk=school.pk).update(created_run=national)
    link = f'href="/importy/{national.pk}/"'
    for reader, seen in ((member, False), (coordinator, False), (administrator, True)):
        client = as_user(reader)
        assert (link in client.get(page_of(school)).content.decode()) is seen
        assert (client.get(f"/importy/{national.pk}/").status_code == 200) is seen


def test_the_length_of_a_history_costs_no_questions(
    school: Institution, coordinator: User, member: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        close_institution(institution=school, closed_on=date(2026, 8, 31), by=coordinator)
        reopen_institution(institution=school, by=coordinator)
    with django_assert_max_num_queries(5):
        assert len(history_of(school, member, with_people=False)) == 10
