"""A Regional Coordination Team with its sides, substitutes and rules, and a year of meetings, one of them open now."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode, ItemKind, MandateFunction, MeetingForm
from koordynata.coordination.models import AgendaItem, Body, Meeting, Member, Motion, Term
from koordynata.foundation.audit import SYSTEM
from koordynata.reference.models import Territory

from .accounts import DOMAIN
from .applications import make_applications, railway_motion
from .bodies import hold_before, tell_history
from .ground import OWN, read_rows
from .outcomes import make_outcomes, past_rows
from .past import set_back
from .plan import Plan
from .planned import make_planned

REGION = "08"
RULES: dict[str, Any] = {
    "quorum": {"of": "seats", "share": "1/2", "more_than": True, "holds": "closing"},
    "majority": {"kind": "simple"},
    "majorities": {
        "opinion": {"kind": "absolute", "of": "present"},
        "programme": {"kind": "qualified", "of": "entitled", "share": "3/5"},
        "election": {"kind": "absolute", "of": "cast"},
    },
    "casting_vote": True, "secret_on_request": True, "notice_days": 14,
}  # fmt: skip
NOTE = "Przykład: rzeczywisty regulamin nie był dostępny; kworum i większości są ustawieniem."

AT_ONCE = "posiedzenie założono razem z danymi przykładowymi"


@transaction.atomic
def make_council(plan: Plan) -> None:
    """Set it up once, where the region is part of the sample."""
    if REGION not in plan.regions or Body.objects.filter(territory__code=REGION, is_sample=True).exists():
        return
    now = timezone.now()
    term = _set_up(now)
    past = [_past_meeting(term, now - timedelta(days=30 * int(row["months"])), row) for row in past_rows()]
    make_outcomes(past)
    _open_meeting(term, now)
    _written_procedure(term)
    make_planned(term, now)
    make_applications(term)


def _set_up(now: datetime) -> Term:
    territory, since = Territory.objects.get(code=REGION), now - timedelta(days=420)
    body = services.create_body(
        kind="team", name="Wojewódzki Zespół Koordynacji (przykład)", short_name="WZK", territory=territory,
        advises="zarząd województwa", is_sample=True, by=SYSTEM,
        legal_basis="uchwała zarządu województwa w sprawie powołania zespołu (przykład)",
    )  # fmt: skip
    _adopt_rules(body, now, since)
    term = services.open_term(body=body, starts=since, by=SYSTEM)
    for row in _rows():
        seat = services.add_seat(term=term, side=row["side"], organisation=row["organisation"], by=SYSTEM)
        if not row["name"]:
            continue
        begins = since
        if row["predecessor"]:
            begins = since + timedelta(days=120)
            hold_before(seat, _person(territory, row["predecessor"]), since, begins)
        mandate = services.appoint(
            seat=seat, member=_person(territory, row["name"]), starts=begins, by=SYSTEM,
            function=row["function"] or MandateFunction.MEMBER, appointed_by="uchwała zarządu (przykład)",
        )  # fmt: skip
        if row["substitute"]:
            services.name_substitute(mandate=mandate, member=_person(territory, row["substitute"]), by=SYSTEM)
    tell_history(term, now)
    return term


def _adopt_rules(body: Body, now: datetime, since: datetime) -> None:
    """A first version, and the one in force."""
    changed = (now - timedelta(days=180)).date()
    for title, day, rules in (
        ("Regulamin WZK (przykład)", since.date(), RULES | {"notice_days": 7, "casting_vote": False}),
        ("Regulamin WZK po zmianie (przykład)", changed, RULES),
    ):
        services.adopt_rules(body=body, title=title, valid_from=day, rules=rules, note=NOTE, by=SYSTEM)


def _rows() -> list[dict[str, str]]:
    return list(read_rows(OWN / "council.csv"))


def _person(territory: Territory, name: str) -> Member:
    user = User.objects.filter(full_name=name, is_sample=True).order_by("pk").first()
    email = user.email if user else f"osoba{Member.objects.count() + 1}.{territory.code}@{DOMAIN}"
    return services.add_member(territory=territory, name=name, email=email, user=user, by=SYSTEM)


def _people() -> dict[str, Member]:
    return {member.name: member for member in Member.objects.filter(territory__code=REGION).order_by("pk")}


def _meeting(term: Term, starts: datetime, **values: Any) -> Meeting:
    meeting = services.plan_meeting(
        term=term, starts=starts, ends=starts + timedelta(hours=3), by=SYSTEM, **{"place": "sala sejmiku"} | values
    )
    return services.call_meeting(meeting=meeting, short_notice_reason=AT_ONCE, by=SYSTEM)


def _come(meeting: Meeting) -> None:
    """Those who are in the room or on the line; the substitute where the file says so."""
    people = _people()
    for row in _rows():
        name = row["substitute"] if row["arrival"] == "substitute" else row["name"]
        if row["arrival"] in ("room", "remote", "substitute"):
            services.arrive(meeting=meeting, member=people[name], remote=row["arrival"] == "remote", by=SYSTEM)


def _vote(meeting: Meeting, text: str, item: AgendaItem, against: int = 0, abstained: int = 0) -> None:
    """A motion on which everybody present votes."""
    motion = services.move_motion(item=item, text=text, by=SYSTEM)
    ballot = services.open_ballot(motion=motion, mode=BallotMode.OPEN, by=SYSTEM)
    present = [presence.member for presence in meeting.presences.filter(ends__isnull=True).select_related("member")]
    for place, member in enumerate(present):
        choice = "against" if place < against else "abstained" if place < against + abstained else "in_favour"
        services.cast_vote(ballot=ballot, member=member, choice=choice, by=SYSTEM)
    services.close_ballot(ballot=ballot, by=SYSTEM)


def _past_meeting(term: Term, starts: datetime, row: dict[str, str]) -> Meeting:
    meeting = _meeting(term, starts, form=MeetingForm.HYBRID)
    services.open_meeting(meeting=meeting, by=SYSTEM)
    _come(meeting)
    first = services.add_item(
        meeting=meeting, title="Przyjęcie porządku obrad i protokołu", kind=ItemKind.PROCEDURE, minutes=5, by=SYSTEM
    )
    services.begin_item(item=first, by=SYSTEM)
    _vote(meeting, "Zespół przyjmuje porządek obrad i protokół poprzedniego posiedzenia.", first)
    second = services.add_item(
        meeting=meeting, title=row["title"], kind=ItemKind.RESOLUTION, minutes=25, rapporteur=row["rapporteur"],
        by=SYSTEM,
    )  # fmt: skip
    services.begin_item(item=second, by=SYSTEM)
    _vote(meeting, row["motion"], second, against=int(row["against"]), abstained=int(row["abstained"]))
    return set_back(services.close_meeting(meeting=meeting, by=SYSTEM))


def _open_meeting(term: Term, now: datetime) -> None:
    meeting = _meeting(term, now, form=MeetingForm.HYBRID)
    services.open_meeting(meeting=meeting, by=SYSTEM)
    _come(meeting)
    titles = [
        ("Otwarcie i stwierdzenie kworum", ItemKind.PROCEDURE, 5),
        ("Przyjęcie porządku obrad i protokołu", ItemKind.PROCEDURE, 5),
        ("Wybór zastępcy przewodniczącej", ItemKind.ELECTION, 10),
        ("Zmiana programu: działania 3.2 i 7.1", ItemKind.RESOLUTION, 20),
        ("Sprawy różne", ItemKind.DISCUSSION, 10),
    ]
    items = [
        services.add_item(meeting=meeting, title=title, kind=kind, minutes=minutes, by=SYSTEM)
        for title, kind, minutes in titles
    ]
    services.begin_item(item=items[0], by=SYSTEM)
    services.begin_item(item=items[1], by=SYSTEM)
    _vote(meeting, "Zespół przyjmuje porządek obrad i protokół poprzedniego posiedzenia.", items[1])
    _opinion_in_hand(meeting, railway_motion(meeting))


def _opinion_in_hand(meeting: Meeting, motion: Motion) -> None:
    """The ballot that is open now: one is recused, most have voted."""
    item = services.move_item(item=motion.item, position=3, by=SYSTEM)
    motion.item = services.begin_item(item=item, by=SYSTEM)
    head = _people()["Adam Dyrektorski (przykład)"]
    services.recuse(item=item, member=head, reason="dyrektor wnioskującej szkoły", by=SYSTEM)
    ballot = services.open_ballot(motion=motion, mode=BallotMode.OPEN, by=SYSTEM)
    demo = {"Konrad Taborowy (przykład)", "Helena Kupiecka (przykład)", "Hanna Zielonogórska (przykład)", head.name}
    present = meeting.presences.filter(ends__isnull=True).exclude(member__name__in=demo).select_related("member")
    for place, presence in enumerate(present):
        choice = "against" if place == 1 else "abstained" if place == 4 else "in_favour"
        services.cast_vote(ballot=ballot, member=presence.member, choice=choice, by=SYSTEM)


def _written_procedure(term: Term) -> None:
    meeting = _meeting(term, timezone.now(), form=MeetingForm.WRITTEN, place="", title="Stanowisko w sprawie naboru")
    services.open_meeting(meeting=meeting, by=SYSTEM)
    item = services.add_item(
        meeting=meeting, title="Stanowisko w sprawie terminów naboru", kind=ItemKind.RESOLUTION, by=SYSTEM
    )
    motion = services.move_motion(item=item, text="Zespół wnosi o przesunięcie terminu naboru o tydzień.", by=SYSTEM)
    services.open_ballot(
        motion=motion, mode=BallotMode.WRITTEN, closes_at=timezone.now() + timedelta(days=7), by=SYSTEM
    )
