"""Carrying actions out, and talking about a version."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.programme import services
from koordynata.programme.enums import ActionState, CommentOutcome, MoneyStage
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Comment, Money, Reached, Strand
from koordynata.programme.paragraphs import paragraphs

from .conftest import Ground

DAY = date(2026, 3, 1)


@pytest.fixture
def strand(ground: Ground) -> Strand:
    return ground.element("1.1.1").strand


def test_an_action_begins_is_halted_and_ends(strand: Strand) -> None:
    strand = services.move_action(strand=strand, state=ActionState.RUNNING, on=DAY, by=SYSTEM)
    strand = services.move_action(strand=strand, state=ActionState.SUSPENDED, on=DAY, reason="Brak umowy.", by=SYSTEM)
    strand = services.move_action(strand=strand, state=ActionState.RUNNING, on=date(2026, 5, 1), by=SYSTEM)
    strand = services.move_action(strand=strand, state=ActionState.DONE, on=date(2026, 6, 1), by=SYSTEM)
    assert (strand.began_on, strand.ended_on, strand.state_reason) == (DAY, date(2026, 6, 1), "")


@pytest.mark.parametrize(("state", "reason"), [("done", ""), ("suspended", "X"), ("abandoned", " ")])
def test_a_move_that_cannot_be_is_refused(strand: Strand, state: str, reason: str) -> None:
    with pytest.raises(ProgrammeRefusal):
        services.move_action(strand=strand, state=ActionState(state), on=DAY, reason=reason, by=SYSTEM)


def test_an_action_does_not_end_before_it_began(strand: Strand) -> None:
    services.move_action(strand=strand, state=ActionState.RUNNING, on=DAY, by=SYSTEM)
    with pytest.raises(ValidationError):
        services.move_action(strand=strand, state=ActionState.DONE, on=date(2026, 2, 1), by=SYSTEM)


def test_an_area_is_not_carried_out(ground: Ground) -> None:
    with pytest.raises(ProgrammeRefusal):
        services.move_action(strand=ground.element("1").strand, state=ActionState.RUNNING, on=DAY, by=SYSTEM)


def test_a_milestone_reached_stays_reached_in_the_next_version(ground: Ground) -> None:
    first = services.plan_milestone(element=ground.element("1.1.1"), name="Umowy", due=DAY, by=SYSTEM)
    ground.adopt()
    second = services.open_next_version(programme=ground.programme, reason="X", by=SYSTEM)
    copied = ground.element("1.1.1", second).milestones.get()
    services.reach_milestone(milestone=copied, on=DAY, by=SYSTEM)
    services.reach_milestone(milestone=first, on=date(2026, 9, 9), by=SYSTEM)
    reached = Reached.objects.get(uid=first.uid)
    assert reached.on == DAY
    with pytest.raises(ProgrammeRefusal):
        services.unreach_milestone(reached=reached, reason="", by=SYSTEM)
    services.unreach_milestone(reached=reached, reason="Umowa nieważna.", by=SYSTEM)
    assert not Reached.objects.exists()


def test_a_milestone_taken_back_twice_is_taken_back_once(ground: Ground) -> None:
    planned = services.plan_milestone(element=ground.element("1.1.1"), name="Umowy", due=DAY, by=SYSTEM)
    services.reach_milestone(milestone=planned, on=DAY, by=SYSTEM)
    for page in [Reached.objects.get(), Reached.objects.get()]:  # two people look at it, each with a page of their own
        services.unreach_milestone(reached=page, reason="Umowa nieważna.", by=SYSTEM)
    assert AuditEvent.objects.filter(verb="milestone.taken_back").count() == 1


def test_a_document_is_paid_once_and_taken_back_by_another(strand: Strand) -> None:
    def spend(amount: int, document: str) -> Money:
        return services.note_money(strand=strand, stage=MoneyStage.SPENT, source="own", on=DAY, amount=Decimal(amount),
                                   document=document, by=SYSTEM)  # fmt: skip

    spend(100, "FV 1/2026")
    for wrong in ((100, "FV 1/2026"), (0, "FV 2/2026")):
        with pytest.raises(ValidationError):
            spend(*wrong)
    spend(-100, "korekta FV 1/2026")
    assert sum(one.amount for one in Money.objects.all()) == 0
    with pytest.raises(ProgrammeRefusal):
        services.note_money(
            strand=strand, stage=MoneyStage.SPENT, source="x", on=DAY, amount=Decimal(1), document="F", by=SYSTEM
        )


def test_a_risk_is_weighed_anew_by_whoever_saw_it(strand: Strand) -> None:
    risk = services.note_risk(strand=strand, name="Brak chętnych", likelihood=4, impact=5, by=SYSTEM)
    assert risk.weight == 20
    assert services.change_risk(risk=risk, revision=1, likelihood=2, by=SYSTEM).weight == 10
    with pytest.raises(ChangedMeanwhile):
        services.change_risk(risk=risk, revision=1, likelihood=1, by=SYSTEM)
    with pytest.raises(ValidationError):
        services.note_risk(strand=strand, name="X", likelihood=6, impact=1, by=SYSTEM)


def test_people_talk_about_an_action(strand: Strand, coordinator: User) -> None:
    services.remark(strand=strand, text="Kiedy umowa?", by=coordinator)
    assert [(one.author, one.text) for one in strand.remarks.all()] == [("Coordinator", "Kiedy umowa?")]
    with pytest.raises(ValidationError):
        services.remark(strand=strand, text="", by=coordinator)


@pytest.fixture
def consulted(ground: Ground) -> Ground:
    services.change_element(element=ground.element("1.1.1"), text="Pierwszy.\n\nDrugi.", by=SYSTEM)
    services.put_to_consultation(version=ground.version, starts=DAY, until=date(2026, 3, 21), by=SYSTEM)
    return ground


def comment(ground: Ground, paragraph: int = 0, today: date = DAY) -> Comment:
    return services.make_comment(version=ground.version, element=ground.element("1.1.1"), paragraph=paragraph,
                                 text="Za mało.", author="Szkoła (przykład)", today=today, by=SYSTEM)  # fmt: skip


def test_a_comment_keeps_the_paragraph_it_speaks_of(consulted: Ground) -> None:
    assert [comment(consulted, number).quote for number in (0, 1, 2)] == ["", "Pierwszy.", "Drugi."]
    for wrong in (-1, 3):
        with pytest.raises(ProgrammeRefusal):
            comment(consulted, wrong)


@pytest.mark.parametrize(("day", "taken"), [((2026, 2, 28), False), ((2026, 3, 21), True), ((2026, 3, 22), False)])
def test_comments_are_taken_on_the_days_of_the_consultation(
    consulted: Ground, day: tuple[int, int, int], taken: bool
) -> None:
    if taken:
        assert comment(consulted, today=date(*day)).pk
        return
    with pytest.raises(ProgrammeRefusal):
        comment(consulted, today=date(*day))


def test_an_answer_gives_its_reasons(consulted: Ground) -> None:
    made = comment(consulted)
    with pytest.raises(ValidationError):
        services.answer_comment(comment=made, outcome=CommentOutcome.REFUSED, answer="", revision=1, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        services.answer_comment(comment=made, outcome=CommentOutcome.OPEN, answer="Tak.", revision=1, by=SYSTEM)
    answered = services.answer_comment(
        comment=made, outcome=CommentOutcome.TAKEN, answer="Dodano.", revision=1, by=SYSTEM
    )
    assert answered.answered_at
    with pytest.raises(ChangedMeanwhile):
        services.answer_comment(comment=made, outcome=CommentOutcome.NOTED, answer="Nie.", revision=1, by=SYSTEM)


def test_answers_are_settled_once_the_version_is_submitted(consulted: Ground) -> None:
    made = comment(consulted)
    services.answer_comment(comment=made, outcome=CommentOutcome.TAKEN, answer="Dodano.", revision=None, by=SYSTEM)
    services.end_consultation(version=consulted.version, by=SYSTEM)
    services.submit_version(version=consulted.version, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        services.answer_comment(comment=made, outcome=CommentOutcome.NOTED, answer="Nie.", revision=None, by=SYSTEM)


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert paragraphs("a\nb\r\n\r\n  \n\nc\n\n\n") == ["a\nb", "c"]
    assert paragraphs("") == []
