# ruff: noqa: F811
"""Running a body through its pages: the office does, members read, others find nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.models import Body, CandidateRequest, GroupReport, Mandate, Member, Seat, Term
from koordynata.coordination.queries.composition import seat_at
from tests.coordination.conftest import Team, make_team, team  # noqa: F401

from .conftest import Desk, desk, today  # noqa: F401

PAGES = ("", "regulamin/", "grupy/", "historia/")


class TestWhoSees:
    @pytest.mark.parametrize("page", ["", *PAGES[1:], "miejsca/{seat}/"])
    def test_members_read_others_find_nothing(
        self, page: str, team: Team, member: User, school_head: User, stranger: User, employer: User, as_user: Any
    ) -> None:
        address = f"/zespoly/{team.body.pk}/" + page.format(seat=team.mandates["b"].seat_id)
        assert as_user(member).get(address).status_code == 200
        for other in (school_head, stranger, employer):
            assert as_user(other).get(address).status_code == 404

    def test_members_read_without_forms_addresses_and_reasons(self, desk: Desk, member: User, as_user: Any) -> None:
        person, team = desk.team.people["b"], desk.team
        Member.objects.filter(pk=person.pk).update(email="kanarek@example.org", phone="600100200")
        services.suspend_mandate(mandate=team.mandates["b"], starts=timezone.now(), reason="powód tajny", by=team.by)
        reader = as_user(member)
        seat = f"miejsca/{desk.seat('b').pk}/"
        for page in (*PAGES, seat):
            text = reader.get(desk.page + page).content.decode()
            assert "kanarek@example.org" not in text and "powód tajny" not in text and team.by.full_name not in text
            assert not re.search(r"<form[^>]*/zespoly/\d+/[a-z]", text), page
        file = b"".join(reader.get(f"{desk.page}?format=csv").streaming_content).decode()
        assert "kanarek@example.org" not in file and "Osoba B" in file
        told = b"".join(reader.get(f"{desk.page}historia/?format=csv").streaming_content).decode()
        assert "powód tajny" not in told and "Powołano członka" in told and team.by.full_name not in told
        assert "kanarek@example.org" in desk.read(seat) and "powód tajny" in desk.read(seat)
        own = b"".join(desk.client.get(f"{desk.page}?format=csv").streaming_content).decode()
        assert "kanarek@example.org" in own

    def test_a_part_of_another_body_is_not_found_here(self, desk: Desk, land: Any) -> None:
        by = desk.team.by
        other = services.create_body(kind="council", name="Inna", short_name="I", territory=land["16"], by=by)
        desk.page = f"/zespoly/{other.pk}/"
        foreign = desk.team.mandates["b"]
        for address in (f"miejsca/{foreign.seat_id}/", f"osoby/{foreign.member_id}/"):
            assert desk.client.get(desk.page + address).status_code == 404
        assert desk.post(f"mandaty/{foreign.pk}/zakoncz/", ends=today(), reason="resignation").status_code == 404
        assert Mandate.objects.get(pk=foreign.pk).ends is None


class TestTheBody:
    def test_from_nothing_to_a_filled_seat(self, coordinator: User, land: Any, as_user: Any) -> None:
        office = as_user(coordinator)
        made = office.post("/zespoly/nowy/", {"kind": "team", "territory": land["16"].pk, "name": "Zespół",
                                              "short_name": "WZK"})  # fmt: skip
        body = Body.objects.get()
        assert made["Location"] == f"/zespoly/{body.pk}/"
        assert "Nie ma jeszcze kadencji" in office.get(made["Location"]).content.decode()
        early = office.post(f"/zespoly/{body.pk}/miejsca/", {"side": "economy", "voting": "on"})
        assert early.status_code == 422 and "Najpierw otwórz kadencję" in early.content.decode()
        office.post(f"/zespoly/{body.pk}/kadencje/", {"starts": today()})
        office.post(f"/zespoly/{body.pk}/miejsca/", {"side": "economy", "organisation": "Izba", "voting": "on"})
        seat = Seat.objects.get()
        office.post(f"/zespoly/{body.pk}/miejsca/{seat.pk}/powolaj/", {
            "name": "Anna Nowa", "email": "anna@example.org", "function": "chair", "starts": today()})  # fmt: skip
        assert "Anna Nowa" in office.get(f"/zespoly/{body.pk}/").content.decode()
        assert Mandate.objects.get().function == "chair"

    def test_a_foreign_territory_is_not_on_offer(self, coordinator: User, land: Any, as_user: Any) -> None:
        values = {"kind": "team", "territory": land["12"].pk, "name": "Z", "short_name": "Z"}
        assert as_user(coordinator).post("/zespoly/nowy/", values).status_code == 422
        assert not Body.objects.exists()

    def test_a_stale_tab_keeps_its_text(self, desk: Desk) -> None:
        form = desk.read("zmien/")
        version = re.search(r'name="version" value="(\w+)"', form)
        assert version
        values = {"name": "Zespół", "short_name": "WZK", "version": version[1]}
        assert desk.post("zmien/", **values, advises="zarząd").status_code == 302
        late = desk.post("zmien/", **values, advises="sejmik")
        text = late.content.decode()
        assert late.status_code == 409 and "sejmik" in text and "zarząd" in text
        fresh = re.search(r'name="version" value="(\w+)"', text)
        assert fresh and desk.post("zmien/", **values | {"version": fresh[1]}, advises="sejmik").status_code == 302

    def test_the_composition_of_another_day(self, desk: Desk) -> None:
        services.end_mandate(mandate=desk.team.mandates["b"], ends=timezone.now() - timedelta(days=10), by=desk.team.by)
        day = (timezone.localdate() - timedelta(days=20)).isoformat()
        link = ">Osoba B (przykład)</a>"
        assert link not in desk.read() and link in desk.read(f"?day={day}")
        for nonsense in ("?day=2026-99-99", "?day=x", "?day=9999-12-31", "?term=77", "?term=²", "?term=1"):
            assert "Osoba C" in desk.read(nonsense)

    def test_terms_end_and_follow(self, desk: Desk) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        desk.post(f"kadencje/{desk.team.term.pk}/zakoncz/", ends=today())
        assert set(Mandate.objects.values_list("ends", flat=True)) == {Term.objects.get().ends}
        refused = desk.post("kadencje/", starts=today())
        assert refused.status_code == 422 and "Poprzednia kadencja" in refused.content.decode()
        assert desk.post("kadencje/", starts=tomorrow.isoformat()).status_code == 302
        assert "Kadencja 2" in desk.read()

    def test_queries_do_not_grow_with_the_seats(self, desk: Desk) -> None:
        counts = []
        for _round in range(2):
            with CaptureQueriesContext(connection) as told:
                desk.read()
            counts.append(len(told))
            for side in ("economy", "funds", "education"):
                desk.post("czlonkowie/", name=f"Osoba {side} {_round}", side=side, function="member", starts=today())
        assert counts[0] == counts[1] and Seat.objects.count() == 11


class TestTheSeat:
    def test_resignation_and_successor(self, desk: Desk) -> None:
        yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
        assert desk.post(desk.mandate("b") + "zakoncz/", ends=yesterday, reason="resignation").status_code == 302
        page = f"miejsca/{desk.seat('b').pk}/"
        assert "Nikt nie zajmuje tego miejsca" in desk.read(page) and "rezygnacja" in desk.read(page)
        member = Member.objects.get(name__startswith="Zastępca X")
        done = desk.post(page + "powolaj/", member=member.pk, function="member", starts=today())
        assert done.status_code == 302 and seat_at(desk.seat("b")).mandate is not None

    def test_suspension_and_its_end(self, desk: Desk) -> None:
        seat = desk.seat("c")
        desk.post(desk.mandate("c") + "zawies/", starts=today())
        assert seat_at(seat).suspended and "Zakończ zawieszenie" in desk.read(f"miejsca/{seat.pk}/")
        again = desk.post(desk.mandate("c") + "zawies/", starts=today())
        assert again.status_code == 422 and "już zawieszony" in again.content.decode()
        assert desk.post(desk.mandate("c") + "przywroc/", at=today()).status_code == 302
        assert not seat_at(seat).suspended
        assert desk.post(desk.mandate("c") + "przywroc/", at=today()).status_code == 422

    def test_substitutes_in_order(self, desk: Desk) -> None:
        desk.post(desk.mandate("b") + "zastepcy/", name="Drugi Zastępca")
        names = [str(one) for one in seat_at(desk.seat("b")).substitutes]
        assert names == ["Zastępca X (przykład)", "Drugi Zastępca"]
        second = desk.team.mandates["b"].substitutes.get(order=2)
        desk.post(f"zastepcy/{second.pk}/wyzej/")
        assert [str(one) for one in seat_at(desk.seat("b")).substitutes] == names[::-1]
        desk.post(f"zastepcy/{second.pk}/usun/")
        assert desk.post(f"zastepcy/{second.pk}/usun/").status_code == 404
        assert [str(one) for one in seat_at(desk.seat("b")).substitutes] == names[:1]

    def test_a_person_is_chosen_or_written_not_both(self, desk: Desk) -> None:
        for values in ({}, {"name": " "}, {"name": "Ktoś", "member": desk.team.people["d"].pk}):
            assert desk.post(desk.mandate("b") + "zastepcy/", **values).status_code == 422
        assert desk.team.mandates["b"].substitutes.count() == 1

    def test_an_organisation_is_asked_and_answers(self, desk: Desk, member: User, as_user: Any) -> None:
        page = f"miejsca/{desk.seat('e').pk}/"
        values = {"organisation": "Izba Kanarek", "asked_on": today(), "due": today()}
        assert desk.post(page + "kandydat/", **values).status_code == 302
        assert desk.post(page + "kandydat/", **values).status_code == 422
        assert "Izba Kanarek" in desk.read(page)
        assert "Izba Kanarek" not in as_user(member).get(desk.page + page).content.decode()
        assert "Izba Kanarek" not in as_user(member).get(desk.page + "historia/").content.decode()
        request = CandidateRequest.objects.get()
        desk.post(f"kandydaci/{request.pk}/odpowiedz/", answered_on=today(), candidate="Jan Kandydat")
        assert "Jan Kandydat" in desk.read(page)

    def test_the_seat_is_corrected(self, desk: Desk) -> None:
        page = f"miejsca/{desk.seat('e').pk}/"
        version = re.search(r'name="version" value="(\w+)"', desk.read(page))
        assert version
        values = {"side": "economy", "organisation": "Nowa nazwa"}
        assert desk.post(page + "zmien/", **values, version=version[1]).status_code == 302
        assert desk.post(page + "zmien/", **values | {"organisation": "x"}, version=version[1]).status_code == 409
        assert "Nowa nazwa" in desk.read()

    def test_a_form_sent_twice_acts_once(self, desk: Desk) -> None:
        key = {"form_key": "a" * 32, "side": "economy", "voting": "on"}
        desk.post("miejsca/", **key)
        desk.post("miejsca/", **key)
        assert Seat.objects.count() == 6


class TestPeople:
    def test_contact_and_account(self, desk: Desk, member: User) -> None:
        person = desk.team.people["b"]
        page = f"osoby/{person.pk}/"
        version = re.search(r'name="version" value="(\w+)"', desk.read(page))
        assert version
        values = {"name": person.name, "email": "b@example.org", "version": version[1]}
        assert desk.post(page, **values).status_code == 302
        assert desk.post(page, **values | {"email": "c@example.org"}).status_code == 409
        desk.post(page + "konto/", user=member.pk)
        assert Member.objects.get(pk=person.pk).user == member and "b@example.org" in desk.read(page)

    def test_only_accounts_that_take_part_here_are_on_offer(
        self, desk: Desk, stranger: User, school_head: User, employer: User
    ) -> None:
        person = desk.team.people["b"]
        for other in (stranger, school_head, employer):
            desk.post(f"osoby/{person.pk}/konto/", user=other.pk)
            assert Member.objects.get(pk=person.pk).user is None
            assert other.full_name not in desk.read(f"osoby/{person.pk}/")


class TestGroups:
    def test_a_group_with_members_and_a_report_that_is_heard(self, desk: Desk, member: User, as_user: Any) -> None:
        desk.post("grupy/nowa/", name="Grupa kolejowa", short_name="GR", starts=today(), task="Zawody.")
        group = Body.objects.get(parent=desk.team.body)
        assert (
            "Grupa kolejowa" in desk.read("grupy/")
            and "obowiązuje regulamin zespołu"
            in Desk(desk.client, desk.team).client.get(f"/zespoly/{group.pk}/regulamin/").content.decode()
        )
        own = f"/zespoly/{group.pk}/"
        person = {"member": desk.team.people["b"].pk, "side": "economy", "function": "chair", "starts": today()}
        assert desk.client.post(f"{own}czlonkowie/", person).status_code == 302
        report = {"title": "Sprawozdanie pierwsze", "text": "Braki.", "handed_in_on": today()}
        assert desk.client.post(f"{own}sprawozdania/", report).status_code == 302
        meeting = services.plan_meeting(term=desk.team.term, by=desk.team.by, starts=timezone.now(),
                                        ends=timezone.now() + timedelta(hours=1))  # fmt: skip
        row = GroupReport.objects.get()
        heard = desk.client.post(f"{own}sprawozdania/{row.pk}/porzadek-obrad/", {"meeting": meeting.pk})
        assert heard.status_code == 302 and meeting.items.get().title == "GR: Sprawozdanie pierwsze"
        assert "Sprawozdanie pierwsze" in as_user(member).get(f"{desk.page}grupy/").content.decode()
        assert desk.post("sprawozdania/", **report).status_code == 422, "the team hands nothing to itself"


def test_hostile_texts_stay_texts(desk: Desk) -> None:
    evil = "<script>alert(1)</script>"
    desk.post("miejsca/", side="economy", organisation="=cmd()", voting="on")
    desk.post("czlonkowie/", name=evil, side="economy", function="member", starts=today())
    assert evil not in desk.read() and "&lt;script&gt;" in desk.read()
    file = b"".join(desk.client.get(f"{desk.page}?format=csv").streaming_content).decode()
    assert "'=cmd()" in file
    assert desk.post("miejsca/", side="kosmos").status_code == 422
    assert desk.post("kadencje/", starts="0001-01-01").status_code in {302, 422}
