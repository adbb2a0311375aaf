"""The pages of minutes: draft, edit by two, present, approve, correct; as documents; each for whom it is meant."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.models import Meeting, Minutes
from koordynata.foundation.documents import PdfUnavailable
from koordynata.web.coordination import minutes as pages
from tests.coordination.conftest import Team, make_team, team
from tests.coordination.test_minutes import earlier, held
from tests.foundation.documents.reading import docx_text, lacks

__all__ = ["make_team", "team"]  # fixtures of the room


@pytest.fixture
def meeting(team: Team) -> Meeting:
    return earlier(held(team)[0])


@pytest.fixture
def office(coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    return client


def url(meeting: Meeting, what: str = "") -> str:
    return f"/posiedzenia/{meeting.pk}/protokol/{what}"


def sent(minutes: Minutes, **more: Any) -> dict[str, Any]:
    """The edit form as the page shows it, with something else in it."""
    fields: dict[str, Any] = {"version": minutes.version, "count": len(minutes.sections) + 1}
    for place, one in enumerate([*minutes.sections, {"title": "", "text": ""}]):
        fields |= {f"title{place}": one["title"], f"text{place}": one["text"]}
    return fields | more


def test_from_draft_to_correction(meeting: Meeting, office: Client, team: Team) -> None:
    assert "Nie ma jeszcze protokołu" in office.get(url(meeting)).text
    office.post(url(meeting, "utworz/"))
    minutes = Minutes.objects.get()
    assert "Obradom przewodniczy" in office.get(url(meeting)).text
    answer = office.post(
        url(meeting, "zmien/"), sent(minutes, text1="– Osoba A", title5="Wolne wnioski", text5="Brak.")
    )
    assert answer.status_code == 302
    page = office.get(url(meeting)).text
    assert "Wolne wnioski" in page and "<li>Osoba A</li>" in page
    office.post(url(meeting, "przedloz/"))
    later, ballot = held(team)
    assert f'value="{later.pk}-{ballot.pk}"' in office.get(url(meeting)).text
    office.post(url(meeting, "przyjmij/"), {"where": f"{later.pk}-{ballot.pk}"})
    office.post(url(meeting, "sprostuj/"), {"text": "Było 12 osób."})
    page = office.get(url(meeting)).text
    assert "Było 12 osób." in page and Minutes.objects.get().audit_head in page and "przyjęty" in page


def test_the_second_secretary_keeps_the_text_and_sees_the_first(meeting: Meeting, office: Client, team: Team) -> None:
    minutes = services.draft_minutes(meeting=meeting, by=team.by)
    office.post(url(meeting, "zmien/"), sent(minutes, text0="Tekst pierwszej sekretarz"))
    late = office.post(url(meeting, "zmien/"), sent(minutes, text0="Tekst drugiego sekretarza"))
    assert late.status_code == 409
    for words in (
        "Niczego nie nadpisano",
        "Tekst pierwszej sekretarz",
        "Tekst drugiego sekretarza",
        'name="version" value="2"',
    ):
        assert words in late.text
    assert Minutes.objects.get().sections[0]["text"] == "Tekst pierwszej sekretarz"
    again = office.post(url(meeting, "zmien/"), sent(minutes, text0="Oba teksty", version=2))
    assert again.status_code == 302 and Minutes.objects.get().sections[0]["text"] == "Oba teksty"


def test_emptied_sections_go_and_nothing_at_all_is_refused(meeting: Meeting, office: Client, team: Team) -> None:
    minutes = services.draft_minutes(meeting=meeting, by=team.by)
    office.post(url(meeting, "zmien/"), sent(minutes, title0="", text0=""))
    assert len(Minutes.objects.get().sections) == len(minutes.sections) - 1
    assert office.post(url(meeting, "zmien/"), {"version": 2, "count": 0}).status_code == 422


@pytest.mark.parametrize("count", ["", "x", "-1", "99999", "٣", "1" * 40])
def test_a_hostile_count_breaks_nothing(meeting: Meeting, office: Client, team: Team, count: str) -> None:
    minutes = services.draft_minutes(meeting=meeting, by=team.by)
    answer = office.post(url(meeting, "zmien/"), sent(minutes) | {"count": count})
    assert answer.status_code in (302, 422) and Minutes.objects.get().sections == minutes.sections


def test_a_draft_is_not_for_members_what_is_presented_is(
    meeting: Meeting, office: Client, member: User, as_user: Any, team: Team
) -> None:
    minutes, reader = services.draft_minutes(meeting=meeting, by=team.by), as_user(member)
    assert "Obradom przewodniczy" not in reader.get(url(meeting)).text
    assert reader.get(url(meeting, "pdf/")).status_code == reader.get(url(meeting, "docx/")).status_code == 404
    services.present_minutes(minutes=minutes, by=team.by)
    assert "Obradom przewodniczy" in reader.get(url(meeting)).text
    assert team.by.email in office.get(url(meeting)).text and team.by.email not in reader.get(url(meeting)).text
    assert reader.get(url(meeting, "zmien/")).status_code == reader.post(url(meeting, "przyjmij/")).status_code == 404


def test_documents_come_as_files(meeting: Meeting, office: Client, team: Team) -> None:
    services.draft_minutes(meeting=meeting, by=team.by)
    pdf, word = office.get(url(meeting, "pdf/")), office.get(url(meeting, "docx/"))
    assert pdf.headers["Content-Type"] == "application/pdf" and lacks(pdf.content) == []
    assert word.headers["Content-Disposition"].endswith('.docx"') and "Obradom przewodniczy" in docx_text(word.content)


def test_without_the_libraries_the_page_says_so(
    meeting: Meeting, office: Client, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_minutes: Minutes) -> bytes:
        raise PdfUnavailable("Nie ma bibliotek.")

    services.draft_minutes(meeting=meeting, by=team.by)
    monkeypatch.setattr(pages, "minutes_pdf", refuse)
    answer = office.get(url(meeting, "pdf/"), follow=True)
    assert answer.status_code == 200 and "Nie ma bibliotek." in answer.text


def test_what_is_written_is_shown_as_text(meeting: Meeting, office: Client, team: Team) -> None:
    minutes = services.draft_minutes(meeting=meeting, by=team.by)
    office.post(url(meeting, "zmien/"), sent(minutes, text0="<script>alert(1)</script>"))
    page = office.get(url(meeting)).text
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


def test_a_refusal_is_said_on_the_page(meeting: Meeting, office: Client, team: Team) -> None:
    services.draft_minutes(meeting=meeting, by=team.by)
    office.post(url(meeting, "przedloz/"))
    assert "cofnij go do edycji" in office.post(
        url(meeting, "zmien/"), sent(Minutes.objects.get(), text0="x")
    ).text  # fmt: skip
    assert office.post(url(meeting, "przyjmij/"), {"where": "999-"}).status_code == 422


def test_the_queries_do_not_grow_with_the_ballots(
    meeting: Meeting, office: Client, team: Team, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    services.draft_minutes(meeting=meeting, by=team.by)
    with CaptureQueriesContext(connection) as one:
        office.get(url(meeting))
    three = team.meeting()
    for _n in range(3):
        ballot = team.ballot(three, "abc")
        team.vote(ballot, a="in_favour", b="in_favour", c="in_favour")
        team.close(ballot)
        services.enter_resolution(ballot=ballot, by=team.by)
    services.draft_minutes(meeting=services.close_meeting(meeting=three, by=team.by), by=team.by)
    with CaptureQueriesContext(connection) as more:
        office.get(url(three))
    assert len(more) <= len(one) + 1
