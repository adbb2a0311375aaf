"""The public card of a school: what whoever reads figures, and no registers, sees of it."""

from __future__ import annotations

from typing import Any

import pytest

from koordynata.accounts.models import User
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Contact, Institution, Membership, Offer
from koordynata.registry.services import merge_institutions
from tests.conftest import make_user
from tests.web.intelligence import fakes
from tests.web.walking import plain

KEPT_BACK = (
    "+48 77 000",
    "szkola@example.org",
    "Dyrektor Przykładowy",
    "Kontakt Przykładowy",
    "312",
    "77",
    "REGON",
    "History",
)


@pytest.fixture
def shown(school: Institution, lists: Any) -> Institution:
    """A school of which everything is known."""
    Institution.objects.filter(pk=school.pk).update(
        street="Szkolna", building="5", postcode="48-300", phone="+48 77 000", email="szkola@example.org",
        head_name="Dyrektor Przykładowy", regon="000000000", public_status="publiczna",
    )  # fmt: skip
    Contact.objects.create(institution=school, name="Kontakt Przykładowy")
    occupation = lists["occupations"]["311407"]
    Offer.objects.create(school=school, occupation=occupation, school_year=2026, grade=1, pupils=77, graduates=77)
    school.refresh_from_db()
    return school


def page_of(institution: Institution, user: User, as_user: Any) -> tuple[int, str]:
    client = as_user(user)
    client.cookies["django_language"] = "en"
    answer = client.get(f"/instytucje/{institution.pk}/")
    return answer.status_code, plain(answer.content)


def test_an_employer_sees_name_place_and_offer_of_a_school(shown: Institution, employer: User, as_user: Any) -> None:
    status, page = page_of(shown, employer, as_user)
    assert status == 200
    for told in (shown.name, "Szkolna 5", "48-300", "Nysa", "automatyk sterowania", f"/szkoly/{shown.pk}/perspektywa/"):
        assert told in page
    for kept in KEPT_BACK:
        assert kept not in page.replace(shown.name, ""), kept
    assert 'href="/instytucje/"' not in page and "/zmien/" not in page and "/kontakty/" not in page


def test_a_reader_of_the_registers_sees_the_whole_page(shown: Institution, coordinator: User, as_user: Any) -> None:
    """The other side: what the card keeps back is there."""
    page = page_of(shown, coordinator, as_user)[1]
    assert [kept for kept in KEPT_BACK if kept not in page] == []


@pytest.mark.parametrize("kind", sorted(set(InstitutionKind.values) - {"school", "school_complex"}))
def test_of_other_institutions_there_is_no_card_and_no_outlook(
    kind: str, land: Any, employer: User, coordinator: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.install(monkeypatch)
    other = Institution.objects.create(kind=kind, name="Tajne (przykład)", territory=land["1607"])
    assert page_of(other, coordinator, as_user)[0] == 200
    assert page_of(other, employer, as_user)[0] == 404
    for user in (employer, coordinator):
        assert as_user(user).get(f"/szkoly/{other.pk}/perspektywa/").status_code == 404


def test_a_school_of_another_region_has_no_card(shown: Institution, land: Any, as_user: Any) -> None:
    company = Institution.objects.create(kind=InstitutionKind.EMPLOYER, name="Firma", territory=land["1261"])
    foreigner = make_user("foreigner@example.org", "employer", land["12"], institution=company)
    assert page_of(shown, foreigner, as_user)[0] == 404


def test_whoever_reads_one_register_and_the_figures_of_another_region_gets_page_and_card(
    shown: Institution, land: Any, employer: User, as_user: Any
) -> None:
    elsewhere = Institution.objects.create(
        kind=InstitutionKind.SCHOOL, name="Technikum w Krakowie", territory=land["1261"], phone="+48 12 000"
    )
    Membership.objects.create(user=employer, role="member", territory=land["12"])
    assert "+48 12 000" in page_of(elsewhere, employer, as_user)[1]
    assert "+48 77 000" not in page_of(shown, employer, as_user)[1]
    assert "Kraków" in as_user(employer).get("/instytucje/").content.decode()
    assert shown.name not in as_user(employer).get("/instytucje/").content.decode(), "the list is the register's"


def test_a_complex_names_its_schools_without_their_pupils(
    shown: Institution, land: Any, employer: User, as_user: Any
) -> None:
    whole = Institution.objects.create(kind=InstitutionKind.SCHOOL_COMPLEX, name="Zespół", territory=land["1661"])
    Institution.objects.filter(pk=shown.pk).update(parent=whole)
    page = page_of(whole, employer, as_user)[1]
    assert f'href="/instytucje/{shown.pk}/"' in page and ">312<" not in page
    assert f'href="/instytucje/{whole.pk}/"' in page_of(shown, employer, as_user)[1]


def test_a_merged_school_leads_to_the_one_that_was_kept(
    shown: Institution, land: Any, employer: User, coordinator: User, as_user: Any
) -> None:
    twin = Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Bliźniacze", territory=land["1607"])
    merge_institutions(keeper=shown, duplicate=twin, by=coordinator)
    answer = as_user(employer).get(f"/instytucje/{twin.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/instytucje/{shown.pk}/")
    assert as_user(employer).get(f"/szkoly/{twin.pk}/perspektywa/").status_code == 404
