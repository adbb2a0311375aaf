"""Things of Opolskie that other regions must never see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM, record_event
from koordynata.opinions.enums import BulkVerb
from koordynata.opinions.models import BulkRun
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Contact, Institution, Invitation, Membership, Offer, RegisterNumber, SavedView
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun, RowProblem, RunPlace, Snapshot

from .meeting_things import meeting_things
from .office_things import office_things
from .opinion_things import opinion_things
from .programme_things import programme_things

CANARY = "Kanarekopolski"


@pytest.fixture(autouse=True)
def _counters_start_at_zero() -> None:
    caches["local"].clear()


@pytest.fixture
def without_limits(settings: Any) -> None:
    """For walks that ask more in a second than a person in an hour."""
    settings.EXPORTS_PER_MINUTE = settings.SEARCHES_PER_MINUTE = 1_000_000


@pytest.fixture
def things(school: Institution, lists: Any, land: Any, member: User) -> dict[str, Any]:
    """One of each, all in Opolskie, all with the canary in their name."""
    Institution.objects.filter(pk=school.pk).update(name=f"Technikum {CANARY}")
    twin = Institution.objects.create(
        kind=InstitutionKind.SCHOOL, name=f"Technikum Drugie {CANARY}", rspo=900002, territory=land["1607"]
    )
    snapshot = Snapshot.objects.create(
        sha256="a" * 64, source="rspo", file_name=f"{CANARY}.csv", size=1, publisher="x", licence="y"
    )
    run = ImportRun.objects.create(
        source="rspo", snapshot=snapshot, state=RunState.CANCELLED, territories=["16"], started_by_label=CANARY,
        preview={"created": [{"label": CANARY}], "changed": [], "removed": []}, problems_found=1,
    )  # fmt: skip
    RunPlace.objects.create(run=run, code="16")
    RowProblem.objects.create(run=run, line=2, column="x", value=CANARY, code="cell_empty")
    User.objects.filter(pk=member.pk).update(full_name=f"Osoba {CANARY}")
    record_event(
        "institution.changed", by=SYSTEM, object_type="institution", object_id=school.pk, label=CANARY,
        territories=["1607"], before={"name": "x"}, after={"name": CANARY},
    )  # fmt: skip
    held = meeting_things(land, CANARY, member)
    held |= office_things(land, CANARY, held["meeting"])
    held |= programme_things(land, CANARY)
    held |= opinion_things(school, lists, held["meeting"], CANARY)
    return held | {
        "bulk_run": BulkRun.objects.create(verb=BulkVerb.COMPLETE, started_by=member),
        "school": school,
        "twin": twin,
        "powiat": land["1607"],
        "contact": Contact.objects.create(institution=school, name=CANARY),
        "number": RegisterNumber.objects.create(institution=school, scheme="krs", value="0000012345"),
        "offer": Offer.objects.create(school=school, occupation=lists["occupations"]["311407"], school_year=2026),
        "run": run,
        "person": member,
        "role": Membership.objects.get(user=member),
        "view": SavedView.objects.create(user=member, page="gaps", name=CANARY, query="klass=lasting"),
        "invitation": Invitation.objects.create(
            email=f"{CANARY}@example.org", role="member", territory=land["16"], token_hash="b" * 64,
            expires_at=timezone.now() + timedelta(days=1),
        ),
    }  # fmt: skip
