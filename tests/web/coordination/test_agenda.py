"""The agenda's page, papers going in and out, and the pack."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.exports import pack_pdf
from koordynata.coordination.exports.pack import pack_of
from koordynata.coordination.models import Paper
from koordynata.coordination.queries.papers import documents, papers_of
from koordynata.coordination.services.items import ITEM_FIELDS
from koordynata.foundation import files
from koordynata.foundation.stale import state_of
from tests.conftest import make_user
from tests.foundation.documents.reading import lacks, pdf_words, roles
from tests.foundation.test_files import PDF

from .conftest import Called

SCRIPT = b"<!doctype html><script>alert(document.cookie)</script>"


@pytest.fixture
def office(coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def analyst(called: Called, as_user: Any) -> Client:
    """Reads the region's meetings, sits in no body."""
    client: Client = as_user(make_user("analyst@example.org", "analyst", called.team.body.territory))
    return client


def send(client: Client, called: Called, content: bytes, name: str, **values: Any) -> Any:
    address = called.url(f"punkty/{called.item.pk}/materialy/")
    return client.post(address, {"file": SimpleUploadedFile(name, content)} | values)


def test_everybody_reads_and_the_office_writes(called: Called, office: Client, member: User, as_user: Any) -> None:
    theirs, own = as_user(member).get(called.url("porzadek/")), office.get(called.url("porzadek/"))
    assert "Plan pracy" in theirs.content.decode() and "przesun" not in theirs.content.decode()
    assert "data-move" in own.content.decode()
    for path in ("porzadek/dodaj/", f"punkty/{called.item.pk}/przesun/", f"punkty/{called.item.pk}/usun/"):
        assert as_user(member).post(called.url(path)).status_code == 404


def test_items_are_added_and_moved_by_buttons(called: Called, office: Client) -> None:
    added = office.post(called.url("porzadek/dodaj/"), {"title": "Drugi", "kind": "information", "minutes": "15"})
    item = called.meeting.items.get(title="Drugi")
    assert added.headers["Location"].endswith(f"/porzadek/#item-{item.pk}")
    office.post(called.url(f"punkty/{item.pk}/przesun/"), {"position": "1"})
    assert list(called.meeting.items.order_by("position").values_list("title", flat=True)) == ["Drugi", "Plan pracy"]
    for wrong in ("", "x", "-1", "9" * 30):
        assert office.post(called.url(f"punkty/{item.pk}/przesun/"), {"position": wrong}).status_code == 302
    assert office.post(called.url("porzadek/dodaj/"), {"title": "", "minutes": "0"}).status_code == 422


def test_a_stale_form_of_an_item_is_told(called: Called, office: Client) -> None:
    address = called.url(f"punkty/{called.item.pk}/zmien/")
    values = {"kind": "discussion", "minutes": "10", "seen": state_of(called.item, ITEM_FIELDS)}
    assert office.post(address, values | {"title": "Pierwsza zmiana"}).status_code == 302
    late = office.post(address, values | {"title": "Druga zmiana"})
    assert (
        late.status_code == 409
        and "Pierwsza zmiana" in late.content.decode()
        and "Druga zmiana" in late.content.decode()
    )


def test_the_number_of_queries_does_not_grow(called: Called, office: Client) -> None:
    counts = []
    for number in range(3):
        item = services.add_item(meeting=called.meeting, title=f"Punkt {number}", by=called.team.by)
        services.add_paper(item=item, title="x", name="x.txt", content=b"x", by=called.team.by)
        with CaptureQueriesContext(connection) as seen:
            office.get(called.url("porzadek/"))
        counts.append(len(seen))
    assert len(set(counts)) == 1


def test_a_paper_goes_in_and_a_version_after_it(called: Called, office: Client) -> None:
    assert send(office, called, PDF, "zalacznik.pdf", title="Załącznik").status_code == 302
    assert send(office, called, PDF + b" \n%%EOF\n", "nowy.pdf", document="Załącznik").status_code == 302
    first, second = Paper.objects.filter(title="Załącznik").order_by("version")
    for paper in (first, second):
        assert office.get(called.url(f"materialy/{paper.pk}/")).content == files.read(paper.digest)
    assert send(office, called, PDF, "bez.pdf").status_code == 422, "a new paper needs a title"


@pytest.mark.parametrize(("name", "content"), [
    ("rachunek.pdf", b"MZ\x90\0\3\0\0\0"), ("strona.html", SCRIPT), ("strona.pdf", SCRIPT), ("x.svg", b"<svg onload=x()>"),
])  # fmt: skip
def test_what_pretends_is_refused_beside_its_field(name: str, content: bytes, called: Called, office: Client) -> None:
    answer = send(office, called, content, name, title="Podejrzany")
    assert answer.status_code == 422 and answer.context["form"].errors["file"]
    assert not Paper.objects.filter(title="Podejrzany").exists()


def test_a_page_with_a_script_is_never_run(called: Called, office: Client, member: User, as_user: Any) -> None:
    """As a text it is taken; it comes as a download that no browser looks into."""
    assert send(office, called, SCRIPT, "strona.txt", title="Strona").status_code == 302
    answer = as_user(member).get(called.url(f"materialy/{Paper.objects.get(title='Strona').pk}/"))
    assert answer.content == SCRIPT and answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_confidential_papers_are_not_there_for_others(
    called: Called, analyst: Client, member: User, as_user: Any
) -> None:
    secret = Paper.objects.get(confidential=True)
    for reader, status in ((analyst, 404), (as_user(member), 200)):
        assert reader.get(called.url(f"materialy/{secret.pk}/")).status_code == status
        assert ("Oferta" in reader.get(called.url("porzadek/")).content.decode()) is (status == 200)
        pack: Any = reader.get(called.url("pakiet.zip"))
        archive = zipfile.ZipFile(io.BytesIO(b"".join(pack.streaming_content)))
        held = b"".join(archive.read(name) for name in archive.namelist())
        assert (b"tajna oferta" in held, b"Oferta" in held) == ((status == 200),) * 2


def test_a_paper_of_another_meeting_is_not_there(called: Called, office: Client) -> None:
    other = services.plan_meeting(term=called.team.term, starts=called.meeting.starts, ends=called.meeting.ends,
                                  by=called.team.by)  # fmt: skip
    assert office.get(f"/posiedzenia/{other.pk}/materialy/{Paper.objects.order_by('pk')[0].pk}/").status_code == 404


def test_once_open_only_a_version_with_a_reason(called: Called, office: Client) -> None:
    services.open_meeting(meeting=called.meeting, by=called.team.by)
    assert send(office, called, PDF, "nowy.pdf", title="Nowy").status_code == 422
    assert send(office, called, b"trzecia", "plan.txt", document="Projekt").status_code == 422
    assert send(office, called, b"trzecia", "plan.txt", document="Projekt", reason="autopoprawka").status_code == 302
    page = office.get(called.url("porzadek/")).content.decode()
    assert "autopoprawka" in page and "2 earlier versions" in page


def test_the_offline_pack_opens_without_a_server(called: Called, office: Client) -> None:
    answer: Any = office.get(called.url("pakiet.zip"))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="meeting-1-')
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    index, told = archive.read("index.html").decode(), json.loads(archive.read("manifest.json"))
    for one in told["files"][1:]:
        assert f'href="{one["path"]}"' in index and one["sha256"] in index
    assert "<script" not in index and "http" not in index.replace('http-equiv="', "")
    assert archive.read("materialy/01-2-projekt-w2.txt") == b"wersja druga", "the newest version alone"


def test_a_lost_paper_is_said_before_anything_is_sent(called: Called, office: Client) -> None:
    default_storage.delete(files.path_of(Paper.objects.get(confidential=True).digest))
    answer = office.get(called.url("pakiet.zip"), follow=True)
    assert answer.redirect_chain and "Oferta" in answer.content.decode()


def test_the_pack_as_one_tagged_pdf(called: Called, office: Client) -> None:
    send(office, called, PDF, "zalacznik.pdf", title="Załącznik")
    answer = office.get(called.url("pakiet.pdf"))
    assert answer.headers["Content-Type"] == "application/pdf" and lacks(answer.content) == []
    assert {"H1", "H2", "Table", "TH", "Link"} <= roles(answer.content)
    assert b"/Dest" in pdf_words(answer.content), "the agenda leads to its papers"
    assert office.get(called.url("pakiet.pdf")).content == answer.content


def test_hostile_text_stays_text_in_the_pdf(called: Called, office: Client) -> None:
    send(office, called, SCRIPT + b'<img src="http://example.org/x">', "strona.txt", title="<b>Strona</b>")
    assert lacks(office.get(called.url("pakiet.pdf")).content) == []


def test_a_text_is_printed_whole_or_not_at_all(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = documents(papers_of(called.meeting, confidential=True))
    packed = pack_of(one for group in groups.values() for one in group)
    assert [one.text for one in pack_pdf.printed(packed)] == ["tajna oferta", "wersja druga"]
    monkeypatch.setattr(pack_pdf, "MOST_PRINTED", 15)
    assert [one.text for one in pack_pdf.printed(packed)] == ["tajna oferta", ""]


def test_packs_are_counted_with_the_exports(called: Called, office: Client, settings: Any) -> None:
    settings.EXPORTS_PER_MINUTE = 0
    assert office.get(called.url("pakiet.zip")).status_code == office.get(called.url("pakiet.pdf")).status_code == 429
