"""The next meeting of the sample's team: called, with answers, an agenda and papers, one of them in two versions."""

from datetime import date, datetime, time, timedelta

from koordynata.coordination import services
from koordynata.coordination.enums import Capacity, ItemKind, MeetingForm, Reply
from koordynata.coordination.models import AgendaItem, Meeting, Notice, Term
from koordynata.coordination.queries.year_plan import at_clock
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.working_days import add, local_day

HOURS = timedelta(hours=3)
ITEMS = [
    ("Otwarcie i stwierdzenie kworum", ItemKind.PROCEDURE, 5, ""),
    ("Przyjęcie protokołu poprzedniego posiedzenia", ItemKind.PROCEDURE, 5, ""),
    ("Plan pracy zespołu na przyszły rok", ItemKind.RESOLUTION, 30, "Hanna Zielonogórska (przykład)"),
    ("Zawody deficytowe w powiatach", ItemKind.INFORMATION, 25, "Rafał Pracowity (przykład)"),
    ("Wnioski o opinie o zasadności kształcenia", ItemKind.DISCUSSION, 60, "grupa robocza (przykład)"),
    ("Sprawy różne", ItemKind.DISCUSSION, 15, ""),
]
MARK = "Dane przykładowe: osoby, firmy i liczby są zmyślone.\n\n"
PLAN_1 = MARK + "Plan pracy zespołu – projekt\n\n1. Cztery posiedzenia w roku.\n2. Przegląd opinii w maju.\n"
PLAN_2 = PLAN_1 + "3. Spotkanie z radą rynku pracy we wrześniu (dodane po uwagach członków).\n"
BRIEF = (
    MARK + "Zawody deficytowe – notatka\n\nNotatka omawia zawody, w których ofert pracy jest więcej niż absolwentów.\n"
)
CONFIDENTIAL = MARK + "Oferta pracodawcy – do wglądu członków\n\nPracodawca zastrzegł treść oferty.\n"
ANSWERS = [Reply.COMING, Reply.COMING, Reply.REMOTE, Reply.SUBSTITUTE, "", Reply.ABSENT, Reply.COMING, ""]


def make_planned(term: Term, today: datetime) -> Meeting:
    """The called meeting of the next quarter, and two planned ones after it."""
    day = _working(local_day(today) + timedelta(days=84))
    meeting = _plan(term, day, form=MeetingForm.HYBRID, link="https://spotkania.example.org/wzk")
    items = [
        services.add_item(meeting=meeting, title=title, kind=kind, minutes=minutes, rapporteur=who, by=SYSTEM)
        for title, kind, minutes, who in ITEMS
    ]
    _paper(items[2], "Plan pracy – projekt", "plan-pracy.txt", PLAN_1)
    _paper(items[2], "Plan pracy – projekt", "plan-pracy.txt", PLAN_2)
    _paper(items[3], "Zawody deficytowe – notatka", "notatka.txt", BRIEF)
    _paper(items[4], "Oferta pracodawcy", "oferta.txt", CONFIDENTIAL, confidential=True)
    services.invite_guest(meeting=meeting, name="Gość z ministerstwa (przykład)", by=SYSTEM)
    meeting = services.call_meeting(meeting=meeting, by=SYSTEM)
    _answer(meeting)
    for weeks in (12, 24):
        _plan(term, _working(day + timedelta(weeks=weeks)))
    return meeting


def _plan(term: Term, day: date, **values: str) -> Meeting:
    starts = at_clock(day, time(10))
    return services.plan_meeting(
        term=term, starts=starts, ends=starts + HOURS, by=SYSTEM, **{"place": "sala sejmiku"} | values
    )


def _working(day: date) -> date:
    """That day, or the next one on which offices work."""
    return add(day - timedelta(days=1), 1)


def _paper(item: AgendaItem, title: str, name: str, text: str, confidential: bool = False) -> None:
    services.add_paper(
        item=item, title=title, name=name, content=text.encode(), confidential=confidential, by=SYSTEM
    )  # fmt: skip


def _answer(meeting: Meeting) -> None:
    """Nobody's mailbox hears of the sample: the notices are noted as sent."""
    notices = list(
        Notice.objects.filter(meeting=meeting).select_related("meeting__term__body", "member").order_by("pk")
    )
    for notice in [one for one in notices if one.email]:
        services.note_sent(notice=notice, sequence=meeting.sequence, by=SYSTEM)
    members = [one for one in notices if one.capacity == Capacity.MEMBER]
    for place, notice in enumerate(members):
        reply = ANSWERS[place % len(ANSWERS)]
        if reply == Reply.SUBSTITUTE and not _has_substitute(notice):
            reply = Reply.COMING
        if reply:
            services.reply_to_notice(notice=notice, reply=Reply(reply), by=SYSTEM)
    for notice in Notice.objects.filter(meeting=meeting, stands_in_for__isnull=False).order_by("pk"):
        services.note_substitute_told(notice=notice, by=SYSTEM)


def _has_substitute(notice: Notice) -> bool:
    mandates = notice.member.mandates.filter(seat__term=notice.meeting.term) if notice.member else None
    return mandates is not None and mandates.filter(substitutes__isnull=False).exists()
