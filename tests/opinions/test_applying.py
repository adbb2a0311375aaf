"""The school's part: writing, submitting, withdrawing, applying again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from koordynata.accounts.models import User
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.files import FileRefused
from koordynata.foundation.models import AuditEvent
from koordynata.opinions import services
from koordynata.opinions.enums import RequestState
from koordynata.opinions.errors import Incomplete, OpinionRefusal
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.queries.completeness import missing
from koordynata.registry.models import Institution

from .conftest import REASONS, Stage

Make = Callable[..., OpinionRequest]
WARSAW = ZoneInfo("Europe/Warsaw")


def test_what_is_missing_is_said(make_request: Make, school_head: User) -> None:
    request = make_request(full=False)
    codes = {one.code for one in missing(request, date(2026, 11, 21))}
    assert codes == {"places", "reasons", "programme", "partners", "workshop", "teacher",
                     "attachment_employer_letter", "attachment_governing_body"}  # fmt: skip
    with pytest.raises(Incomplete) as refused:
        services.submit(request=request, by=school_head)
    assert len(refused.value.missing) == len(codes)
    request.refresh_from_db()
    assert request.state == RequestState.DRAFT and request.number is None


def test_receipt_number_and_deadline(make_request: Make, school_head: User, time_machine: Any) -> None:
    time_machine.move_to(datetime(2026, 12, 23, 23, 30, tzinfo=WARSAW), tick=False)
    request = services.submit(request=make_request(), by=school_head)
    assert (request.signature, request.state) == ("1/2026", RequestState.SUBMITTED)
    assert request.due == date(2027, 1, 26), "twenty working days over Christmas, New Year and Epiphany"
    assert services.submit(request=request, by=school_head).number == 1
    assert AuditEvent.objects.filter(verb="opinion_request.submitted").count() == 1


def test_numbers_follow_each_other(make_request: Make, stage: Stage, school: Institution) -> None:
    numbers = [stage.submitted(make_request(occupation=code)).number for code in ("311407", "311928")]
    assert numbers == [1, 2]


def test_a_stale_tab_overwrites_nothing(make_request: Make, school_head: User) -> None:
    request = make_request()
    version = OpinionRequest.objects.get(pk=request.pk).version
    services.change_request(request=request, values={"places": 20}, seen_version=version, by=school_head)
    with pytest.raises(ChangedMeanwhile) as late:
        services.change_request(request=request, values={"places": 99}, seen_version=version, by=school_head)
    assert late.value.current["places"] == 20
    request.refresh_from_db()
    assert request.places == 20


def test_a_save_without_changes_writes_nothing(make_request: Make, school_head: User) -> None:
    request = make_request()
    request.refresh_from_db()
    events = AuditEvent.objects.count()
    services.change_request(request=request, values={"places": 28}, seen_version=request.version, by=school_head)
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("values", [{"places": 0}, {"places": 501}, {"start_year": 1999}])
def test_what_the_constraints_refuse(make_request: Make, school_head: User, values: dict[str, int]) -> None:
    request = OpinionRequest.objects.get(pk=make_request().pk)
    with pytest.raises(ValidationError):
        services.change_request(request=request, values=values, seen_version=request.version, by=school_head)
    with pytest.raises(IntegrityError), transaction.atomic():
        OpinionRequest.objects.filter(pk=request.pk).update(**values)


def test_one_open_application_for_an_occupation(make_request: Make, school_head: User) -> None:
    first = make_request()
    with pytest.raises(ValidationError, match="open application"):
        make_request()
    services.withdraw(request=first, reason="Zmiana planów", by=school_head)
    make_request()


def test_a_type_of_school_that_does_not_teach_it(school: Institution, lists: dict[str, Any], school_head: User) -> None:
    with pytest.raises(OpinionRefusal):
        services.start_request(school=school, occupation=lists["occupations"]["711603"], start_year=2027,
                               school_type=lists["school_types"]["TEC"], by=school_head)  # fmt: skip


def test_after_the_submission_nothing_is_written(make_request: Make, stage: Stage) -> None:
    request = stage.submitted(make_request())
    partner = request.partners.get()
    for attempt in (
        lambda: services.change_request(
            request=request, values={"places": 1}, seen_version=request.version, by=stage.head
        ),
        lambda: services.remove_partner(partner=partner, by=stage.head),
        lambda: services.attach(request=request, kind="other", name="x.pdf", content=b"", by=stage.head),
    ):
        with pytest.raises(OpinionRefusal):
            attempt()
    assert request.partners.exists()


def test_an_attachment_is_what_its_name_says(make_request: Make, school_head: User) -> None:
    request = make_request()
    with pytest.raises(FileRefused):
        services.attach(request=request, kind="other", name="list.pdf", content=b"MZ program", by=school_head)
    with pytest.raises(ValidationError, match="attached already"):
        services.attach(request=request, kind="employer_letter", name="ten-sam.pdf",
                        content=b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", by=school_head)  # fmt: skip
    assert request.attachments.count() == 2


def test_removing_twice_removes_once(make_request: Make, school_head: User) -> None:
    partner = make_request().partners.get()
    for _again in range(2):
        services.remove_partner(partner=partner, by=school_head)
    assert AuditEvent.objects.filter(verb="opinion_request.partner_removed").count() == 1


def test_returned_and_completed_the_clock_waits(make_request: Make, stage: Stage, time_machine: Any) -> None:
    time_machine.move_to(datetime(2026, 11, 2, 10, tzinfo=WARSAW), tick=False)
    request = stage.submitted(make_request())
    assert request.due == date(2026, 12, 1)
    time_machine.move_to(datetime(2026, 11, 4, 10, tzinfo=WARSAW), tick=False)
    request = services.return_for_completion(request=request, what="Brak listu.", by=stage.officer)
    assert request.completion_due == date(2026, 11, 16), "seven working days without 11 November"
    time_machine.move_to(datetime(2026, 11, 9, 10, tzinfo=WARSAW), tick=False)
    request = services.submit(request=request, by=stage.head)
    assert request.due == date(2026, 12, 4), "the school took three working days"
    assert request.signature == "1/2026" and request.completion_due is None


def test_withdrawn_and_again(make_request: Make, stage: Stage) -> None:
    old = stage.submitted(make_request())
    services.withdraw(request=old, reason="Za wcześnie", by=stage.head)
    new = services.start_again(request=old, by=stage.head)
    assert (new.previous_id, new.start_year, new.reasons) == (old.pk, 2028, REASONS)
    assert new.partners.get().letter is not None and new.partners.get().letter != old.partners.get().letter
    assert {a.digest for a in new.attachments.all()} == {a.digest for a in old.attachments.all()}
    assert missing(new, date(2026, 11, 21)) == []


class TestWhoSees:
    """Own schools, the region's office, members what is before the body."""

    def seen(self, user: User) -> list[int]:
        return sorted(OpinionRequest.objects.visible_to(user).values_list("pk", flat=True))

    def test_a_draft_is_the_schools(
        self, make_request: Make, school_head: User, coordinator: User, member: User, stranger: User, employer: User
    ) -> None:
        request = make_request()
        assert self.seen(school_head) == [request.pk]
        assert [self.seen(user) for user in (coordinator, member, stranger, employer)] == [[], [], [], []]

    def test_submitted_it_is_the_offices(
        self, make_request: Make, stage: Stage, coordinator: User, member: User, stranger: User, employer: User
    ) -> None:
        request = stage.submitted(make_request())
        assert self.seen(coordinator) == self.seen(stage.head) == [request.pk]
        assert [self.seen(user) for user in (member, stranger, employer)] == [[], [], []]

    def test_on_the_agenda_it_is_the_members(
        self, make_request: Make, stage: Stage, member: User, stranger: User, employer: User
    ) -> None:
        request = stage.on_agenda(make_request())
        assert self.seen(member) == [request.pk]
        assert [self.seen(user) for user in (stranger, employer)] == [[], []]

    def test_a_complex_answers_for_its_schools(self, make_request: Make, school: Institution, land: Any) -> None:
        from koordynata.registry.enums import InstitutionKind
        from tests.conftest import make_user

        whole = Institution.objects.create(
            kind=InstitutionKind.SCHOOL_COMPLEX, name="Zespół (przykład)", territory=land["1607"]
        )
        head = make_user("complex@example.org", "school_head", land["16"], institution=whole)
        request = make_request()
        assert self.seen(head) == []
        Institution.objects.filter(pk=school.pk).update(parent=whole)
        assert self.seen(head) == [request.pk]

    def test_a_role_that_ended_sees_nothing(self, make_request: Make, school_head: User) -> None:
        from django.utils import timezone

        make_request()
        school_head.memberships.update(until=timezone.now())
        assert self.seen(school_head) == []
