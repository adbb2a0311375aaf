"""A file on its way into the house, on the pages."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koordynata.accounts.models import User
from koordynata.registry.models import Institution
from koordynata.sources.enums import RunState
from koordynata.sources.locks import working_on
from koordynata.sources.models import ImportRun, Snapshot

LINES = ("910001;Technikum w Nysie;1607;;120", "910002;Technikum w Opolu;1661;;80")


def upload(client: Client, *lines: str, source: str = "toy", **more: Any) -> Any:
    file = SimpleUploadedFile("toy.csv", "\n".join(lines).encode())
    return client.post(f"/importy/nowy/{source}/", {"file": file, **more})


def run_of(response: Any) -> ImportRun:
    assert response.status_code == 302, response.context and response.context["form"].errors
    return ImportRun.objects.get(pk=response.headers["Location"].strip("/").split("/")[-1])


@pytest.fixture
def client(coordinator: User, as_user: Any, toy: None) -> Client:
    """The coordinator's browser."""
    browser: Client = as_user(coordinator)
    return browser


def test_it_works_from_upload_to_undo(client: Client) -> None:
    run = run_of(upload(client, *LINES))
    page = client.get(f"/importy/{run.pk}/")
    assert run.state == RunState.READY and page.status_code == 200
    assert [row["label"] for row in page.context["created"]] == ["Technikum w Nysie", "Technikum w Opolu"]
    assert not Institution.objects.filter(rspo=910001).exists(), "nothing is written before the confirmation"
    client.post(f"/importy/{run.pk}/zatwierdz/")
    run.refresh_from_db()
    assert run.state == RunState.APPLIED and Institution.objects.filter(rspo__in=[910001, 910002]).count() == 2
    assert "910001" not in client.get("/importy/").content.decode()
    client.post(f"/importy/{run.pk}/cofnij/")
    run.refresh_from_db()
    assert run.state == RunState.UNDONE and not Institution.objects.filter(rspo=910001).exists()


def test_a_change_is_shown_before_and_after(client: Client) -> None:
    first = run_of(upload(client, *LINES))
    client.post(f"/importy/{first.pk}/zatwierdz/")
    second = run_of(upload(client, LINES[0].replace("120", "140"), LINES[1]))
    page = client.get(f"/importy/{second.pk}/")
    difference = page.context["changed"][0]["differences"][0]
    assert (difference.before, difference.after) == ("120", "140")
    assert "<del>120</del> → <ins>140</ins>" in page.content.decode()


def test_removals_need_their_own_tick(client: Client) -> None:
    first = run_of(upload(client, *LINES, "910003;Trzecie;1607;;10"))
    client.post(f"/importy/{first.pk}/zatwierdz/")
    second = run_of(upload(client, *LINES))
    assert second.removed == 1
    answer = client.post(f"/importy/{second.pk}/zatwierdz/")
    assert answer.status_code == 422 and "removals" in answer.context["form"].errors
    second.refresh_from_db()
    assert second.state == RunState.READY
    client.post(f"/importy/{second.pk}/zatwierdz/", {"removals": "on"})
    second.refresh_from_db()
    assert second.state == RunState.APPLIED
    assert not Institution.objects.current().filter(rspo=910003).exists()


def test_problems_are_told_by_line_and_column_and_exported(client: Client) -> None:
    run = run_of(upload(client, *LINES, "910003;Nigdzie;9999;;10"))
    page = client.get(f"/importy/{run.pk}/")
    told = {problem.line: problem for problem, _text in page.context["problem_rows"]}
    assert told[3].column == "powiat" and "9999" in page.content.decode()
    export: Any = client.get(f"/importy/{run.pk}/?format=csv")
    rows = list(csv.reader(io.StringIO(b"".join(export.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert ["3", "powiat", "9999"] in [row[:3] for row in rows]


def test_a_file_for_another_region_is_refused(client: Client) -> None:
    run = run_of(upload(client, "910004;Technikum w Krakowie;1261;;80"))
    page = client.get(f"/importy/{run.pk}/")
    assert run.state == RunState.REFUSED and 'role="alert"' in page.content.decode()
    assert client.post(f"/importy/{run.pk}/zatwierdz/").status_code == 302
    run.refresh_from_db()
    assert run.state == RunState.REFUSED


def test_an_empty_file_is_refused_beside_the_field(client: Client) -> None:
    answer = upload(client)
    assert answer.status_code == 422 and "file" in answer.context["form"].errors
    assert not ImportRun.objects.exists()


def test_in_a_demo_a_file_is_a_sample_unless_somebody_says_otherwise(client: Client, settings: Any) -> None:
    """A generated file that is loaded by hand must not turn invented figures into real ones."""
    assert "is_sample" not in client.get("/importy/nowy/toy/").context["form"].fields
    settings.DEMO = True
    page = client.get("/importy/nowy/toy/")
    assert 'name="is_sample"' in page.content.decode() and page.context["form"]["is_sample"].initial is True
    assert run_of(upload(client, *LINES, is_sample="on")).options["is_sample"] is True
    assert run_of(upload(client, *LINES)).options["is_sample"] is False


def test_a_list_is_never_a_sample(administrator: User, as_user: Any, settings: Any) -> None:
    settings.DEMO = True
    page = as_user(administrator).get("/importy/nowy/occupations/")
    assert page.status_code == 200 and "is_sample" not in page.context["form"].fields


def test_a_body_that_is_too_large_is_refused_unread(client: Client, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 1000
    answer = client.post("/importy/nowy/toy/", {"file": SimpleUploadedFile("big.csv", b"x" * 2_000_000)})
    assert answer.status_code == 413 and not Snapshot.objects.exists()
    small = upload(client, "x" * 1500)
    assert small.status_code == 422, "inside the envelope the service itself refuses"


def test_a_form_sent_twice_opens_one_run(client: Client) -> None:
    for _ in range(2):
        assert upload(client, *LINES, form_key="k").status_code == 302
    assert ImportRun.objects.count() == 1


def test_a_run_is_given_up(client: Client) -> None:
    run = run_of(upload(client, *LINES))
    client.post(f"/importy/{run.pk}/anuluj/")
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED


@pytest.mark.parametrize("path", ["", "zatwierdz/", "anuluj/", "cofnij/"])
def test_another_region_never_sees_the_run(client: Client, stranger: User, as_user: Any, path: str) -> None:
    run = run_of(upload(client, *LINES))
    other = as_user(stranger)
    address = f"/importy/{run.pk}/{path}"
    assert (other.post(address) if path else other.get(address)).status_code == 404
    assert other.get("/importy/").context["page"].paginator.count == 0
    run.refresh_from_db()
    assert run.state == RunState.READY


def test_sources_that_need_the_administrator_are_not_offered(client: Client, administrator: User, as_user: Any) -> None:
    page = client.get("/importy/nowy/").content.decode()
    assert "/importy/nowy/rspo/" in page and "/importy/nowy/territories/" not in page
    assert client.get("/importy/nowy/territories/").status_code == 404
    assert upload(client, "x", source="territories").status_code == 404
    assert as_user(administrator).get("/importy/nowy/territories/").status_code == 200


def test_the_template_has_the_header_that_the_reader_wants(client: Client) -> None:
    from koordynata.sources import catalogue

    page = client.get("/importy/nowy/rspo/")
    layout = catalogue.find("rspo").layout
    assert layout and all(column.header in page.content.decode() for column in layout.columns[:5])
    template = client.get("/importy/nowy/rspo/szablon/").content.decode("utf-8-sig")
    assert template.strip() == layout.header_line()
    assert client.get("/importy/nowy/toy/szablon/").status_code == 404


def test_the_page_polls_only_while_something_happens(client: Client) -> None:
    run = run_of(upload(client, *LINES))
    htmx = {"HX-Request": "true"}
    rested = client.get(f"/importy/{run.pk}/?poll=1", headers=htmx)
    assert (
        rested.headers["HX-Refresh"] == "true"
        and "hx-get" not in client.get(f"/importy/{run.pk}/").content.decode().split("<main")[1]
    )
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.APPLYING)
    waiting = client.get(f"/importy/{run.pk}/?poll=1", headers=htmx)
    assert "HX-Refresh" not in waiting.headers and "<progress" not in waiting.content.decode()
    with working_on(run.pk) as work:
        work(40)
        busy = client.get(f"/importy/{run.pk}/?poll=1", headers=htmx)
        assert "HX-Refresh" not in busy.headers and 'value="40"' in busy.content.decode()
        whole = client.get(f"/importy/{run.pk}/").content.decode()
    assert busy.content.decode().strip() in whole, "the part is what a fresh page shows"


def test_the_number_of_queries_stays(client: Client) -> None:
    counts = {}
    for n in range(1, 4):
        run_of(upload(client, f"91000{n};Technikum {n};1607;;{n}"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/importy/").context["page"].paginator.count == n
        counts[n] = len(captured)
    assert counts[1] == counts[3]


def test_a_change_is_told_in_words_and_names(client: Client) -> None:
    """Neither names of columns nor keys of records: the powiats by name, every label in the reader's language."""
    run = run_of(upload(client, *LINES))
    client.post(f"/importy/{run.pk}/zatwierdz/")
    moved = run_of(upload(client, LINES[0].replace(";1607;", ";1661;"), LINES[1]))
    page = client.get(f"/importy/{moved.pk}/").content.decode()
    assert "<del>powiat nyski</del>" in page and "<ins>Opole</ins>" in page and "Jednostka terytorialna: " in page
    client.post(f"/importy/{moved.pk}/zatwierdz/")
    school = Institution.objects.get(rspo=910001)
    history = client.get(f"/instytucje/{school.pk}/").content.decode()
    assert "<del>powiat nyski</del>" in history and "hash" not in history.casefold()


def test_a_record_that_comes_back_is_told_so(client: Client) -> None:
    for lines in (LINES, (*LINES[1:], "910009;Inna;1607;;1"), LINES):
        run = run_of(upload(client, *lines))
        page = client.get(f"/importy/{run.pk}/")
        client.post(f"/importy/{run.pk}/zatwierdz/", {"removals": "on", "shrink": "on"})
    (change,) = page.context["changed"]
    assert [(one.before, one.after) for one in change["differences"]] == [("tak", "nie")]
