"""A meeting in Opolskie with an item, a motion and an open ballot, for walks over all addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.models import Body, Mandate, Meeting, Member, Seat, Term
from koordynata.coordination.services import NewPerson
from koordynata.foundation.audit import SYSTEM


def meeting_things(land: Any, canary: str, member: User) -> dict[str, Any]:
    """One of each, with the canary in its name."""
    now, by = timezone.now(), SYSTEM
    body = services.create_body(kind="team", name=f"Zespół {canary}", short_name="WZK", territory=land["16"], by=by)
    rules = services.adopt_rules(
        body=body, title="Regulamin", valid_from=now.date() - timedelta(days=9), rules={}, by=by
    )
    services.attach_rules_text(version=rules, name="regulamin.txt", content=canary.encode(), by=by)
    term = services.open_term(body=body, starts=now - timedelta(days=9), by=by)
    seat = services.add_seat(term=term, side="education", organisation=canary, by=by)
    person = services.add_member(territory=land["16"], name=f"Osoba {canary}", user=member, by=by)
    mandate = services.appoint(seat=seat, member=person, starts=now - timedelta(days=9), function="chair", by=by)
    outcome = outcome_things(body, term, person, canary)
    meeting = services.plan_meeting(term=term, starts=now, ends=now + timedelta(hours=2), by=by)
    services.call_meeting(meeting=meeting, by=by)
    prepared = _prepared_things(meeting, canary)
    meeting = services.open_meeting(meeting=meeting, by=by)
    services.arrive(meeting=meeting, member=person, by=by)
    item = services.begin_item(item=services.add_item(meeting=meeting, title=f"Punkt {canary}", by=by), by=by)
    motion = services.move_motion(item=item, text=f"Wniosek {canary}", by=by)
    ballot = services.open_ballot(motion=motion, mode=BallotMode.OPEN, by=by)
    held = {"meeting": meeting, "item": item, "motion": motion, "ballot": ballot, "body": body, "term": term,
            "rules": rules}  # fmt: skip
    return held | prepared | outcome | _composition_things(land, canary, body, seat, mandate)


def _prepared_things(meeting: Meeting, canary: str) -> dict[str, Any]:
    """A paper and a notice of a called meeting."""
    item = services.add_item(meeting=meeting, title=f"Sprawa {canary}", by=SYSTEM)
    paper = services.add_paper(
        item=item, title=f"Materiał {canary}", name="notatka.txt", content=canary.encode(), by=SYSTEM
    )
    notice = meeting.notices.get()
    return {"paper": paper, "notice": notice, "notice_key": notice.key}


def outcome_things(body: Body, term: Term, person: Member, canary: str) -> dict[str, Any]:
    """A meeting that was closed, with minutes that members read, a resolution and a task."""
    now, by = timezone.now(), SYSTEM
    meeting = services.plan_meeting(term=term, starts=now - timedelta(days=2), ends=now, by=by)
    services.call_meeting(meeting=meeting, by=by)
    meeting = services.open_meeting(meeting=meeting, by=by)
    services.arrive(meeting=meeting, member=person, by=by)
    item = services.add_item(meeting=meeting, title=f"Uchwała {canary}", kind="resolution", by=by)
    motion = services.move_motion(item=services.begin_item(item=item, by=by), text=f"Treść {canary}", by=by)
    ballot = services.open_ballot(motion=motion, mode=BallotMode.OPEN, by=by)
    services.cast_vote(ballot=ballot, member=person, choice="in_favour", by=by)
    ballot = services.close_ballot(ballot=ballot, by=by)
    minutes = services.draft_minutes(meeting=services.close_meeting(meeting=meeting, by=by), by=by)
    resolution = services.enter_resolution(ballot=ballot, addressee="zarząd", by=by)
    earlier = services.enter_earlier_resolution(
        body=body, kind="resolution", earlier_number="I/1/2020", adopted_on=now.date(), title=f"Dawna {canary}",
        file=("dawna.txt", canary.encode()), by=by,
    )  # fmt: skip
    return {
        "earlier": earlier,
        "closed_meeting": meeting, "closed_ballot": ballot, "resolution": resolution,
        "minutes": services.present_minutes(minutes=minutes, by=by),
        "task": services.set_task(body=body, title=f"Zadanie {canary}", due=now.date(), owner=person, by=by),
    }  # fmt: skip


def _composition_things(land: Any, canary: str, body: Body, seat: Seat, mandate: Mandate) -> dict[str, Any]:
    """A substitute, a question for a candidate, a working group with a report."""
    now, by = timezone.now(), SYSTEM
    substitute = services.name_substitute(mandate=mandate, member=NewPerson(f"Zastępca {canary}"), by=by)
    today = timezone.localdate()
    question = services.ask_for_candidate(seat=seat, organisation=canary, due=today + timedelta(days=9), by=by)
    group = services.set_up_group(parent=body, name=f"Grupa {canary}", short_name="GR", starts=now, by=by)
    report = services.hand_in_report(group=group, title=canary, text=canary, handed_in_on=today, by=by)
    return {
        "seat": seat, "mandate": mandate, "body_person": mandate.member, "substitute": substitute,
        "question": question, "group": group, "report": report,
    }  # fmt: skip
