# ruff: noqa: F811
"""From the wizard to the delivered opinion through the pages, as the people of the house."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services as coordination
from koordynata.opinions.enums import RequestState
from koordynata.opinions.evidence import digest_of
from koordynata.opinions.models import Opinion, OpinionRequest
from koordynata.registry.models import Institution
from tests.coordination.conftest import Team, make_team, team  # noqa: F401
from tests.foundation.test_files import PDF
from tests.opinions.conftest import REASONS, Stage, make_request, stage  # noqa: F401


def post(client: Any, address: str, **values: Any) -> Any:
    return client.post(address, values)


def test_from_the_wizard_to_the_delivered_opinion(
    school: Institution,
    lists: Any,
    school_head: User,
    coordinator: User,
    member: User,
    team: Team,
    as_user: Any,
) -> None:
    head, office, reader = as_user(school_head), as_user(coordinator), as_user(member)
    answer = head.get("/opinie/kreator/?occupation=311407&school_type=TEC&lang=en").content.decode()
    assert not re.findall("class=.error.*", answer), re.findall("class=.error.*", answer)
    assert "Opinia jest potrzebna." in answer and "2240" in answer and "Sprawdź przed użyciem" in answer
    made = post(head, "/opinie/nowy/", school=school.pk, occupation=lists["occupations"]["311407"].pk,
                school_type=lists["school_types"]["TEC"].pk, start_year=timezone.localdate().year + 1)  # fmt: skip
    request = OpinionRequest.objects.get()
    assert made["Location"] == f"/opinie/{request.pk}/zmien/"
    page = f"/opinie/{request.pk}/"
    assert "Miejsca w pierwszej klasie".lower() in head.get(page).content.decode().lower()
    post(head, f"{page}zloz/")
    assert OpinionRequest.objects.get().state == RequestState.DRAFT, "not complete"
    written = post(head, f"{page}zmien/", version=request.version, school_type=request.school_type_id,
                   start_year=request.start_year, places=28, reasons=REASONS, programme="Program.")  # fmt: skip
    assert written.status_code == 302, written.content.decode()
    for kind in ("employer_letter", "governing_body"):
        file = SimpleUploadedFile(f"{kind}.pdf", PDF + kind.encode() + b"%%EOF", "application/pdf")
        assert post(head, f"{page}zalaczniki/", kind=kind, file=file).status_code == 302
    letter = request.attachments.get(kind="employer_letter")
    assert (
        post(
            head, f"{page}pracodawcy/", name="Kolej (przykład)", training_places=20, jobs=2, letter=letter.pk
        ).status_code
        == 302
    )
    for kind in ("workshop", "teacher"):
        assert post(head, f"{page}zasoby/", kind=kind, name=f"Zasób {kind}", available="on").status_code == 302
    assert office.get(page).status_code == 404, "a draft is the school's"
    post(head, f"{page}zloz/")
    assert office.get(page).status_code == 200 and reader.get(page).status_code == 404
    post(office, f"{page}kompletny/")
    post(office, f"{page}przygotuj-dowody/")
    meeting = team.meeting()
    assert post(office, f"{page}porzadek-obrad/", meeting=meeting.pk).status_code == 302
    assert reader.get(f"{page}dowody/").status_code == 200
    post(office, f"{page}stanowisko-biura/", kind="positive", reasons="Bo brakuje ludzi.", version=0)
    post(office, f"{page}wniosek-pod-glosowanie/")
    motion = OpinionRequest.objects.get().proposals.get().motion
    assert motion is not None
    _vote(team, motion, coordinator)
    assert post(office, f"{page}rozstrzygnij/").status_code == 302
    assert "Bo brakuje ludzi." not in head.get(f"{page}opinia/").content.decode(), "the school reads it when delivered"
    post(office, f"{page}dorecz/", way="e_delivery", on=timezone.localdate().isoformat())
    opinion = Opinion.objects.get()
    assert opinion.delivered_on and "Bo brakuje ludzi." in head.get(f"{page}opinia/").content.decode()
    assert opinion.signature in reader.get("/opinie/rejestr/").content.decode()
    for tab in ("", "dowody/", "stanowiska/", "glosowanie/", "opinia/", "skutki/"):
        for client in (head, office, reader):
            assert client.get(page + tab).status_code == 200
    assert office.get("/opinie/trafnosc/").status_code == 200


def _vote(team: Team, motion: Any, by: User) -> None:
    for letter in "abcd":
        coordination.arrive(meeting=motion.item.meeting, member=team.people[letter], by=by)
    motion.item = coordination.begin_item(item=motion.item, by=by)
    ballot = coordination.open_ballot(motion=motion, mode="open", by=by)  # type: ignore[arg-type]
    team.vote(ballot, a="in_favour", b="in_favour", c="in_favour")
    coordination.close_ballot(ballot=ballot, by=by)


def test_a_stale_tab_keeps_its_text(make_request: Any, school_head: User, as_user: Any) -> None:
    request, client = make_request(), as_user(school_head)
    request = OpinionRequest.objects.get(pk=request.pk)
    values = {
        "school_type": request.school_type_id,
        "start_year": 2027,
        "reasons": "Pierwszy",
        "programme": "P",
        "places": 28,
    }
    assert post(client, f"/opinie/{request.pk}/zmien/", version=request.version, **values).status_code == 302
    late = post(client, f"/opinie/{request.pk}/zmien/", version=request.version, **values | {"reasons": "Drugi tekst"})
    assert late.status_code == 409 and "Drugi tekst" in late.content.decode() and "Pierwszy" in late.content.decode()


def test_a_file_that_pretends_is_refused_in_words(make_request: Any, school_head: User, as_user: Any) -> None:
    request, client = make_request(), as_user(school_head)
    file = SimpleUploadedFile("list.pdf", b"MZ program", "application/pdf")
    answer = post(client, f"/opinie/{request.pk}/zalaczniki/", kind="other", file=file)
    assert answer.status_code == 422 and "nie jest tym, na co wskazuje nazwa" in answer.content.decode()
    assert request.attachments.count() == 2


def test_an_attachment_is_sent_as_a_download(
    make_request: Any, stage: Stage, coordinator: User, member: User, as_user: Any
) -> None:
    request = stage.submitted(make_request())
    found = request.attachments.get(kind="employer_letter")
    answer = as_user(coordinator).get(f"/opinie/{request.pk}/zalaczniki/{found.pk}/")
    assert answer.content == PDF and answer["Content-Disposition"].startswith("attachment")
    assert as_user(member).get(f"/opinie/{request.pk}/zalaczniki/{found.pk}/").status_code == 404


def test_the_sheet_as_a_file_matches_its_hash(make_request: Any, stage: Stage, member: User, as_user: Any) -> None:
    request = stage.on_agenda(make_request())
    sheet = request.evidence.get()
    told = json.loads(as_user(member).get(f"/opinie/{request.pk}/dowody/{sheet.pk}.json").content)
    assert told["sha256"] == sheet.digest == digest_of(told["sheet"])


def test_a_changed_sheet_is_shown_as_changed(make_request: Any, stage: Stage, member: User, as_user: Any) -> None:
    """Negative control: somebody writes into the database behind the program."""
    from koordynata.opinions.models import Evidence

    request = stage.on_agenda(make_request())
    client, page = as_user(member), f"/opinie/{request.pk}/dowody/"
    assert "arkusz zgadza się ze skrótem" in client.get(page).content.decode()
    sheet = request.evidence.get().sheet
    sheet["about"]["places"] = 99
    Evidence.objects.filter(request=request).update(sheet=sheet)
    assert "nie zgadza się ze skrótem" in client.get(page).content.decode()


@pytest.mark.parametrize("query", ["", "?state=open", "?state=complete", "?q=technikum", "?sort=-school", "?season=2027",
                                   "?territory=1607", "?occupation=311407", "?state=zzz&sort=zzz&season=x"])  # fmt: skip
def test_the_list_of_the_season(make_request: Any, stage: Stage, coordinator: User, as_user: Any, query: str) -> None:
    stage.complete(make_request())
    answer = as_user(coordinator).get(f"/opinie/{query}")
    assert answer.status_code == 200 and "technik automatyk sterowania ruchem kolejowym" in answer.content.decode()


def test_the_list_keeps_its_number_of_queries(
    make_request: Any,
    stage: Stage,
    coordinator: User,
    as_user: Any,
    django_assert_max_num_queries: Any,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_user(coordinator)
    counts = []
    for code in ("311407", "311928"):
        stage.complete(make_request(occupation=code))
        with CaptureQueriesContext(
            connection,
        ) as told:
            client.get("/opinie/")
        counts.append(len(told))
    assert counts[0] == counts[1]


def test_the_position_is_drafted_from_the_sheet(
    make_request: Any, stage: Stage, coordinator: User, as_user: Any
) -> None:
    request = stage.on_agenda(make_request())
    page = as_user(coordinator).get(f"/opinie/{request.pk}/glosowanie/").content.decode()
    text = re.search(r'<textarea[^>]*name="reasons"[^>]*>(.*?)</textarea>', page, re.S)
    assert text and "Brak danych, które odpowiadają na pytania" in text[1]


def test_an_employer_has_no_door(employer: User, as_user: Any, make_request: Any, stage: Stage) -> None:
    request = stage.delivered(make_request()).request
    for address in ("/opinie/", "/opinie/rejestr/", f"/opinie/{request.pk}/"):
        assert as_user(employer).get(address).status_code == 404
