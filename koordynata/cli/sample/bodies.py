"""What happened in the sample's team before: who held a seat earlier, a suspension that is over, a working group."""

from datetime import datetime, timedelta

from koordynata.coordination import services
from koordynata.coordination.enums import MandateEnd, MandateFunction
from koordynata.coordination.models import Body, Mandate, Member, Seat, Term
from koordynata.foundation.audit import SYSTEM

MARK = "(przykład)"
GROUP = {
    "name": f"Grupa robocza do spraw zawodów kolejowych {MARK}", "short_name": "GR kolej",
    "task": "Sprawdza, jakich zawodów kolejowych brakuje w regionie, i przygotowuje stanowiska zespołu.",
    "legal_basis": f"uchwała zespołu {MARK}",
}  # fmt: skip
GROUP_MEMBERS = ("Konrad Taborowy", "Adam Dyrektorski", "Regina Torowa", "Mikołaj Pośredni")  # the first one leads
REPORT = {
    "title": "Zawody kolejowe: czego brakuje w regionie",
    "text": "Grupa proponuje trzy kierunki prac: umowy patronackie z zakładami taboru, wspólną pracownię sterowania "
            "ruchem i badanie losów absolwentów. Liczby w tym sprawozdaniu są zmyślone.",
}  # fmt: skip


def hold_before(seat: Seat, member: Member, since: datetime, until: datetime) -> None:
    """Somebody held the seat first and resigned."""
    mandate = services.appoint(
        seat=seat, member=member, starts=since, appointed_by=f"uchwała zarządu {MARK}", by=SYSTEM
    )
    services.end_mandate(mandate=mandate, ends=until, reason=MandateEnd.RESIGNATION, by=SYSTEM)


def tell_history(term: Term, now: datetime) -> None:
    """A suspension that is over, a question for a candidate, a working group with a report."""
    held = Mandate.objects.get(seat__term=term, member__name=f"Lidia Strefowa {MARK}")
    services.suspend_mandate(
        mandate=held, starts=now - timedelta(days=240), ends=now - timedelta(days=200), reason="na wniosek własny",
        by=SYSTEM,
    )  # fmt: skip
    vacant = term.seats.get(mandates=None)
    services.ask_for_candidate(
        seat=vacant, organisation=vacant.organisation, asked_on=(now - timedelta(days=20)).date(),
        due=(now + timedelta(days=10)).date(), case_number="ZK.0001.7.2026", by=SYSTEM,
    )  # fmt: skip
    group = services.set_up_group(parent=term.body, starts=now - timedelta(days=150), by=SYSTEM, **GROUP)
    _fill(group, term, now - timedelta(days=150))
    services.hand_in_report(group=group, handed_in_on=(now - timedelta(days=30)).date(), by=SYSTEM, **REPORT)


def _fill(group: Body, parent: Term, since: datetime) -> None:
    for place, name in enumerate(GROUP_MEMBERS):
        held = Mandate.objects.select_related("seat", "member").get(
            seat__term=parent, ends__isnull=True, member__name=f"{name} {MARK}"
        )
        services.seat_person(
            term=group.terms.get(), member=held.member, side=held.seat.side, organisation=held.seat.organisation,
            starts=since, function=MandateFunction.MEMBER if place else MandateFunction.CHAIR, by=SYSTEM,
        )  # fmt: skip
