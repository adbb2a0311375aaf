"""What was frozen with a ballot says of how many the quorum was counted: of all seats, or of the filled ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone, translation

from koordynata.coordination import services
from koordynata.coordination.enums import MandateEnd
from koordynata.coordination.verdict.telling import frozen_quorum

from .conftest import Team


def decided(team: Team) -> dict[str, Any]:
    services.end_mandate(mandate=team.mandates["e"], ends=timezone.now(), reason=MandateEnd.RESIGNATION, by=team.by)
    return team.close(team.ballot(team.meeting(), present="abc"))


@pytest.mark.parametrize(("of", "base"), [("seats", 5), ("filled", 4)])
def test_it_counts_what_the_rule_counts(make_team: Callable[..., Team], of: str, base: int) -> None:
    quorum = {"of": of, "share": "1/2", "more_than": True, "holds": "closing"}
    with translation.override("en"):
        assert frozen_quorum(decided(make_team(quorum=quorum))) == f"Quorum reached: 3 of {base} mandates, 3 needed."


def test_a_verdict_frozen_before_this_was_kept_counts_seats(team: Team) -> None:
    verdict = decided(team)
    del verdict["quorum"]["of"]
    with translation.override("en"):
        assert "3 of 5" in frozen_quorum(verdict)
