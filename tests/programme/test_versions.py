"""A version from draft to its place in force, and the next one with its difference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.programme.content import content_of, digest_of
from koordynata.programme.difference import ChangeKind, changes, words_changed
from koordynata.programme.enums import VersionState
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Budget, Comment, Element, Indicator, Measure, Version
from koordynata.programme.services.elements import add_element, change_element, move_element, remove_element
from koordynata.programme.services.measures import promise
from koordynata.programme.services.versions import (
    abandon_version,
    adopt_version,
    end_consultation,
    open_next_version,
    put_to_consultation,
    return_version,
    submit_version,
)

from .conftest import Ground


def adopted_again(version: Version, day: date) -> Version:
    submit_version(version=version, by=SYSTEM)
    return adopt_version(version=version, decided_by="Zarząd", number="9", on=day, in_force_from=day, by=SYSTEM)


def test_a_version_in_force_is_the_latest_that_had_begun(ground: Ground) -> None:
    first = ground.adopt()
    second = adopted_again(
        open_next_version(programme=ground.programme, reason="Nowe cele", by=SYSTEM), date(2026, 9, 1)
    )
    in_force = ground.programme.versions.in_force_on
    assert in_force(date(2026, 1, 31)).first() is None
    assert in_force(date(2026, 8, 31)).get() == first
    assert in_force(date(2026, 9, 1)).get() == second


def test_the_next_version_says_the_same_until_it_is_changed(
    ground: Ground, measure: Callable[..., Measure], promised: Callable[..., Indicator]
) -> None:
    promised("1.1.1", measure(), 10, 20)
    Budget.objects.create(element=ground.element("1.1.1"), source="kpo", year=2026, amount=Decimal(1000))
    first = ground.adopt()
    second = open_next_version(programme=ground.programme, reason="X", by=SYSTEM)
    assert digest_of(second) == digest_of(first)
    assert changes(content_of(first), content_of(second)) == []


def test_the_difference_names_what_was_added_dropped_moved_and_changed(
    ground: Ground, measure: Callable[..., Measure], promised: Callable[..., Indicator]
) -> None:
    card = measure()
    promised("1.1.1", card, 10, 20)
    Budget.objects.create(element=ground.element("1.1.1"), source="kpo", year=2026, amount=Decimal(1000))
    first = ground.adopt()
    second = open_next_version(programme=ground.programme, reason="X", by=SYSTEM)

    def element(code: str) -> Element:
        return ground.element(code, second)

    change_element(element=element("1.1.1"), text="Jeden cztery trzy.", ends=date(2027, 1, 1), by=SYSTEM)
    targets = {ground.periods[0]: Decimal(10), ground.periods[1]: Decimal(25)}
    promise(element=element("1.1.1"), measure=card, targets=targets, by=SYSTEM)
    Budget.objects.filter(element=element("1.1.1")).update(amount=Decimal(1500))
    remove_element(element=element("1.1.2"), by=SYSTEM)
    move_element(element=element("6.1.1"), parent=element("1.1"), position=1, by=SYSTEM)
    add_element(version=second, parent=element("6.1"), level="action", name="Nowe", by=SYSTEM, code="6.1.2")
    found = {
        (one.kind, one.item.code): (one.what, one.old, one.new)
        for one in changes(content_of(first), content_of(second))
    }
    assert found == {
        (ChangeKind.TEXT, "1.1.1"): ("", "Jeden dwa trzy.", "Jeden cztery trzy."),
        (ChangeKind.DAYS, "1.1.1"): ("", (None, None), (None, date(2027, 1, 1))),
        (ChangeKind.TARGET, "1.1.1"): ("W1 · 2026 II", Decimal(20), Decimal(25)),
        (ChangeKind.MONEY, "1.1.1"): ("2026 · kpo", Decimal(1000), Decimal(1500)),
        (ChangeKind.DROPPED, "1.1.2"): ("", None, None),
        (ChangeKind.MOVED, "6.1.1"): ("", "6.1 Cel", "1.1 Cel"),
        (ChangeKind.ADDED, "6.1.2"): ("", None, None),
    }


def test_a_changed_text_is_shown_word_by_word() -> None:
    pieces = [(one.text, one.change) for one in words_changed("Sto staży rocznie", "Dwieście staży rocznie")]
    assert pieces == [("Sto", "dropped"), ("Dwieście", "added"), ("staży rocznie", "")]


def test_comments_without_an_answer_hold_a_version_back(ground: Ground) -> None:
    put_to_consultation(version=ground.version, starts=date(2026, 1, 5), until=date(2026, 1, 25), by=SYSTEM)
    Comment.objects.create(version=ground.version, text="Za mało staży.", author="Szkoła (przykład)")
    end_consultation(version=ground.version, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal, match="1"):
        submit_version(version=ground.version, by=SYSTEM)
    Comment.objects.update(outcome="taken", answer="Dodano.")
    assert submit_version(version=ground.version, by=SYSTEM).state == VersionState.SUBMITTED


def test_only_what_was_submitted_is_adopted(ground: Ground) -> None:
    submit_version(version=ground.version, by=SYSTEM)
    Element.objects.filter(version=ground.version, code="1.1.1").update(text="Podmienione.")
    with pytest.raises(ProgrammeRefusal):
        adopt_version(
            version=ground.version,
            decided_by="Z",
            number="1",
            on=date(2026, 2, 1),
            in_force_from=date(2026, 2, 1),
            by=SYSTEM,
        )
    return_version(version=ground.version, by=SYSTEM)
    assert ground.adopt().state == VersionState.ADOPTED


def test_adopted_twice_is_adopted_once(ground: Ground) -> None:
    first = ground.adopt()
    again = adopt_version(
        version=first, decided_by="Z", number="2026/7", on=date(2026, 2, 1), in_force_from=date(2026, 2, 1), by=SYSTEM
    )
    assert again.revision == first.revision
    with pytest.raises(ProgrammeRefusal):
        adopt_version(
            version=first,
            decided_by="Z",
            number="other",
            on=date(2026, 2, 1),
            in_force_from=date(2026, 2, 1),
            by=SYSTEM,
        )


def test_a_version_does_not_come_into_force_before_the_one_before_it(ground: Ground) -> None:
    ground.adopt()
    second = open_next_version(programme=ground.programme, reason="X", by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        adopted_again(second, date(2026, 2, 1))


def test_one_version_is_written_at_a_time(ground: Ground) -> None:
    with pytest.raises(ProgrammeRefusal):
        open_next_version(programme=ground.programme, reason="X", by=SYSTEM)
    ground.adopt()
    open_next_version(programme=ground.programme, reason="X", by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        open_next_version(programme=ground.programme, reason="Y", by=SYSTEM)


def test_a_page_that_is_behind_moves_nothing(ground: Ground) -> None:
    put_to_consultation(version=ground.version, starts=date(2026, 1, 5), until=date(2026, 1, 25), by=SYSTEM, revision=1)
    with pytest.raises(ChangedMeanwhile):
        end_consultation(version=ground.version, by=SYSTEM, revision=1)


def test_a_programme_without_an_action_is_not_submitted(ground: Ground) -> None:
    for code in ("1.1", "6.1"):
        remove_element(element=ground.element(code), by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        submit_version(version=ground.version, by=SYSTEM)


def test_a_programme_whose_first_draft_was_given_up_goes_on_with_what_stood_in_it(ground: Ground) -> None:
    abandon_version(version=ground.version, by=SYSTEM)
    second = open_next_version(programme=ground.programme, reason="Inny zakres.", by=SYSTEM)
    assert (second.number, second.is_open, second.based_on) == (2, True, None)  # it changes nothing that was adopted
    assert digest_of(second) == digest_of(ground.version)
