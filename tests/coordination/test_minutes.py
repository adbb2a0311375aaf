"""Minutes: drafted from what happened, edited by two without losing anything, approved later, then only corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode, MinutesState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Ballot, Meeting, Minutes
from koordynata.coordination.rules import may_read_minutes
from koordynata.foundation.audit import find_breaks
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent

from .conftest import Team


def held(team: Team, votes: dict[str, str] | None = None, mode: BallotMode = BallotMode.OPEN) -> tuple[Meeting, Ballot]:
    """A meeting with one ballot, closed."""
    meeting = team.meeting(place="sala 1")
    ballot = team.ballot(meeting, "axcd", mode=mode)
    services.recuse(item=ballot.motion.item, member=team.people["d"], reason="dyrektor szkoły", by=team.by)
    for letter, choice in (votes or {"a": "in_favour", "x": "in_favour", "c": "against"}).items():
        cast = services.cast_paper if mode == BallotMode.SECRET else services.cast_vote
        cast(ballot=ballot, member=team.people[letter], choice=choice, by=team.by)
    team.close(ballot)
    meeting = services.close_meeting(meeting=meeting, by=team.by)
    ballot.refresh_from_db()
    return meeting, ballot


def text_of(minutes: Minutes) -> str:
    return "\n".join(f"{one['title']}\n{one['text']}" for one in minutes.sections)


def earlier(meeting: Meeting, days: int = 30) -> Meeting:
    """The same meeting, some time ago."""
    Meeting.objects.filter(pk=meeting.pk).update(starts=meeting.starts - timedelta(days=days))
    meeting.refresh_from_db()
    return meeting


def drafted(team: Team) -> Minutes:
    return services.draft_minutes(meeting=earlier(held(team)[0]), by=team.by)


def changed(minutes: Minutes, place: int, text: str) -> list[dict[str, Any]]:
    """The sections with another text in one of them."""
    return [one | {"text": text} if n == place else dict(one) for n, one in enumerate(minutes.sections)]


class TestDrafting:
    def test_it_tells_what_happened(self, team: Team) -> None:
        text = text_of(services.draft_minutes(meeting=held(team)[0], by=team.by))
        for words in (
            "Otwarcie", "sala 1", "Obradom przewodniczy: Osoba A (przykład).", "Osoba B (przykład): zastępca: Zastępca X",
            "Nieobecni:\n– Osoba E (przykład)", "1. Plan pracy", "Wyłączenie ze sprawy: Osoba D (przykład) (dyrektor szkoły).",
            "Wniosek: „Zespół przyjmuje plan pracy.”", "2", "Posiedzenie zamknięto",
        ):  # fmt: skip
            assert words in text, words

    def test_of_a_secret_ballot_only_the_sums_are_told(self, team: Team) -> None:
        minutes = services.draft_minutes(meeting=held(team, mode=BallotMode.SECRET)[0], by=team.by)
        item = minutes.sections[3]["text"]
        assert "Osoba A" not in item and "Osoba C" not in item and "Głosowanie tajne" in item

    def test_asked_again_nothing_is_lost(self, team: Team) -> None:
        minutes = drafted(team)
        services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "inaczej"), seen_version=1, by=team.by)
        again = services.draft_minutes(meeting=minutes.meeting, by=team.by)
        assert again.pk == minutes.pk and again.sections[0]["text"] == "inaczej"

    def test_an_open_meeting_has_none(self, team: Team) -> None:
        with pytest.raises(CoordinationRefusal):
            services.draft_minutes(meeting=team.meeting(), by=team.by)

    def test_it_is_polish_whatever_the_secretary_reads(self, team: Team) -> None:
        from django.utils.translation import override

        with override("en"):
            assert drafted(team).sections[0]["title"] == "Otwarcie"


class TestEditing:
    def test_two_secretaries_lose_nothing(self, team: Team) -> None:
        minutes = drafted(team)
        services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "pierwsza"), seen_version=1, by=team.by)
        with pytest.raises(ChangedMeanwhile) as late:
            services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "druga"), seen_version=1, by=team.by)
        assert late.value.current[0]["text"] == "pierwsza" and late.value.version == 2
        assert late.value.by == team.by.audit_label
        minutes.refresh_from_db()
        assert minutes.sections[0]["text"] == "pierwsza", "nothing was overwritten"
        done = services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "obie"), seen_version=2, by=team.by)
        assert done.version == 3
        kept = AuditEvent.objects.filter(verb="minutes.edited").order_by("pk")
        assert [(e.after or {})["sections"][0]["text"] for e in kept] == ["pierwsza", "obie"], (
            "every version stands in the log"
        )

    def test_the_same_text_sent_again_changes_nothing(self, team: Team) -> None:
        minutes = drafted(team)
        for _twice in range(2):
            services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "raz"), seen_version=1, by=team.by)
        assert Minutes.objects.get().version == 2

    def test_a_save_that_ignored_the_version_would_be_seen(self, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
        """Negative control: where every version counts as seen, the first secretary's text is gone."""
        minutes = drafted(team)
        services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "pierwsza"), seen_version=1, by=team.by)
        now = Minutes.objects.get().version
        services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "druga"), seen_version=now, by=team.by)
        assert Minutes.objects.get().sections[0]["text"] == "druga"

    @pytest.mark.parametrize("sections", [[], [{"title": " ", "text": ""}], [{"title": "", "text": "bez tytułu"}]])
    def test_what_is_no_text_is_refused(self, team: Team, sections: list[dict[str, str]]) -> None:
        with pytest.raises(CoordinationRefusal):
            services.edit_minutes(minutes=drafted(team), sections=sections, seen_version=1, by=team.by)

    def test_hostile_text_is_kept_as_text(self, team: Team) -> None:
        hostile = "<script>alert(1)</script> {{ 7*7 }} \x00 =1+1"
        minutes = drafted(team)
        done = services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, hostile), seen_version=1, by=team.by)
        assert done.sections[0]["text"] == hostile.replace("\x00", "")


def presented(team: Team) -> Minutes:
    return services.present_minutes(minutes=drafted(team), by=team.by)


class TestApproval:
    def test_a_later_meeting_approves_by_its_ballot(self, team: Team) -> None:
        minutes = presented(team)
        meeting, ballot = held(team)
        done = services.approve_minutes(minutes=minutes, meeting=meeting, ballot=ballot, by=team.by)
        assert (done.state, done.approved_in, done.approved_by) == (MinutesState.APPROVED, meeting, ballot)
        assert AuditEvent.objects.get(hash=done.audit_head).verb == "minutes.approved" and find_breaks() == []
        again = services.approve_minutes(minutes=minutes, meeting=meeting, by=team.by)
        assert again.approved_by == ballot, "pressed twice it is one approval"

    def test_or_without_one(self, team: Team) -> None:
        done = services.approve_minutes(minutes=presented(team), meeting=held(team)[0], by=team.by)
        assert done.approved_by is None and done.approved_in is not None

    def test_what_is_refused(self, team: Team) -> None:
        minutes, (later, ballot) = presented(team), held(team)
        planned = services.plan_meeting(
            term=team.term,
            starts=timezone.now() + timedelta(days=9),
            ends=timezone.now() + timedelta(days=10),
            by=team.by,
        )
        rejected = held(team, {"a": "against", "x": "against", "c": "in_favour"})
        cases: list[tuple[Meeting, Ballot | None]] = [
            (minutes.meeting, None), (planned, None), (rejected[0], rejected[1]), (later, rejected[1])
        ]  # fmt: skip
        for meeting, by_ballot in cases:
            with pytest.raises(CoordinationRefusal):
                services.approve_minutes(minutes=minutes, meeting=meeting, ballot=by_ballot, by=team.by)
        assert services.approve_minutes(minutes=minutes, meeting=later, ballot=ballot, by=team.by).approved_by == ballot

    def test_a_draft_is_not_approved(self, team: Team) -> None:
        with pytest.raises(CoordinationRefusal):
            services.approve_minutes(minutes=drafted(team), meeting=held(team)[0], by=team.by)

    def test_presented_ones_go_back_to_be_edited(self, team: Team) -> None:
        minutes = presented(team)
        with pytest.raises(CoordinationRefusal):
            services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "x"), seen_version=1, by=team.by)
        services.take_back_minutes(minutes=minutes, by=team.by)
        assert services.edit_minutes(
            minutes=minutes, sections=changed(minutes, 0, "x"), seen_version=1, by=team.by
        ).version == 2  # fmt: skip

    def test_the_database_keeps_approval_and_meeting_together(self, team: Team) -> None:
        minutes = presented(team)
        with pytest.raises(IntegrityError), transaction.atomic():
            Minutes.objects.filter(pk=minutes.pk).update(state=MinutesState.APPROVED)


class TestCorrections:
    def test_approved_minutes_are_only_corrected(self, team: Team) -> None:
        minutes = presented(team)
        services.approve_minutes(minutes=minutes, meeting=held(team)[0], by=team.by)
        before = Minutes.objects.get(pk=minutes.pk).sections
        for verb in (services.take_back_minutes, services.present_minutes):
            with pytest.raises(CoordinationRefusal):
                verb(minutes=minutes, by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, "x"), seen_version=1, by=team.by)
        first = services.correct_minutes(minutes=minutes, text=" Było 12, nie 11. ", by=team.by)
        second = services.correct_minutes(minutes=minutes, text="Jeszcze raz.", by=team.by)
        assert (first.number, first.text, second.number) == (1, "Było 12, nie 11.", 2)
        assert Minutes.objects.get(pk=minutes.pk).sections == before, "the approved text stays"
        assert AuditEvent.objects.filter(verb="minutes.corrected").count() == 2

    def test_a_draft_is_edited_not_corrected(self, team: Team) -> None:
        with pytest.raises(CoordinationRefusal):
            services.correct_minutes(minutes=drafted(team), text="x", by=team.by)
        minutes = presented(team)
        services.approve_minutes(minutes=minutes, meeting=held(team)[0], by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.correct_minutes(minutes=minutes, text="  ", by=team.by)


def test_who_reads_them(make_team: Callable[..., Team], member: User, stranger: User, coordinator: User) -> None:
    team = make_team()
    minutes = drafted(team)
    assert may_read_minutes(coordinator, minutes) and not may_read_minutes(member, minutes)
    team.people["a"].user = member
    team.people["a"].save()
    assert may_read_minutes(member, minutes), "who presided reads the draft"
    team.people["a"].user = None
    team.people["a"].save()
    minutes = services.present_minutes(minutes=minutes, by=team.by)
    assert may_read_minutes(member, minutes) and not may_read_minutes(stranger, minutes)
