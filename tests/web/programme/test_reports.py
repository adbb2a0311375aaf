"""Reports through the pages: opened, written, frozen, sent, read in the ministry, corrected; files; the template."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.models import AuditEvent
from koordynata.jobs.reports import tell_of_report
from koordynata.programme import services
from koordynata.programme.models import Indicator, Measure, Report, ReportTemplate
from koordynata.programme.services.reports import LONGEST
from koordynata.reference.models import Territory
from tests.conftest import make_user
from tests.programme.conftest import Ground, ground, measure
from tests.programme.reporting import approved, carried_out, over

__all__ = ["ground", "measure"]
As = Callable[[User], Client]
VERBS = ("freeze_report", "next_edition", "send_report", "narrative")


@pytest.fixture
def national(land: dict[str, Territory]) -> User:
    return make_user("ministry@example.org", "ministry", land["PL"])


@pytest.fixture
def indicator(ground: Ground, measure: Callable[..., Measure]) -> Indicator:
    over(ground)
    return carried_out(ground, measure())


@pytest.fixture
def report(ground: Ground, indicator: Indicator) -> Report:
    return services.open_report(period=ground.periods[0], by=SYSTEM)


@pytest.fixture
def sent(ground: Ground, indicator: Indicator, report: Report) -> Report:
    approved(indicator, ground.periods[0], 9)
    return services.send_report(report=services.freeze_report(report=report, by=SYSTEM), by=SYSTEM)


def at(report: Report, name: str = "report", *more: Any) -> str:
    return reverse(f"programme:{name}", args=[report.programme_id, report.pk, *more])


def words(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_from_an_open_report_to_the_ministry(
    ground: Ground, indicator: Indicator, as_user: As, coordinator: User, national: User
) -> None:
    office, ministry = as_user(coordinator), as_user(national)
    tab = reverse("programme:reports", args=[ground.programme.pk])
    assert "Otwórz sprawozdanie" in words(office, tab)
    office.post(reverse("programme:open_report", args=[ground.programme.pk, ground.periods[0].pk]))
    report = Report.objects.get()
    office.post(at(report, "narrative"), {"text": "Opis całości.", "version": 0})
    area = ground.element("1").strand.uid
    office.post(at(report, "area_narrative", area), {"text": "Opis obszaru.", "version": 0})
    page = words(office, at(report))
    assert "Opis całości." in page and "Opis obszaru." in page and "1.1.1" in page
    assert "nie zatwierdzono" in office.post(at(report, "freeze_report"), follow=True).content.decode()
    approved(indicator, ground.periods[0], 9)
    office.post(at(report, "freeze_report"))
    assert ministry.get(at(report)).status_code == 404
    office.post(at(report, "send_report"))
    office.post(at(report, "send_report"))
    assert AuditEvent.objects.filter(verb="report.sent").count() == 1
    assert [one.to for one in mail.outbox] == [["ministry@example.org"]]
    received = words(ministry, reverse("programme:received_reports"))
    assert at(report) in received
    assert "Opis całości." in words(ministry, at(report))


def test_letters_go_once(sent: Report, national: User) -> None:
    assert tell_of_report.enqueue(sent.pk).return_value == 1
    assert tell_of_report.enqueue(sent.pk).return_value == 0


def test_two_people_at_one_narrative_see_both_texts(report: Report, as_user: As, coordinator: User) -> None:
    office = as_user(coordinator)
    office.post(at(report, "narrative"), {"text": "Pierwszy tekst.", "version": 0})
    late = office.post(at(report, "narrative"), {"text": "Drugi tekst.", "version": 0})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Pierwszy tekst." in page and page.count("Drugi tekst.") == 2
    assert 'name="version" value="1"' in page
    office.post(at(report, "narrative"), {"text": "Drugi tekst.", "version": 1})
    assert report.narratives.get().text == "Drugi tekst."


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "a\x00b"])
def test_a_hostile_narrative_comes_back_in_its_form(report: Report, as_user: As, coordinator: User, text: str) -> None:
    answer = as_user(coordinator).post(at(report, "narrative"), {"text": text, "version": "nie liczba"})
    assert answer.status_code == 422
    assert not report.narratives.exists()


def test_hostile_words_stay_words(report: Report, as_user: As, coordinator: User) -> None:
    office = as_user(coordinator)
    office.post(at(report, "narrative"), {"text": "<script>alert(1)</script> {{ x }}", "version": 0})
    assert "<script>alert(1)" not in words(office, at(report))


def test_the_next_edition_asks_why(sent: Report, as_user: As, coordinator: User) -> None:
    office = as_user(coordinator)
    assert office.post(at(sent, "next_edition"), {"reason": ""}).status_code == 422
    office.post(at(sent, "next_edition"), {"reason": "Pomyłka w W1."})
    second = Report.objects.get(edition=2)
    page = words(office, at(second))
    assert "Pomyłka w W1." in page and at(sent) in page


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx", "json"])
def test_files_of_a_frozen_report(sent: Report, as_user: As, national: User, ending: str) -> None:
    client = as_user(national)
    answer = client.get(at(sent, "report_file", ending))
    if ending == "pdf" and answer.status_code == 202:
        answer = client.get(at(sent, "report_file", ending))
    assert answer.status_code == 200
    assert sent.digest[:8] in answer.headers["Content-Disposition"]
    assert answer.content == client.get(at(sent, "report_file", ending)).content


def test_the_downloaded_snapshot_names_its_hash(sent: Report, as_user: As, national: User) -> None:
    told = json.loads(as_user(national).get(at(sent, "report_file", "json")).content)
    assert told["sha256"] == sent.digest


@pytest.mark.parametrize("ending", ["exe", "html"])
def test_other_files_do_not_exist(sent: Report, as_user: As, coordinator: User, ending: str) -> None:
    assert as_user(coordinator).get(at(sent, "report_file", ending)).status_code == 404


def test_a_draft_has_no_files(report: Report, as_user: As, coordinator: User) -> None:
    assert as_user(coordinator).get(at(report, "report_file", "docx")).status_code == 404


@pytest.mark.parametrize("name", VERBS)
def test_only_the_office_writes(
    sent: Report, as_user: As, member: User, school_head: User, employer: User, stranger: User, name: str
) -> None:
    for person in (member, school_head, employer, stranger):
        answer = as_user(person).post(at(sent, name), {"reason": "x", "text": "x", "version": 0})
        assert answer.status_code == 404, person
    assert Report.objects.count() == 1
    assert not sent.narratives.exists()


def test_a_draft_is_for_the_office_alone(report: Report, as_user: As, member: User, stranger: User) -> None:
    for person in (member, stranger):
        assert as_user(person).get(at(report)).status_code == 404


def test_foreign_numbers_open_nothing(sent: Report, as_user: As, coordinator: User) -> None:
    office = as_user(coordinator)
    assert office.get(reverse("programme:report", args=[sent.programme_id, 10**12])).status_code == 404
    assert office.get(reverse("programme:report", args=[sent.programme_id + 1, sent.pk])).status_code == 404
    foreign = "00000000-0000-4000-8000-000000000000"
    assert office.get(at(sent, "area_narrative", foreign)).status_code == 404
    opened = reverse("programme:open_area_report", args=[sent.programme_id, sent.period_id, foreign])
    assert office.post(opened).status_code == 404


def test_a_report_of_an_area_opens_from_the_list(
    ground: Ground, report: Report, as_user: As, coordinator: User
) -> None:
    office = as_user(coordinator)
    uid = ground.element("6").strand.uid
    office.post(reverse("programme:open_area_report", args=[ground.programme.pk, ground.periods[0].pk, uid]))
    made = Report.objects.get(area__uid=uid)
    page = words(office, at(made))
    assert "Przekaż ministerstwu" not in page and "Zamroź sprawozdanie" in page


def test_the_list_asks_as_much_for_many_reports_as_for_few(
    ground: Ground, report: Report, as_user: As, coordinator: User
) -> None:
    office = as_user(coordinator)
    tab = reverse("programme:reports", args=[ground.programme.pk])
    office.get(tab)
    with CaptureQueriesContext(connection) as few:
        office.get(tab)
    for code in "12345678":
        services.open_report(period=ground.periods[0], area=ground.element(code).strand, by=SYSTEM)
    with CaptureQueriesContext(connection) as many:
        office.get(tab)
    assert len(many) == len(few)


def docx(text: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(out)
    return SimpleUploadedFile("wzor.docx", out.getvalue())


def test_the_offices_template(
    ground: Ground, indicator: Indicator, as_user: As, coordinator: User, member: User
) -> None:
    office, url = as_user(coordinator), reverse("programme:report_template", args=[ground.programme.pk])
    file = reverse("programme:report_template_file", args=[ground.programme.pk])
    assert office.get(url).status_code == 200
    refused = office.post(url, {"file": docx("{{ nie_ma }}")})
    assert refused.status_code == 422 and "nie_ma" in refused.content.decode()
    office.post(url, {"file": docx("{{ title }}")})
    assert ReportTemplate.objects.get().version == 1
    assert "wzor.docx" in words(office, url)
    assert office.get(file).content.startswith(b"PK")
    office.post(url)
    assert ReportTemplate.objects.count() == 2
    assert as_user(member).get(url).status_code == as_user(member).get(file).status_code == 404


def test_english_readers_read_english_headings(sent: Report, as_user: As, national: User) -> None:
    ministry = as_user(national)
    ministry.cookies["django_language"] = "en"
    page = words(ministry, at(sent))
    assert "At a glance" in page and "to be watched" in page
