"""The live picture in words and bars."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koordynata.coordination.enums import BallotState, MeetingState
from koordynata.coordination.models import AgendaItem, Ballot
from koordynata.coordination.queries.live import Live
from koordynata.coordination.verdict import Choice
from koordynata.coordination.verdict.ballot import NONE_OF_THEM
from koordynata.coordination.verdict.telling import (
    frozen_quorum,
    quorum_sentence,
    quorum_words,
    result_words,
    rule_words,
)

from .seats import SeatShown, place_words, seats_shown


@dataclass(frozen=True)
class Bar:
    """Votes for one choice, out of those who may vote."""

    choice: str
    label: str
    votes: int
    of: int
    needed: int | None


@dataclass(frozen=True)
class BallotThen:
    """A ballot of a meeting that is over, as it was decided."""

    item: AgendaItem
    ballot: Ballot
    quorum: str


@dataclass(frozen=True)
class Shown:
    """What the templates say of a meeting."""

    quorum: str
    places: list[tuple[str, str, int]]  # (place, words, number)
    items: list[tuple[AgendaItem, str]]
    seats: list[SeatShown]
    sentence: str = ""
    rule: str = ""
    bars: list[Bar] | None = None
    cast: int = 0
    able: int = 0
    then: list[BallotThen] | None = None


def show(now: Live) -> Shown:
    """The picture in words."""
    counts = now.counts
    places = [(place.value, words, counts[place]) for place, words in place_words().items() if counts[place]]
    shown: dict[str, Any] = {
        "quorum": _quorum(now), "places": places, "items": [(item, item_words(item)) for item in now.items],
        "seats": seats_shown(now.tiles),
    }  # fmt: skip
    if now.meeting.state == MeetingState.CLOSED:
        shown["then"] = _then(now)
    if now.ballot:
        verdict = now.ballot.verdict
        shown |= {
            "rule": rule_words(verdict.majority, election=verdict.is_election),
            "cast": verdict.tally.cast or len(verdict.tally.seats),
            "able": len(verdict.roll.able | verdict.tally.seats),
        }  # fmt: skip
        if not now.ballot.hides_counts:
            shown |= {"sentence": result_words(verdict), "bars": _bars(now)}
    return Shown(**shown)


def _then(now: Live) -> list[BallotThen]:
    """Every ballot with the quorum that it had, in the order of the agenda."""
    found = [(item, one) for item in now.items for motion in item.motions.all() for one in motion.ballots.all()]
    return [BallotThen(item, one, frozen_quorum(one.verdict)) for item, one in found if one.verdict]


def _quorum(now: Live) -> str:
    if now.ballot:
        return quorum_words(now.ballot.verdict)
    return quorum_sentence(now.roll, now.procedure, now.quorum_have, reached=now.has_quorum)


def _bars(now: Live) -> list[Bar]:
    assert now.ballot is not None
    verdict, motion = now.ballot.verdict, now.ballot.ballot.motion
    able = len(verdict.roll.able | verdict.tally.seats)
    return [
        Bar(choice, choice_words(choice), verdict.tally.of(choice), able,
            verdict.needed if choice == Choice.IN_FAVOUR else None)
        for choice in motion.choices
    ]  # fmt: skip


def choice_words(choice: str) -> str:
    """A choice as the paper says it; a candidate's name stands as it is."""
    words = {
        Choice.IN_FAVOUR: pgettext("vote", "in favour"),
        Choice.AGAINST: pgettext("vote", "against"),
        Choice.ABSTAINED: pgettext("vote", "abstained"),
        NONE_OF_THEM: pgettext("vote", "none of them"),
    }
    return words.get(choice, choice)


def item_words(item: AgendaItem) -> str:
    """What became of an item so far: its last ballot, or its state and time."""
    ballots = [ballot for motion in item.motions.all() for ballot in motion.ballots.all()]
    if any(ballot.state == BallotState.OPEN for ballot in ballots):
        return _("ballot in progress")
    closed = [ballot for ballot in ballots if ballot.verdict]
    if closed and (verdict := closed[-1].verdict):
        votes = verdict["votes"]
        words = pgettext("item", "adopted") if verdict["positive"] else pgettext("item", "not adopted")
        if verdict["elected"]:
            return str(verdict["elected"])
        return f"{words} {votes.get('in_favour', 0)} : {votes.get('against', 0)}"
    return _("%d min") % item.minutes if item.state == "waiting" else str(item.get_state_display())
