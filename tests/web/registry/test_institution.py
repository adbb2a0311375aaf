"""The page of an institution and its forms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.accounts.models import User
from koordynata.foundation.models import AuditEvent
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Contact, Institution, Offer
from koordynata.registry.queries.values import version_of


def page_of(institution: Institution) -> str:
    return f"/instytucje/{institution.pk}/"


@pytest.fixture
def complex_of_schools(school: Institution, land: Any) -> Institution:
    """The complex of the school in Nysa, with a sibling."""
    whole = Institution.objects.create(
        kind=InstitutionKind.SCHOOL_COMPLEX, name="Zespół Szkół w Nysie (przykład)", territory=land["1607"]
    )
    Institution.objects.filter(pk=school.pk).update(parent=whole)
    Institution.objects.create(
        kind=InstitutionKind.SCHOOL, name="Branżowa Szkoła (przykład)", territory=land["1607"], parent=whole, pupils=88
    )
    return whole


def test_a_school_stands_in_its_complex(
    school: Institution, complex_of_schools: Institution, member: User, as_user: Any
) -> None:
    client = as_user(member)
    page = client.get(page_of(school)).content.decode()
    assert complex_of_schools.name in page and "Branżowa Szkoła (przykład)" in page
    whole = client.get(page_of(complex_of_schools))
    assert {part.name for part in whole.context["parts"]} == {school.name, "Branżowa Szkoła (przykład)"}
    assert whole.context["parts_pupils"] == 400


def test_the_offer_is_told_by_year_and_grade(school: Institution, lists: Any, member: User, as_user: Any) -> None:
    occupation = lists["occupations"]["311407"]
    for year, grade, pupils in ((2026, 1, 28), (2026, 2, 25), (2025, 0, None)):
        Offer.objects.create(school=school, occupation=occupation, school_year=year, grade=grade, pupils=pupils)
    years = as_user(member).get(page_of(school)).context["offer"]
    assert [year.label for year in years] == ["2026/2027", "2025/2026"]
    assert years[0].lines[0].grades == {1: 28, 2: 25} and years[0].lines[0].pupils == 53
    assert years[1].lines[0].pupils is None, "taught, but nobody said to how many"


def test_contacts_are_seen_by_the_office_only(
    school: Institution, member: User, coordinator: User, as_user: Any
) -> None:
    Contact.objects.create(institution=school, name="Jan Przykładowy", email="jan@example.org")
    assert "Jan Przykładowy" in as_user(coordinator).get(page_of(school)).content.decode()
    page = as_user(member).get(page_of(school)).content.decode()
    assert "Jan Przykładowy" not in page and "jan@example.org" not in page


def test_a_foreign_institution_answers_like_an_unknown_one(school: Institution, stranger: User, as_user: Any) -> None:
    client = as_user(stranger)
    foreign, unknown = client.get(page_of(school)), client.get("/instytucje/987654321/")
    assert foreign.status_code == unknown.status_code == 404


def test_the_history_tells_every_change(school: Institution, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    data = form_data(client, school) | {"phone": "77 111 22 33"}
    assert client.post(f"{page_of(school)}zmien/", data).status_code == 302
    page = client.get(page_of(school)).content.decode()
    assert "<ins>77 111 22 33</ins>" in page and coordinator.email in page


def form_data(client: Any, institution: Institution) -> dict[str, Any]:
    """What the browser would send back unchanged."""
    response = client.get(f"{page_of(institution)}zmien/")
    form = response.context["form"]
    values = {bound.name: bound.value() for bound in form}
    return {name: value for name, value in values.items() if value is not None} | {
        "version": response.context["version"]
    }


def test_an_unchanged_form_changes_nothing(school: Institution, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    before = version_of(school)
    events = AuditEvent.objects.count()
    assert client.post(f"{page_of(school)}zmien/", form_data(client, school)).status_code == 302
    assert version_of(Institution.objects.get(pk=school.pk)) == before and AuditEvent.objects.count() == events


def test_a_stale_tab_keeps_its_text_and_shows_the_difference(
    school: Institution, coordinator: User, administrator: User, as_user: Any
) -> None:
    late, quick = as_user(coordinator), as_user(administrator)
    mine = form_data(late, school) | {"phone": "mine"}
    quick.post(f"{page_of(school)}zmien/", form_data(quick, school) | {"phone": "theirs"})
    answer = late.post(f"{page_of(school)}zmien/", mine)
    assert answer.status_code == 409 and Institution.objects.get(pk=school.pk).phone == "theirs"
    assert [(clash.saved, clash.entered) for clash in answer.context["clashes"]] == [("theirs", "mine")]
    assert answer.context["form"]["phone"].value() == "mine"
    again = mine | {"version": answer.context["version"]}
    assert late.post(f"{page_of(school)}zmien/", again).status_code == 302
    assert Institution.objects.get(pk=school.pk).phone == "mine", "knowing the difference, the text may be saved"


def test_an_employer_is_entered_once_however_often_the_form_is_sent(land: Any, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    data = {"kind": "employer", "name": "Kolej (przykład)", "territory": land["1607"].pk, "form_key": "abc"}
    for _ in range(2):
        assert client.post("/instytucje/nowa/", data).status_code == 302
    assert Institution.objects.filter(name="Kolej (przykład)").count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("nip", "5260001247"), ("regon", "123"), ("territory", "12"), ("kind", "school")]
)
def test_mistakes_stand_beside_their_fields(field: str, value: str, land: Any, coordinator: User, as_user: Any) -> None:
    data = {"kind": "employer", "name": "Kolej (przykład)", "territory": land["1607"].pk}
    data[field] = land["12"].pk if field == "territory" else value
    answer = as_user(coordinator).post("/instytucje/nowa/", data)
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not Institution.objects.filter(kind="employer").exists()


def test_contacts_numbers_offers_and_closing(school: Institution, lists: Any, coordinator: User, as_user: Any) -> None:
    client, page = as_user(coordinator), page_of(school)
    assert client.post(f"{page}kontakty/", {"name": "Jan Przykładowy"}).status_code == 302
    assert client.post(f"{page}kontakty/", {"name": ""}).status_code == 422
    assert client.post(f"{page}numery/", {"scheme": "nip", "value": "123"}).status_code == 422
    assert client.post(f"{page}numery/", {"scheme": "nip", "value": "5260001246"}).status_code == 302
    occupation = lists["occupations"]["311407"]
    this_year = client.get(page).context["offer_form"].fields["school_year"].choices[2][0]
    assert client.post(f"{page}oferta/", {"occupation": occupation.pk, "school_year": this_year}).status_code == 302
    shown = client.get(page).context
    client.post(f"{page}oferta/{shown['offer'][0].lines[0].declared.pk}/wycofaj/")
    client.post(f"{page}kontakty/{shown['contacts'][0].pk}/usun/")
    client.post(f"{page}numery/{shown['numbers'][0].pk}/usun/")
    client.post(f"{page}zamknij/", {"closed_on": "2026-08-31"})
    school.refresh_from_db()
    assert school.closed_on == date(2026, 8, 31)
    assert not school.contacts.exists() and not school.numbers.exists() and not school.offers.exists()
    client.post(f"{page}otworz/")
    school.refresh_from_db()
    assert school.closed_on is None
    assert client.get(page).status_code == 200


def test_a_part_of_another_institution_is_not_touched(
    school: Institution, land: Any, coordinator: User, as_user: Any
) -> None:
    other = Institution.objects.create(kind=InstitutionKind.EMPLOYER, name="Firma", territory=land["1607"])
    contact = Contact.objects.create(institution=other, name="Jan Przykładowy")
    assert as_user(coordinator).post(f"{page_of(school)}kontakty/{contact.pk}/usun/").status_code == 404
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_merging_on_the_page(school: Institution, land: Any, coordinator: User, stranger: User, as_user: Any) -> None:
    twin = Institution.objects.create(
        kind=InstitutionKind.SCHOOL, name="Technikum nr 1 Nysa", rspo=900002, territory=land["1607"]
    )
    client = as_user(coordinator)
    found = client.get(f"{page_of(school)}polacz/?number=900002")
    assert found.headers["Location"] == f"{page_of(school)}polacz/{twin.pk}/"
    assert "Technikum nr 1 Nysa" in client.get(found.headers["Location"]).content.decode()
    assert client.post(found.headers["Location"]).headers["Location"] == page_of(school)
    assert client.get(page_of(twin)).headers["Location"] == page_of(school)
    assert as_user(stranger).get(page_of(twin)).status_code == 404, "the way to the keeper is nobody else's business"
    assert client.get(f"{page_of(twin)}zmien/").status_code == 404


def test_the_duplicates_page(land: Any, coordinator: User, as_user: Any) -> None:
    for place in ("1607", "1609"):
        Institution.objects.create(
            kind=InstitutionKind.EMPLOYER, name=f"Firma {place}", nip="5260001246", territory=land[place]
        )
    page = as_user(coordinator).get("/instytucje/podobne/").content.decode()
    assert "Firma 1607" in page and "NIP" in page


@pytest.mark.parametrize(
    ("text", "address"),
    [("www.szkola.pl", "http://www.szkola.pl"), ("https://szkola.pl/x?y=1", "https://szkola.pl/x?y=1"),
     ("javascript:alert(1)", ""), ("data:text/html,x", ""), ("brak", ""), ('x.pl" onclick="', "")],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(text: str, address: str) -> None:
    from koordynata.web.addresses import web_address

    assert web_address(text) == address


def test_the_number_of_queries_stays(
    school: Institution, complex_of_schools: Institution, lists: Any, coordinator: User, as_user: Any
) -> None:
    client, counts = as_user(coordinator), {}
    occupations = list(lists["occupations"].values())
    for n in range(1, 4):
        Offer.objects.create(school=school, occupation=occupations[n - 1], school_year=2020 + n)
        Contact.objects.create(institution=school, name=f"Osoba {n}")
        Institution.objects.create(
            kind=InstitutionKind.SCHOOL, name=f"Część {n}", territory=school.territory, parent=complex_of_schools
        )
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page_of(school)).status_code == 200
        counts[n] = len(captured)
    assert counts[1] == counts[3]
