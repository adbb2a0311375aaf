"""A version of a programme before a body: the resolution that adopts it creates the next version."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Meeting, Resolution
from koordynata.coordination.queries.programmes import meetings_on, origin_of, resolution_on
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services as programme
from koordynata.programme.enums import VersionState
from koordynata.programme.errors import ProgrammeRefusal
from tests.programme.conftest import Ground, ground
from tests.web.meeting_things import meeting_things

__all__ = ["ground"]


@pytest.fixture
def meeting(land, member) -> Meeting:
    held: Meeting = meeting_things(land, "x", member)["meeting"]
    return held


def entered(meeting: Meeting, ground: Ground, on: date) -> Resolution:
    """An entry of the register, as a ballot on the item of the agenda makes it."""
    return Resolution.objects.create(
        body=meeting.term.body, kind="resolution", year=on.year, number=77, title="Uchwalenie programu", text="Uchwala się.", adopted_on=on,
        origin=origin_of(ground.version),
    )  # fmt: skip


def test_a_submitted_version_goes_on_an_agenda_once(ground: Ground, meeting: Meeting) -> None:
    with pytest.raises(CoordinationRefusal):
        services.put_version_before_body(version=ground.version, meeting=meeting, by=SYSTEM)
    version = programme.submit_version(version=ground.version, by=SYSTEM)
    items = {services.put_version_before_body(version=version, meeting=meeting, by=SYSTEM).pk for _again in range(2)}
    assert len(items) == 1
    assert meetings_on(version) == [meeting]
    assert meeting.items.get(pk=items.pop()).matter == "programme"


def test_the_resolution_makes_the_version_the_one_in_force(ground: Ground, meeting: Meeting) -> None:
    programme.submit_version(version=ground.version, by=SYSTEM)
    entry = entered(meeting, ground, date(2026, 3, 1))
    assert resolution_on(ground.version) == entry
    with pytest.raises(CoordinationRefusal):
        services.adopt_version_by_resolution(resolution=entry, in_force_from=date(2026, 2, 28), by=SYSTEM)
    version = services.adopt_version_by_resolution(resolution=entry, in_force_from=date(2026, 3, 10), by=SYSTEM)
    assert (version.state, version.decision_ref) == (VersionState.ADOPTED, f"resolution:{entry.pk}")
    again = services.adopt_version_by_resolution(resolution=entry, in_force_from=date(2026, 3, 10), by=SYSTEM)
    assert again.revision == version.revision
    assert ground.programme.versions.in_force_on(date(2026, 3, 10)).get() == version


def test_a_resolution_that_speaks_of_no_version_adopts_none(ground: Ground, meeting: Meeting) -> None:
    programme.submit_version(version=ground.version, by=SYSTEM)
    entry = entered(meeting, ground, date(2026, 3, 1))
    for origin in ("", "opinions:7", "programme:x", "programme:999999"):
        Resolution.objects.filter(pk=entry.pk).update(origin=origin)
        entry.refresh_from_db()
        with pytest.raises(CoordinationRefusal):
            services.adopt_version_by_resolution(resolution=entry, in_force_from=date(2026, 3, 10), by=SYSTEM)


def test_a_version_taken_back_is_not_adopted_by_its_resolution(ground: Ground, meeting: Meeting) -> None:
    programme.submit_version(version=ground.version, by=SYSTEM)
    entry = entered(meeting, ground, date(2026, 3, 1))
    programme.return_version(version=ground.version, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        services.adopt_version_by_resolution(resolution=entry, in_force_from=entry.adopted_on + timedelta(1), by=SYSTEM)
