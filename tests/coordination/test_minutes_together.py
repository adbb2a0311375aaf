"""Many secretaries at one draft: what was accepted stands in the log, and nobody writes over what they have not seen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.db import connections

from koordynata.coordination import services
from koordynata.coordination.models import Minutes
from koordynata.coordination.services import minutes as verbs
from koordynata.foundation.audit import find_breaks
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent

from .conftest import Team
from .test_minutes import changed, drafted

EDITORS, SAVES = 6, 6


def edit_together(minutes: Minutes, team: Team) -> tuple[list[str], list[tuple[str, str]]]:
    """The texts that were accepted, and the log's pairs of before and after."""

    def edit(editor: int) -> list[str]:
        accepted = []
        try:
            for save in range(SAVES):
                seen, text = Minutes.objects.get(pk=minutes.pk), f"{editor}-{save}"
                try:
                    services.edit_minutes(
                        minutes=seen, sections=changed(seen, 0, text), seen_version=seen.version, by=team.by
                    )
                except ChangedMeanwhile:
                    continue
                accepted.append(text)
        finally:
            connections.close_all()
        return accepted

    with ThreadPoolExecutor(EDITORS) as pool:
        found = [text for texts in pool.map(edit, range(EDITORS)) for text in texts]
    events = AuditEvent.objects.filter(verb="minutes.edited").order_by("pk")
    told = [(event.before or {}, event.after or {}) for event in events]
    return found, [(before["sections"][0]["text"], after["sections"][0]["text"]) for before, after in told]


def test_accepted_saves_are_present(own_connections: None, team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    minutes = drafted(team)
    accepted, chain = edit_together(minutes, team)
    with capsys.disabled():
        print(f"\nminutes, {EDITORS} editors × {SAVES} saves: {len(accepted)} accepted, {len(chain)} present")  # noqa: T201
    assert sorted(accepted) == sorted(after for _before, after in chain) and accepted
    assert all(one[1] == other[0] for one, other in pairwise(chain)), "nobody wrote over what they had not seen"
    assert Minutes.objects.get().version == len(accepted) + 1 and find_breaks() == []


def test_a_save_that_looks_at_no_version_would_be_found(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: two pages of one version, and a verb that takes both."""
    minutes = drafted(team)
    first = Minutes.objects.get()
    services.edit_minutes(minutes=first, sections=changed(first, 0, "pierwsza"), seen_version=1, by=team.by)
    whole = verbs._locked
    monkeypatch.setattr(verbs, "_locked", lambda one: _as_seen(whole(one), first))
    services.edit_minutes(minutes=minutes, sections=changed(first, 0, "druga"), seen_version=1, by=team.by)
    lost = AuditEvent.objects.filter(verb="minutes.edited").order_by("pk")
    befores = [(event.before or {})["sections"][0]["text"] for event in lost]
    assert befores[1] != "pierwsza" and Minutes.objects.get().sections[0]["text"] == "druga"


def _as_seen(now: Minutes, seen: Minutes) -> Minutes:
    now.version, now.sections = 1, seen.sections
    return now
