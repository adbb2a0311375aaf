"""Twelve applications for an opinion in Lubuskie, in every state (data/applications.csv, data/earlier_opinions.csv)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone, translation

from koordynata.coordination import services as coordination
from koordynata.coordination.enums import BallotMode, ItemKind, MeetingForm, MeetingState
from koordynata.coordination.models import Ballot, Mandate, Meeting, Member, Motion, Term
from koordynata.foundation.audit import SYSTEM
from koordynata.opinions import services
from koordynata.opinions.models import Opinion, OpinionRequest
from koordynata.reference.models import Occupation, SchoolType
from koordynata.registry.models import Institution

from .applied import application_rows, applied, completed, has_schools, on_agenda
from .ground import OWN, read_rows

GROUP = "Grupa robocza do spraw opinii (przykład)"
COUNCIL = "Powiatowa rada rynku pracy (przykład)"


def railway_motion(meeting: Meeting) -> Motion:
    """The application on which the team votes just now: its evidence is frozen, its position moved."""
    if not has_schools(meeting.term.body.territory):
        item = coordination.add_item(meeting=meeting, title="Opinia (przykład)", kind=ItemKind.OPINION, by=SYSTEM)
        return coordination.move_motion(item=item, text="Zespół uznaje kształcenie w zawodzie za zasadne.", by=SYSTEM)
    request = on_agenda(applied("railway", meeting), meeting)
    services.write_position(
        request=request, kind="with_recommendations", recommendations="Zaleca się umowę z drugim pracodawcą.",
        reasons=services.draft_position(request=request, kind="positive", by=SYSTEM).reasons, seen_version=1, by=SYSTEM,
    )  # fmt: skip
    return services.move_position(request=request, by=SYSTEM)


def make_applications(term: Term) -> None:
    """All others, with windows of intake and two opinions from the old books."""
    ahead = term.meetings.filter(state__in=[MeetingState.PLANNED, MeetingState.CALLED], starts__gt=timezone.now())
    coming = ahead.order_by("starts").first()
    if coming is None or not has_schools(term.body.territory):
        return
    _windows(term, coming)
    for key, row in application_rows().items():
        if row["state"] in _WAYS:
            _WAYS[row["state"]](applied(key, coming))
    _block(
        [completed(applied(key, coming)) for key, row in application_rows().items() if row["state"] == "block"], coming
    )
    _decided_at(_past_meeting(term))
    for row in read_rows(OWN / "earlier_opinions.csv"):
        _earlier(row)


def _windows(term: Term, coming: Meeting) -> None:
    today, region = timezone.localdate(), term.body.territory
    for first, last, meeting, note in (
        (-150, -120, None, "nabór wiosenny"), (-20, 40, coming, "nabór jesienny"), (90, 120, None, "nabór zimowy"),
    ):  # fmt: skip
        opens, closes = (today + timedelta(days=days) for days in (first, last))
        services.open_window(region=region, opens=opens, closes=closes, meeting=meeting, note=note, is_sample=True,
                             by=SYSTEM)  # fmt: skip


def _withdrawn(request: OpinionRequest) -> None:
    """Withdrawn, and started again: the new one is the draft."""
    services.submit(request=request, by=SYSTEM)
    services.withdraw(request=request, reason="Organ prowadzący przesunął remont pracowni o rok.", by=SYSTEM)
    services.start_again(request=request, by=SYSTEM)


def _returned(request: OpinionRequest) -> None:
    services.submit(request=request, by=SYSTEM)
    services.return_for_completion(
        request=request, what="Proszę dołączyć umowę z drugim pracodawcą: sześć miejsc praktyk nie wystarczy dla "
        "oddziału.", by=SYSTEM,
    )  # fmt: skip


def _asked(request: OpinionRequest) -> None:
    """Complete; the working group has answered, the council has not."""
    request = completed(request)
    today = timezone.localdate()
    for source, name in (("working_group", GROUP), ("powiat_council", COUNCIL)):
        services.ask_for_position(
            request=request, source=source, body_name=name, answer_due=today + timedelta(days=14), by=SYSTEM
        )
    services.record_prior_opinion(
        request=request, source="working_group", body_name=GROUP, stance="for", given_on=today, by=SYSTEM,
        text="Pracownia wystarczy na jeden oddział. Grupa jest za.",
    )  # fmt: skip


def _submitted(request: OpinionRequest) -> None:
    services.submit(request=request, by=SYSTEM)


_WAYS: dict[str, Callable[[OpinionRequest], None]] = {
    "withdrawn": _withdrawn, "returned": _returned, "complete": _asked, "submitted": _submitted,
}  # fmt: skip


def _block(requests: list[OpinionRequest], meeting: Meeting) -> None:
    for one in requests:
        services.draft_position(request=one, kind="positive", by=SYSTEM)
    services.put_block_before_body(requests=requests, meeting=meeting, by=SYSTEM)


def _past_meeting(term: Term) -> Meeting:
    starts = timezone.now() - timedelta(days=20)
    meeting = coordination.plan_meeting(
        term=term, starts=starts, ends=starts + timedelta(hours=2), form=MeetingForm.HYBRID, place="sala sejmiku",
        title="Opinie", by=SYSTEM,
    )  # fmt: skip
    coordination.call_meeting(meeting=meeting, short_notice_reason="posiedzenie z przeszłości (przykład)", by=SYSTEM)
    meeting = coordination.open_meeting(meeting=meeting, by=SYSTEM)
    for member in _members(term)[:15]:
        coordination.arrive(meeting=meeting, member=member, by=SYSTEM)
    return meeting


def _members(term: Term) -> list[Member]:
    """Who holds the voting seats, in their order."""
    held = Mandate.objects.filter(seat__term=term, seat__voting=True, ends=None).select_related("member")
    return [mandate.member for mandate in held.order_by("seat__number")]


def _decided_at(meeting: Meeting) -> None:
    """One adopted and not delivered yet; one voted down, so a negative opinion, reasoned and delivered."""
    for key, row in application_rows().items():
        if row["state"] not in ("decided", "negative"):
            continue
        request = on_agenda(applied(key, meeting), meeting)
        services.draft_position(request=request, kind="positive", by=SYSTEM)
        motion = services.move_position(request=request, by=SYSTEM)
        ballot = _voted(meeting, motion, "in_favour" if row["state"] == "decided" else "against")
        opinion = services.decide(request=request, ballot=ballot, by=SYSTEM)
        if row["state"] == "negative":
            _delivered(opinion)
    coordination.close_meeting(meeting=meeting, by=SYSTEM)


def _voted(meeting: Meeting, motion: Motion, choice: str) -> Ballot:
    motion.item = coordination.begin_item(item=motion.item, by=SYSTEM)
    ballot = coordination.open_ballot(motion=motion, mode=BallotMode.OPEN, by=SYSTEM)
    for member in _members(meeting.term)[:15]:
        coordination.cast_vote(ballot=ballot, member=member, choice=choice, by=SYSTEM)
    return coordination.close_ballot(ballot=ballot, by=SYSTEM)


def _delivered(opinion: Opinion) -> None:
    opinion = services.take_note_of_reasons(
        opinion=opinion, recommendations="", seen_version=opinion.version, by=SYSTEM,
        reasons="W województwie jest więcej absolwentów niż ofert pracy w zawodzie, a jedyny pracodawca daje trzy "
        "miejsca praktyk na dwudziestu uczniów.",
    )  # fmt: skip
    services.deliver(opinion=opinion, way="e_delivery", on=timezone.localdate(), note="UPO (przykład)", by=SYSTEM)


def _earlier(row: dict[str, Any]) -> None:
    """An opinion of the council of that time; what became of it is computed from the sample's own registers."""
    decided = date.fromisoformat(row["decided_on"])
    with translation.override("pl"):
        opinion = services.enter_earlier_opinion(
            school=Institution.objects.get(rspo=row["rspo"]), start_year=int(row["start_year"]), is_sample=True,
            occupation=Occupation.objects.get(code=row["occupation"]), school_type=SchoolType.objects.get(code="TEC"),
            places=int(row["places"]), decided_on=decided, delivered_on=decided + timedelta(days=10),
            number=int(row["number"]), kind=row["kind"], reasons=row["reasons"], by=SYSTEM,
        )  # fmt: skip
    services.follow_up(opinion=opinion, by=SYSTEM)
