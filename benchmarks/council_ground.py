"""The halls of benchmarks/council.py in the database that DATABASE_URL names; prints what it made or counted as JSON.

python -m benchmarks.council_ground LABEL country | hall VOTERS MODE guarded | count BALLOT | agenda | evidence POWIATS
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from benchmarks.country import prepare
from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode, ItemKind, MandateFunction
from koordynata.coordination.models import Ballot, Mandate, Meeting, Member, Presence, Seat, TakenPaper, Term, Vote
from koordynata.coordination.recount import faults
from koordynata.coordination.verdict.ballot import MOTION
from koordynata.foundation.audit import SYSTEM, find_breaks
from koordynata.foundation.models import AuditEvent
from koordynata.reference.models import Territory
from koordynata.registry.models import Membership
from koordynata.web.sessions import BEGAN

REGION = "08"
RULES = {"quorum": {"of": "filled", "holds": "closing"}, "majority": {"kind": "absolute", "of": "cast"}}


def country() -> dict[str, Any]:
    """What all halls stand on; the other steps run in copies of its database."""
    prepare()
    return {}


def hall(voters: int, mode: str, guards: str) -> dict[str, Any]:
    """A meeting of so many people, all in the room, with an open ballot; each session with its choice."""
    meeting, sessions = _meeting(voters)
    item = services.begin_item(item=services.add_item(meeting=meeting, title="Plan pracy", by=SYSTEM), by=SYSTEM)
    motion = services.move_motion(item=item, text="Rada przyjmuje plan pracy.", by=SYSTEM)
    ballot = services.open_ballot(motion=motion, mode=BallotMode(mode), by=SYSTEM)
    if guards == "unguarded":
        _drop_unique(TakenPaper, Vote)
    return {
        "meeting": meeting.pk, "ballot": ballot.pk, "chair": sessions[0], "watcher": sessions[1],
        "voters": [(session, MOTION[number % 3]) for number, session in enumerate(sessions)],
    }  # fmt: skip


def agenda() -> dict[str, Any]:
    """A team of sixty in the middle of an agenda of forty items, thirty of them voted on."""
    meeting, sessions = _meeting(60)
    for number in range(40):
        item = services.add_item(meeting=meeting, title=f"Punkt {number + 1}", kind=ItemKind.RESOLUTION, by=SYSTEM)
        item = services.begin_item(item=item, by=SYSTEM) if number <= 30 else item
        motion = services.move_motion(item=item, text=f"Zespół przyjmuje wniosek {number + 1}.", by=SYSTEM)
        if number <= 30:
            ballot = services.open_ballot(motion=motion, mode=BallotMode.OPEN, by=SYSTEM)
            _vote(ballot, meeting)
        if number < 30:
            services.close_ballot(ballot=ballot, by=SYSTEM)
    return {"meeting": meeting.pk, "chair": sessions[0], "watcher": sessions[1]}


def count(ballot: int) -> dict[str, Any]:
    """What lies in the database after the closing, and whether the audit chain is whole."""
    one = Ballot.objects.get(pk=ballot)
    secret = one.mode == BallotMode.SECRET
    seats = (one.taken if secret else one.votes).order_by("seat").values_list("seat", flat=True)
    papers = Counter(paper["choice"] for paper in one.record["papers"]) if one.record else Counter(
        one.votes.order_by("pk").values_list("choice", flat=True))  # fmt: skip
    voters = one.motion.item.meeting.presences.count()
    cast = Counter(MOTION[number % 3].value for number in range(voters))
    broken = [*(faults(one.record) if secret else ()), *find_breaks()]
    return {
        "votes": papers.total(), "seats": len(set(seats)), "wrong": sum((cast - papers).values()) + len(broken),
        "closings": AuditEvent.objects.filter(verb="ballot.closed", object_id=str(ballot)).count(),
    }  # fmt: skip


def evidence(powiats: int) -> dict[str, Any]:
    """The slowest of some sheets, each of an occupation that was not asked for before."""
    from benchmarks.council_evidence import slowest_sheet

    return slowest_sheet(powiats)


def _meeting(size: int) -> tuple[Meeting, list[str]]:
    """In progress, all present, the first one presides; the keys of all sessions."""
    now, territory = timezone.now(), Territory.objects.get(code=REGION)
    body = services.create_body(kind="team", name="Rada (przykład)", short_name="R", territory=territory, by=SYSTEM)
    services.adopt_rules(body=body, title="Regulamin", valid_from=date(2026, 1, 1), rules=RULES, by=SYSTEM)
    term = services.open_term(body=body, starts=now - timedelta(days=30), by=SYSTEM)
    members = _seated(term, territory, size)
    meeting = services.plan_meeting(term=term, starts=now, ends=now + timedelta(hours=8), by=SYSTEM)
    meeting = services.open_meeting(
        meeting=services.call_meeting(meeting=meeting, by=SYSTEM), presiding=members[0], by=SYSTEM
    )
    Presence.objects.bulk_create(Presence(meeting=meeting, member=one, starts=now) for one in members)
    return meeting, _sessions([one.user for one in members if one.user])


def _seated(term: Term, territory: Territory, size: int) -> list[Member]:
    """People with accounts and seats, in bulk: what is measured comes afterwards."""
    users = User.objects.bulk_create(
        User(email=f"osoba{number}@example.org", full_name=f"Osoba {number} (przykład)", password="!")
        for number in range(size)
    )
    Membership.objects.bulk_create(Membership(user=one, role="member", territory=territory) for one in users)
    members = Member.objects.bulk_create(Member(territory=territory, name=one.full_name, user=one) for one in users)
    seats = Seat.objects.bulk_create(Seat(term=term, number=n + 1, side="education") for n in range(size))
    Mandate.objects.bulk_create(
        Mandate(seat=seat, member=one, starts=term.starts, function=MandateFunction.MEMBER)
        for seat, one in zip(seats, members, strict=True)
    )
    return members


def _sessions(users: list[User]) -> list[str]:
    """Each signed in, as the sign-in page leaves it."""
    store, ends, made = SessionStore(), timezone.now() + timedelta(hours=1), []
    for user in users:
        told = {
            "_auth_user_id": str(user.pk), "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
            "_auth_user_hash": user.get_session_auth_hash(), BEGAN: int(time.time()),
        }  # fmt: skip
        made.append(Session(session_key=get_random_string(32), session_data=store.encode(told), expire_date=ends))
    return [one.session_key for one in Session.objects.bulk_create(made)]


def _vote(ballot: Ballot, meeting: Meeting) -> None:
    """Everybody, in bulk."""
    now, seats = timezone.now(), Mandate.objects.filter(seat__term=meeting.term).order_by("seat")
    Vote.objects.bulk_create(
        Vote(ballot=ballot, seat_id=one.seat_id, member_id=one.member_id, choice=MOTION[one.pk % 2], at=now)
        for one in seats
    )


def _drop_unique(*tables: Any) -> None:
    with connection.schema_editor() as editor:
        for table in tables:
            for constraint in table._meta.constraints:
                editor.remove_constraint(table, constraint)


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "country": country,
    "hall": lambda voters, mode, guards: hall(int(voters), mode, guards),
    "count": lambda ballot: count(int(ballot)),
    "agenda": agenda,
    "evidence": lambda powiats: evidence(int(powiats)),
}


if __name__ == "__main__":
    _label, step, *words = sys.argv[1:]
    print(json.dumps([STEPS[step](*words)]))
