"""The office's pages: for the office alone; what is entered stands, what is refused leaves nothing behind."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.models import Case, DutyMark, Letter, OwnAction
from koordynata.foundation import work
from koordynata.registry.models import Institution
from koordynata.web.office.subjects import PAGES, address_of
from tests.days import Ahead
from tests.foundation.test_files import PDF
from tests.web.intelligence import fakes

today = timezone.localdate
PAGES_OF_THE_OFFICE = ["", "korespondencja/", "korespondencja/nowe/", "obowiazki/", "obowiazki/2026.ics",
                       "dzialania/", "dzialania/nowe/", "interesariusze/"]  # fmt: skip


@pytest.fixture(autouse=True)
def warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)


@pytest.fixture
def office(coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    return client


def told(**changes: Any) -> dict[str, Any]:
    """A letter with a new case round it, as the form sends it."""
    return {
        "series": "general", "title": "Dane o naborze", "direction": "outgoing", "way": "e_delivery",
        "counterpart": "Kuratorium (przykład)", "subject": "Prośba o dane", "dated_on": today().isoformat(),
        "handled_on": today().isoformat(), "address": "", "their_sign": "", "answer_due": "", "concerns": "",
    } | changes  # fmt: skip


def enter(client: Client, **changes: Any) -> Any:
    return client.post("/biuro/korespondencja/nowe/", told(**changes))


@pytest.mark.parametrize("page", PAGES_OF_THE_OFFICE)
def test_the_office_alone_enters(
    page: str, things: Any, office: Client, member: User, school_head: User, employer: User, as_user: Any
) -> None:
    assert office.get(f"/biuro/{page}").status_code == 200
    for who in (member, school_head, employer):
        assert as_user(who).get(f"/biuro/{page}").status_code == 404
    assert Client().get(f"/biuro/{page}").status_code == 302


def test_members_have_no_entry_in_the_menu(things: Any, office: Client, member: User, as_user: Any) -> None:
    assert 'href="/biuro/"' in office.get("/").content.decode()
    assert 'href="/biuro/"' not in as_user(member).get("/").content.decode()


class TestLetters:
    def test_a_letter_gets_its_number_and_its_file(self, land: Any, office: Client) -> None:
        file = SimpleUploadedFile("pismo.pdf", PDF, "application/pdf")
        made = enter(office, file=file, address="ae:pl-12345-67890-abcde-12")
        letter = Letter.objects.get()
        assert str(letter) == f"EDU.4301.1.{today().year}/1" and letter.address == "AE:PL-12345-67890-ABCDE-12"
        assert made["Location"] == f"/biuro/sprawy/{letter.case_id}/"
        page = office.get(made["Location"]).content.decode()
        assert "pismo.pdf" in page and "Prośba o dane" in page and "Nie znaleziono publicznego formatu" in page
        answer = office.get(f"/biuro/korespondencja/{letter.pk}/pliki/{letter.files.get().pk}/")
        assert answer.content == PDF and answer["Content-Disposition"].startswith("attachment")

    def test_a_second_letter_goes_into_the_case_and_answers_the_first(self, land: Any, office: Client) -> None:
        enter(office, answer_due=today().isoformat())
        case, asked = Case.objects.get(), Letter.objects.get()
        enter(office, case=case.pk, series="", title="", direction="incoming", answers=asked.pk)
        assert [letter.position for letter in case.letters.order_by("pk")] == [1, 2]
        assert f"{asked}" in office.get(f"/biuro/sprawy/{case.pk}/").content.decode()
        assert not office.get("/biuro/korespondencja/?state=waiting").context["page"].object_list

    @pytest.mark.parametrize(
        "changes",
        [{"series": ""}, {"title": ""}, {"series": "nothing"}, {"direction": "sideways"}, {"address": "AE:PL-1"},
         {"handled_on": Ahead(1)}, {"dated_on": "31.02.2026"}, {"subject": "x" * 301},
         {"subject": "a\0b"}, {"case": "987654321"}, {"case": "x"}, {"concerns": "meeting:987654321"},
         {"concerns": "user:1"}, {"answer_due": Ahead(-1)},
         {"file": SimpleUploadedFile("list.pdf", b"MZ", "application/pdf")}],
    )  # fmt: skip
    def test_what_is_refused_leaves_nothing_behind(self, changes: dict[str, Any], land: Any, office: Client) -> None:
        assert enter(office, **changes).status_code == 422
        assert not Case.objects.exists() and not Letter.objects.exists()
        enter(office)
        assert Case.objects.get().number == 1, "no number was lost"

    def test_a_foreign_case_and_a_foreign_meeting_are_refused_like_unknown_ones(
        self, things: Any, stranger: User, as_user: Any
    ) -> None:
        client = as_user(stranger)
        letters = Letter.objects.count()
        for changes in ({"case": things["case"].pk}, {"concerns": f"meeting:{things['meeting'].pk}"},
                        {"answers": things["letter"].pk}):  # fmt: skip
            assert enter(client, **changes).status_code == 422
        assert Letter.objects.count() == letters

    def test_sent_twice_it_is_entered_once(self, land: Any, office: Client) -> None:
        for _ in range(2):
            assert enter(office, form_key="one").status_code == 302
        assert Letter.objects.count() == 1

    def test_files_and_strikes(self, things: Any, office: Client) -> None:
        letter = things["letter"]
        page = f"/biuro/korespondencja/{letter.pk}/"
        for content, count in ((b"MZ", 1), (PDF + b" ", 2)):
            office.post(f"{page}pliki/", {"file": SimpleUploadedFile("b.pdf", content, "application/pdf")})
            assert letter.files.count() == count
        office.post(f"{page}pliki/")
        office.post(f"{page}skresl/", {"reason": " "})
        assert Letter.objects.get(pk=letter.pk).struck_out_at is None
        office.post(f"{page}skresl/", {"reason": "pomyłka"})
        assert Letter.objects.get(pk=letter.pk).struck_out_because == "pomyłka"
        assert "pomyłka" in office.get(f"/biuro/sprawy/{letter.case_id}/").content.decode()

    def test_the_package_of_a_case_and_of_one_letter(self, things: Any, office: Client) -> None:
        page = f"/biuro/sprawy/{things['case'].pk}/paczka.zip"
        answer = office.get(page)
        assert "letters.csv" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
        assert office.get(f"{page}?letter=1").status_code == 200
        for wrong in ("2", "x", "-1", "9" * 20, "²"):
            assert office.get(f"{page}?letter={wrong}").status_code == 404

    def test_a_case_is_closed_and_opened_again(self, things: Any, office: Client) -> None:
        case = things["case"]
        office.post(f"/biuro/sprawy/{case.pk}/zamknij/")
        assert Case.objects.get(pk=case.pk).closed_on == today()
        assert enter(office, case=case.pk).status_code == 422
        office.post(f"/biuro/sprawy/{case.pk}/zamknij/", {"reopen": "1"})
        assert Case.objects.get(pk=case.pk).closed_on is None

    @pytest.mark.parametrize(
        "query",
        ["q=temat", "q=%00", "direction=outgoing", "way=x", "series=general", "state=standing", "since=2026-01-01",
         "until=x", "sort=-due", "sort=x", "page=99", "sort=case&print=all"],
    )  # fmt: skip
    def test_filters(self, query: str, things: Any, office: Client) -> None:
        assert office.get(f"/biuro/korespondencja/?{query}").status_code == 200


class TestDuties:
    def mark(self, client: Client, **changes: Any) -> Any:
        values = {"region": "16", "duty": "forecast", "year": today().year, "month": 2, "done_on": today().isoformat(),
                  "note": "wczytano"} | changes  # fmt: skip
        return client.post("/biuro/obowiazki/wykonane/", values)

    def test_marked_and_taken_back(self, land: Any, office: Client, coordinator: User) -> None:
        assert self.mark(office)["Location"] == f"/biuro/obowiazki/?region=16&year={today().year}"
        page = office.get("/biuro/obowiazki/?state=done").content.decode()
        assert "wczytano" in page and str(coordinator) in page and "Cofnij" in page
        for _ in range(2):
            self.mark(office, take_back="1")
        assert not DutyMark.objects.exists()

    @pytest.mark.parametrize(
        "changes",
        [{"region": "12"}, {"region": "99"}, {"duty": "x"}, {"duty": "a\0"}, {"month": 3}, {"month": 13}, {"year": 1},
         {"year": "x"}, {"done_on": ""}, {"done_on": Ahead(1)}, {"note": "x" * 301}],
    )  # fmt: skip
    def test_what_the_calendar_does_not_have_is_refused(
        self, changes: dict[str, Any], land: Any, office: Client
    ) -> None:
        answer = self.mark(office, **changes)
        assert answer.status_code == 302 and not DutyMark.objects.exists()
        assert "call late" in office.get(answer["Location"]).content.decode()

    def test_the_calendar_file(self, land: Any, office: Client) -> None:
        answer = office.get(f"/biuro/obowiazki/{today().year}.ics")
        assert answer["Content-Type"].startswith("text/calendar") and answer.content.count(b"BEGIN:VEVENT") > 8
        assert office.get("/biuro/obowiazki/99999.ics").status_code == 200

    @pytest.mark.parametrize("query", ["year=2027", "year=1", "year=x", "state=overdue", "state=x", "region=12"])
    def test_filters(self, query: str, land: Any, office: Client) -> None:
        answer = office.get(f"/biuro/obowiazki/?{query}")
        assert answer.status_code == 200 and answer.context["region_shown"].code == "16"

    def test_what_is_uncertain_says_so(self, land: Any, office: Client) -> None:
        page = office.get("/biuro/obowiazki/").content.decode()
        assert "Sprawdź przed użyciem".lower() in page.lower() and "Ostatecznego tekstu" not in page.split("<table")[0]


class TestActions:
    def plan(self, client: Client, **changes: Any) -> Any:
        values = {"name": "Konferencja", "kind": "conference", "starts": "2026-03-01", "ends": "2026-03-02",
                  "budget": "48000.50", "objective": "obszar 7"} | changes  # fmt: skip
        return client.post("/biuro/dzialania/nowe/", values)

    def test_planned_changed_and_finished(self, land: Any, office: Client) -> None:
        page = self.plan(office)["Location"]
        assert "000,50" in office.get(page).content.decode()
        first = {"name": "Pierwsza", "kind": "study", "starts": "2026-03-01", "ends": "2026-04-01", "version": 1}
        assert office.post(f"{page}zmien/", first).status_code == 302
        late = office.post(f"{page}zmien/", first | {"name": "Druga nazwa"})
        text = late.content.decode()
        assert late.status_code == 409 and "Druga nazwa" in text and "Pierwsza" in text
        office.post(f"{page}stan/", {"state": "running"})
        assert office.post(f"{page}stan/", {"state": "done"}).status_code == 422
        assert office.post(f"{page}stan/", {"state": "done", "result": "140 osób"}).status_code == 302
        assert OwnAction.objects.get().result == "140 osób"
        assert office.post(f"{page}stan/", {"state": "x"}).status_code == 422

    @pytest.mark.parametrize(
        "changes", [{"ends": "2026-02-01"}, {"budget": "-1"}, {"kind": "x"}, {"name": ""}, {"starts": "x"}]
    )
    def test_refused(self, changes: dict[str, Any], land: Any, office: Client) -> None:
        assert self.plan(office, **changes).status_code == 422 and not OwnAction.objects.exists()

    @pytest.mark.parametrize(
        "query", ["q=dzia", "q=%00", "kind=x", "state=planned", "year=2026", "sort=-budget", "sort=x"]
    )
    def test_filters(self, query: str, things: Any, office: Client) -> None:
        assert office.get(f"/biuro/dzialania/?{query}").status_code == 200


class TestQueue:
    def test_everything_that_waits_leads_somewhere(self, things: Any, office: Client) -> None:
        rows = office.get("/biuro/").context["page"].object_list
        assert {row.item.source for row in rows} >= {"letters", "duties", "opinions", "actions"}
        for row in rows:
            assert row.url and office.get(row.url).status_code == 200, row.item

    def test_every_kind_of_record_that_sources_name_is_known(self) -> None:
        named = {"meeting", "notices", "resolution", "task", "minutes", "body", "case", "action", "opinion_request"}
        assert named == set(PAGES) and address_of("meeting:1") and address_of("unknown:1") == ""

    @pytest.mark.parametrize(
        ("query", "some"),
        [("q=TEMAT", True), ("q=brak+takich", False), ("source=letters", True), ("source=x", True),
         ("urgency=overdue", True), ("urgency=x", True), ("q=%00", True), ("source=notices", False)],
    )  # fmt: skip
    def test_filters_and_their_export_agree(self, query: str, some: bool, things: Any, office: Client) -> None:
        shown = office.get(f"/biuro/?{query}").context["page"].paginator.count
        response: Any = office.get(f"/biuro/?{query}&format=csv")
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) == shown
        assert bool(shown) is some

    def test_a_source_that_forgets_its_scope_would_be_found(
        self, things: Any, stranger: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Negative control of the walk over lists: the stranger's queue shows what its sources tell."""
        assert "Kanarek" not in as_user(stranger).get("/biuro/").content.decode()
        leaking = work.WorkSource("letters", "x", lambda user, today: [work.WorkItem("letters", "case:1", "Kanarek")])
        monkeypatch.setitem(work._sources, "letters", leaking)
        assert "Kanarek" in as_user(stranger).get("/biuro/").content.decode()


class TestStakeholders:
    def test_a_seat_is_tied_by_number_and_shown_on_the_map(self, things: Any, land: Any, office: Client) -> None:
        company = Institution.objects.create(
            kind="employer", name="Kolej (przykład)", territory=land["1609"], nip="5260001246"
        )
        seat = things["seat"]
        page = f"/biuro/interesariusze/miejsca/{seat.pk}/"
        for number in ("", "x", "1", "9" * 15):
            office.post(page, {"number": number})
        seat.refresh_from_db()
        assert seat.institution_id is None
        office.post(page, {"number": "526-000-12-46"})
        seat.refresh_from_db()
        assert seat.institution_id == company.pk
        shown = office.get("/biuro/interesariusze/").content.decode()
        assert "powiat opolski: 1 miejsce" in shown and "powiat nyski: nikt" in shown

    @pytest.mark.parametrize("query", ["body=x", "body=987654321", "format=csv"])
    def test_other_addresses(self, query: str, things: Any, office: Client) -> None:
        assert office.get(f"/biuro/interesariusze/?{query}").status_code == 200


@pytest.mark.parametrize("page", ["/biuro/", "/biuro/korespondencja/", "/biuro/dzialania/", "/biuro/obowiazki/"])
def test_the_number_of_queries_stays(page: str, things: Any, office: Client, coordinator: User, land: Any) -> None:
    counts = []
    for n in range(3):
        services.enter_letter(case=things["case"], direction="incoming", way="post", counterpart="x", subject=f"x{n}",
                              dated_on=today(), handled_on=today(), answer_due=today(), by=coordinator)  # fmt: skip
        services.plan_action(
            territory=land["16"], name=f"x{n}", kind="study", starts=today(), ends=today(), by=coordinator
        )
        with CaptureQueriesContext(connection) as captured:
            office.get(page)
        counts.append(len(captured))
    assert counts[1] == counts[2]


def test_a_case_keeps_its_number_of_queries(things: Any, office: Client, coordinator: User) -> None:
    counts = []
    for n in range(3):
        services.enter_letter(case=things["case"], direction="incoming", way="post", counterpart="x", subject=f"x{n}",
                              dated_on=today(), handled_on=today(), concerns=f"meeting:{things['meeting'].pk}",
                              attached=[(f"{n}.pdf", PDF + b" " * n)], answers=things["letter"], by=coordinator)  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            office.get(f"/biuro/sprawy/{things['case'].pk}/")
        counts.append(len(captured))
    assert counts[1] == counts[2]
