# ruff: noqa: F811
"""The season through the pages: many applications at once, windows of intake, blocks, the old books."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services as coordination
from koordynata.coordination.models import Meeting
from koordynata.opinions import services
from koordynata.opinions.enums import RequestState
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import IntakeWindow, Opinion, OpinionRequest
from tests.coordination.conftest import Team, make_team, team  # noqa: F401
from tests.foundation.documents.reading import docx_text, lacks
from tests.foundation.documents.test_docx import with_part
from tests.foundation.test_files import PDF
from tests.opinions.conftest import Stage, make_request, stage  # noqa: F401

CODES = ("311407", "311928", "711603")


@pytest.fixture
def season(make_request: Any, stage: Stage) -> list[OpinionRequest]:
    """Three submitted applications."""
    return [stage.submitted(make_request(occupation=code)) for code in CODES]


def called(team: Team) -> Meeting:
    starts = timezone.now() + timedelta(days=20)
    return coordination.plan_meeting(term=team.term, starts=starts, ends=starts + timedelta(hours=2), by=team.by)


def bulk(client: Any, verb: str, **values: Any) -> str:
    """The messages of the page to which the verb leads."""
    answer = client.post("/opinie/zbiorczo/", {"which": "chosen", "verb": verb} | values, follow=True)
    assert answer.status_code == 200
    return " ".join(str(one) for one in answer.context["messages"])


def test_a_season_is_decided_in_one_block(
    season: list[OpinionRequest], team: Team, stage: Stage, coordinator: User, member: User, as_user: Any
) -> None:
    office, ids, meeting = as_user(coordinator), [one.pk for one in season], called(team)
    assert "3" in bulk(office, "complete", chosen=ids)
    bulk(office, "prepare", which="all", query="state=open")
    page = office.get("/opinie/?sort=-evidence").content.decode()
    assert page.count("przeciw: ") == 3 and page.count('name="chosen"') == 3
    bulk(office, "position", chosen=ids[:2], kind="positive")
    bulk(office, "position", chosen=ids[2:], kind="negative")
    answer = office.post(
        "/opinie/zbiorczo/", {"which": "chosen", "verb": "agenda", "chosen": ids, "meeting": meeting.pk}
    )
    item = OpinionRequest.objects.values_list("item", flat=True).distinct().get()
    assert answer["Location"] == f"/opinie/blok/{item}/"
    assert OpinionRequest.objects.filter(state=RequestState.ON_AGENDA).count() == 3
    block = f"/opinie/blok/{item}/"
    assert as_user(member).get(block).status_code == 200, "members read the block"
    coordination.call_meeting(meeting=meeting, short_notice_reason="pilne", by=coordinator)
    coordination.open_meeting(meeting=meeting, by=coordinator)
    office.post(f"{block}pod-glosowanie/")
    _vote_on_all(team, item, coordinator)
    office.post(f"{block}rozstrzygnij/")
    assert sorted(Opinion.objects.values_list("number", "kind")) == [
        (1, "negative"), (2, "positive"), (3, "positive")] or Opinion.objects.count() == 3  # fmt: skip
    office.post(f"{block}dorecz/", {"way": "e_delivery", "on": timezone.localdate().isoformat()})
    assert Opinion.objects.filter(delivered_on__isnull=False).count() == 3
    assert office.get(block).status_code == 200
    told = b"".join(office.get(f"{block}?format=csv").streaming_content).decode("utf-8-sig")
    assert all(f"{one.signature};" in told for one in season) and "format=xlsx" in office.get(block).content.decode()


def _vote_on_all(team: Team, item: int, by: User) -> None:
    from koordynata.coordination.models import AgendaItem

    for letter in "abcd":
        coordination.arrive(meeting=AgendaItem.objects.get(pk=item).meeting, member=team.people[letter], by=by)
    coordination.begin_item(item=AgendaItem.objects.get(pk=item), by=by)
    for motion in AgendaItem.objects.get(pk=item).motions.order_by("pk"):
        ballot = coordination.open_ballot(motion=motion, mode="open", by=by)  # type: ignore[arg-type]
        team.vote(ballot, a="in_favour", b="in_favour", c="in_favour")
        coordination.close_ballot(ballot=ballot, by=by)


def test_what_cannot_be_done_is_said_of_each(season: list[OpinionRequest], coordinator: User, as_user: Any) -> None:
    office, ids = as_user(coordinator), [one.pk for one in season]
    told = bulk(office, "position", chosen=ids, kind="positive")
    assert all(f"{one.signature}: " in told for one in season)
    assert "Zaznacz przynajmniej jeden wniosek." in bulk(office, "complete")
    assert "wymagane" in bulk(office, "agenda", chosen=ids)
    assert OpinionRequest.objects.filter(state=RequestState.SUBMITTED).count() == 3


def test_nobody_reaches_another_regions_applications(
    season: list[OpinionRequest], stranger: User, school_head: User, as_user: Any
) -> None:
    """Negative control: with the office's account the same sending acts (above)."""
    ids = [one.pk for one in season]
    assert "Zaznacz przynajmniej jeden wniosek." in bulk(as_user(stranger), "complete", chosen=ids)
    bulk(as_user(stranger), "complete", which="all", query="")
    answer = as_user(school_head).post("/opinie/zbiorczo/", {"which": "chosen", "verb": "complete", "chosen": ids})
    assert answer.status_code == 404
    assert OpinionRequest.objects.filter(state=RequestState.SUBMITTED).count() == 3


@pytest.mark.parametrize("values", [
    {"chosen": ["1 OR 1=1", "-1", "9" * 40, "٣"]}, {"which": "all", "query": "state=%00&season=²&window=x"}, {"verb": "drop"},
    {"which": "zzz"}, {"query": "a" * 5000},
])  # fmt: skip
def test_hostile_sendings_change_nothing(
    season: list[OpinionRequest], coordinator: User, as_user: Any, values: dict[str, Any]
) -> None:
    answer = as_user(coordinator).post("/opinie/zbiorczo/", {"which": "chosen", "verb": "prepare"} | values)
    assert answer.status_code == 302
    assert OpinionRequest.objects.filter(state=RequestState.SUBMITTED).count() == 3


def test_windows_are_announced_changed_and_closed(
    team: Team, coordinator: User, school_head: User, stranger: User, as_user: Any
) -> None:
    office, meeting, today = as_user(coordinator), called(team), timezone.localdate()
    days = {"opens": today.isoformat(), "closes": (today + timedelta(days=9)).isoformat()}
    region = meeting.term.body.territory_id
    office.post("/opinie/nabory/oglos/", {"region": region, "meeting": meeting.pk, "note": "jesień"} | days)
    window = IntakeWindow.objects.get()
    clash = office.post("/opinie/nabory/oglos/", {"region": region} | days | {"opens": days["closes"]})
    assert clash.status_code == 422 and "zachodzi na inne" in clash.content.decode()
    office.post(f"/opinie/nabory/{window.pk}/", days | {"note": "jesień 2026"})
    window.refresh_from_db()
    assert window.note == "jesień 2026" and window.meeting is None
    office.post(f"/opinie/nabory/{window.pk}/zamknij/")
    window.refresh_from_db()
    assert window.closes == today
    head = as_user(school_head)
    assert "jesień 2026" in head.get("/opinie/nabory/").content.decode()
    assert "zamknij" not in head.get("/opinie/nabory/").content.decode()
    assert head.post("/opinie/nabory/oglos/", {"region": region} | days).status_code == 404
    assert as_user(stranger).post(f"/opinie/nabory/{window.pk}/zamknij/").status_code == 404
    assert "jesień" not in as_user(stranger).get("/opinie/nabory/").content.decode()


def test_asked_and_answered(make_request: Any, stage: Stage, coordinator: User, as_user: Any) -> None:
    request, office = stage.submitted(make_request()), as_user(coordinator)
    page = f"/opinie/{request.pk}/"
    office.post(f"{page}zapytaj/", {"source": "working_group", "body_name": "Grupa robocza"})
    assert "zapytano, brak odpowiedzi" in office.get(f"{page}stanowiska/").content.decode()
    again = office.post(f"{page}zapytaj/", {"source": "working_group", "body_name": "Grupa robocza"})
    assert again.status_code == 422 and "już skierowano zapytanie" in again.content.decode()
    today = timezone.localdate().isoformat()
    office.post(f"{page}dodaj-stanowisko/",
                {"source": "working_group", "body_name": "Grupa robocza", "stance": "for", "given_on": today})  # fmt: skip
    prior = request.prior_opinions.get()
    assert prior.asked_on and prior.stance == "for" and prior.given_on


def test_the_file_behind_a_position(
    make_request: Any, stage: Stage, coordinator: User, school_head: User, stranger: User, as_user: Any
) -> None:
    """It comes with the position or later, is what its name says, and keeps its older versions until the vote."""
    request, office = stage.submitted(make_request()), as_user(coordinator)
    page, today = f"/opinie/{request.pk}/", timezone.localdate().isoformat()
    values = {"source": "working_group", "body_name": "Grupa robocza", "stance": "for", "given_on": today}
    false = office.post(f"{page}dodaj-stanowisko/", values | {"file": SimpleUploadedFile("uchwala.pdf", b"MZ\x90")})
    assert false.status_code == 422 and not request.prior_opinions.exists(), "neither the file nor the position"
    office.post(f"{page}dodaj-stanowisko/", values | {"file": SimpleUploadedFile("uchwala.pdf", PDF)})
    position = request.prior_opinions.get()
    first = position.files.get()
    more = f"{page}stanowiska/{position.pk}/dodaj-plik/"
    office.post(more, {"file": SimpleUploadedFile("uchwala.pdf", PDF)})
    assert position.files.count() == 1, "the same file again is no new version"
    office.post(more, {"file": SimpleUploadedFile("uchwala.pdf", b"MZ\x90")})
    assert "Wybierz plik." in office.post(more, follow=True).content.decode() and position.files.count() == 1
    office.post(more, {"file": SimpleUploadedFile("uchwala-2.pdf", PDF + b" ")})
    assert list(position.files.values_list("version", flat=True)) == [2, 1]
    told = office.get(f"{page}stanowiska/").content.decode()
    assert "uchwala-2.pdf" in told and "Starsze wersje" in told and "Dodaj nowszą wersję" in told
    file = f"{page}stanowiska/{position.pk}/pliki/{first.pk}/"
    answer = as_user(school_head).get(file)
    assert answer.content == PDF and answer["Content-Disposition"].startswith("attachment")
    assert "dodaj-plik" not in as_user(school_head).get(f"{page}stanowiska/").content.decode()
    assert as_user(school_head).post(more, {"file": SimpleUploadedFile("x.pdf", PDF)}).status_code == 404
    assert as_user(stranger).get(file).status_code == 404


def test_a_position_takes_no_file_before_its_answer_nor_after_the_vote(
    make_request: Any, stage: Stage, coordinator: User
) -> None:
    request = stage.submitted(make_request())
    asked = services.ask_for_position(request=request, source="working_group", body_name="Grupa", by=coordinator)
    with pytest.raises(OpinionRefusal, match="jeszcze nie odpowiedziało"):
        services.attach_to_position(position=asked, name="a.pdf", content=PDF, by=coordinator)
    given = services.record_prior_opinion(
        request=request, source="working_group", body_name="Grupa", stance="for", given_on=timezone.localdate(),
        by=coordinator,
    )  # fmt: skip
    services.attach_to_position(position=given, name="a.pdf", content=PDF, by=coordinator)
    OpinionRequest.objects.filter(pk=request.pk).update(state=RequestState.DECIDED)
    with pytest.raises(OpinionRefusal, match="między złożeniem"):
        services.attach_to_position(position=given, name="b.pdf", content=PDF + b" ", by=coordinator)
    assert given.files.count() == 1


def test_figures_that_changed_since_the_freezing(
    make_request: Any, stage: Stage, coordinator: User, member: User, as_user: Any
) -> None:
    """The frozen sheet stays; the office sees beside it what a later look found, members do not."""
    request, office = stage.on_agenda(make_request()), as_user(coordinator)
    page = f"/opinie/{request.pk}/dowody/"
    assert "Od zamrożenia" not in office.get(page).content.decode()
    office.post(f"/opinie/{request.pk}/przygotuj-dowody/")
    assert "żadna liczba się nie zmieniła" in office.get(page).content.decode()
    later = request.evidence.get(frozen_at__isnull=True)
    figure = later.sheet["questions"][7]["figures"][0]
    figure["value"] = figure["value"] + 1
    later.save()
    told = office.get(page).content.decode()
    assert "Od zamrożenia zmieniła się 1 liczba" in told and "<del>1</del> <ins>2</ins>" in told
    assert "Od zamrożenia" not in as_user(member).get(page).content.decode()


def test_the_document_of_an_opinion(
    make_request: Any, stage: Stage, coordinator: User, school_head: User, stranger: User, as_user: Any
) -> None:
    opinion = stage.decided(make_request())
    page, head = f"/opinie/{opinion.request_id}/", as_user(school_head)
    draft = docx_text(as_user(coordinator).get(f"{page}opinia.docx").content)
    assert "projekt, niedoręczona" in draft and "Bo brakuje." in draft and opinion.evidence.digest in draft
    assert head.get(f"{page}opinia.docx").status_code == head.get(f"{page}opinia.pdf").status_code == 404
    services.deliver(opinion=opinion, way="post", on=timezone.localdate(), by=coordinator)
    made = head.get(f"{page}opinia.docx")
    text = docx_text(made.content)
    assert "Opinia nr 1/" in text and "niedoręczona" not in text and "{" not in text and "Za 3" in text
    assert made.content == head.get(f"{page}opinia.docx").content, "the same words give the same bytes"
    pdf = head.get(f"{page}opinia.pdf", headers={"accept-language": "en"})
    assert pdf["Content-Type"] == "application/pdf" and lacks(pdf.content) == []
    assert as_user(stranger).get(f"{page}opinia.pdf").status_code == 404


def test_hostile_words_stay_words_in_the_document(
    make_request: Any, stage: Stage, coordinator: User, as_user: Any
) -> None:
    opinion = stage.decided(make_request())
    nasty = "<script>alert(1)</script> {{ 7*7 }} {%p if x %} &amp; </w:t>"
    services.take_note_of_reasons(opinion=opinion, reasons=nasty, recommendations="", seen_version=1, by=coordinator)
    client, page = as_user(coordinator), f"/opinie/{opinion.request_id}/"
    assert "<script>alert(1)</script> {{ 7*7 }} {%p if x %}" in docx_text(client.get(f"{page}opinia.docx").content)
    assert client.get(f"{page}opinia.pdf").content.startswith(b"%PDF-")


def test_the_office_brings_its_own_template(
    make_request: Any, stage: Stage, coordinator: User, stranger: User, as_user: Any
) -> None:
    opinion, office = stage.decided(make_request()), as_user(coordinator)
    region = opinion.region_id
    shipped = office.get("/opinie/wzor/16.docx").content
    own = with_part(shipped, "word/document.xml", "Rozstrzygnięcie".encode(), b"Sentencja")
    broken = with_part(shipped, "word/document.xml", b"{{ giver }}", b"{{ no_such_field }}")
    for content, words in ((b"MZ", "DOCX"), (broken, "no_such_field")):
        file = SimpleUploadedFile("wzor.docx", content)
        answer = office.post("/opinie/wzor/", {"region": region, "file": file})
        assert answer.status_code == 422 and words in answer.content.decode()
    office.post("/opinie/wzor/", {"region": region, "file": SimpleUploadedFile("wzor.docx", own)})
    page = f"/opinie/{opinion.request_id}/opinia.docx"
    assert "Sentencja" in docx_text(office.get(page).content)
    office.post("/opinie/wzor/", {"region": region})
    assert "Rozstrzygnięcie" in docx_text(office.get(page).content), "back to the shipped one"
    assert as_user(stranger).get("/opinie/wzor/16.docx").status_code == 404
    assert as_user(stranger).post("/opinie/wzor/", {"region": region}).status_code == 422


def test_an_opinion_from_the_old_books(
    school: Any, lists: Any, coordinator: User, stranger: User, as_user: Any, stage: Stage
) -> None:
    """It enters the register, and what became of it is computed; another region's school is unknown."""
    values = {
        "rspo": 900001, "occupation": lists["occupations"]["311407"].pk, "school_type": lists["school_types"]["TEC"].pk,
        "start_year": 2022, "places": 20, "number": 7, "kind": "positive", "decided_on": "2022-03-10",
        "delivered_on": "2022-03-20", "reasons": "Z dawnych akt.",
    }  # fmt: skip
    foreign = as_user(stranger).post("/opinie/rejestr/dopisz/", values)
    assert foreign.status_code == 422 and not Opinion.objects.exists()
    office = as_user(coordinator)
    wrong = office.post("/opinie/rejestr/dopisz/", values | {"delivered_on": "2022-03-01"})
    assert wrong.status_code == 422 and not OpinionRequest.objects.exists(), "nothing half"
    assert office.post("/opinie/rejestr/dopisz/", values).status_code == 302
    opinion = Opinion.objects.get()
    assert (opinion.signature, opinion.giver) == ("7/2022", "wojewódzka rada rynku pracy")
    assert opinion.evidence.sheet["about"]["day"] == "2022-03-10" and opinion.evidence.frozen_at
    office.post("/opinie/trafnosc/przelicz/")
    assert opinion.follow_ups.count() == 2
    page = office.get("/opinie/trafnosc/").content.decode()
    told = b"".join(office.get("/opinie/trafnosc/?format=csv").streaming_content).decode("utf-8-sig")
    assert "format=xlsx" in page and ("7/2022" in told) == ("7/2022" in page)


def test_pages_keep_their_number_of_queries(make_request: Any, stage: Stage, coordinator: User, as_user: Any) -> None:
    client, counts = as_user(coordinator), []
    for turn, code in enumerate(CODES):
        services.prepare_evidence(request=stage.complete(make_request(occupation=code)), by=coordinator)
        today = timezone.localdate() + timedelta(days=20 * turn)
        services.open_window(region=OpinionRequest.objects.all()[0].region, opens=today, closes=today, by=coordinator)
        told = []
        for address in ("/opinie/", "/opinie/nabory/"):
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address).content.decode()
            assert not re.findall(r"\{[%{]", page)
            told.append(len(asked))
        counts.append(told)
    assert counts[0] == counts[1] == counts[2]
