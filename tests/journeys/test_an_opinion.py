"""From the application of a school to the delivered opinion, with five people signed in at once: the school head, an
officer, the chair, a member and a substitute."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.foundation.documents.reading import docx_text, lacks
from tests.foundation.test_files import PDF

from .acting import add, clean, downloaded, open_adder, press, told
from .conftest import House, OpenPage

REASONS = "Serwisy w powiecie szukają techników, a zawodu nie uczy żadna szkoła w zasięgu dojazdu. " * 2
# What happened before the story: the office called a meeting for tomorrow.
CALLED = """
from datetime import timedelta
from django.utils import timezone
from koordynata.coordination import services
from koordynata.coordination.models import Term
from koordynata.foundation.audit import SYSTEM
term = Term.objects.filter(body__territory__code="08", body__kind="team").order_by("pk").last()
starts = timezone.now() + timedelta(days=1)
meeting = services.plan_meeting(term=term, starts=starts, ends=starts + timedelta(hours=2), place="sala", by=SYSTEM)
services.call_meeting(meeting=meeting, short_notice_reason="pilne opinie", by=SYSTEM)
print("MEETING", meeting.pk)
"""
# The rest of the room: they come, and vote in favour on phones of their own.
OTHERS = """
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Ballot, Meeting
from koordynata.foundation.audit import SYSTEM
meeting = Meeting.objects.get(pk={meeting})
played = {{"chair.08@example.org", "member.08@example.org", "substitute.08@example.org"}}
ballot = Ballot.objects.filter(motion__item__meeting=meeting, state="open").first()
seats = meeting.term.seats.filter(voting=True).order_by("number")
for mandate in [seat.mandates.filter(ends=None).first() for seat in seats]:
    if mandate is None or mandate.member.email in played or mandate.substitutes.filter(member__email__in=played):
        continue
    if ballot is None:
        services.arrive(meeting=meeting, member=mandate.member, by=SYSTEM)
    else:
        services.cast_vote(ballot=ballot, member=mandate.member, choice="in_favour", by=SYSTEM)
"""


def apply(head: Page, tmp_path: Path) -> str:
    """The school head writes and submits; the address of the application."""
    head.goto("/opinie/nowy/")
    head.locator("select[name=occupation]").select_option(label="veterinary technician")
    press(head, "Start an application")
    head.fill("input[name=places]", "24")
    head.fill("textarea[name=reasons]", REASONS)
    head.fill("textarea[name=programme]", "Program powstaje z pracodawcą.")
    press(head, "Save")
    address = head.url
    for kind in ("employer_letter", "governing_body"):
        file = tmp_path / f"{kind}.pdf"
        file.write_bytes(PDF + kind.encode() + b"%%EOF")
        open_adder(head, "Add an attachment")
        head.locator("select[name=kind]").last.select_option(kind)
        head.set_input_files("input[name=file]", str(file))
        press(head, "Add attachment")
    add(head, "Add an employer", "Add employer", name="Lecznica (przykład)", training_places="20", jobs="3")
    for kind in ("workshop", "teacher"):
        add(head, "Add a workshop, equipment or teacher", "Add to the list", kind=kind, name=f"Weterynaria: {kind}")
    clean(head, "application")
    press(head, "Submit application")
    return address


def prepare(officer: Page, address: str, meeting: str) -> None:
    """The office accepts the application, puts it on the agenda, which freezes the evidence, and proposes an opinion."""
    officer.goto(address)
    press(officer, "Accept as complete")
    officer.goto(f"{address}dowody/")
    press(officer, "Prepare the evidence")
    officer.goto(f"{address}glosowanie/")
    add(officer, "Put on an agenda", "Put on the agenda", meeting=meeting)
    officer.goto(f"{address}dowody/")
    expect(officer.get_by_text("Evidence frozen on")).to_be_visible()
    clean(officer, "evidence")
    officer.goto(f"{address}glosowanie/")
    officer.fill(
        "textarea[name=reasons]", "Zawodu nie uczy żadna szkoła w zasięgu dojazdu, a pracodawcy szukają ludzi."
    )
    press(officer, "Save the position")
    press(officer, "Put the position to the vote")
    clean(officer, "agenda-and-vote")


def open_the_ballot(chair: Page, house: House, meeting: str) -> None:
    """The chair opens the meeting, notes who came, and begins the item and its ballot."""
    chair.goto(f"/posiedzenia/{meeting}/")
    press(chair, "Open the meeting")
    told(house, OTHERS.format(meeting=meeting))
    chair.reload()
    for name in ("Hanna Zielonogórska", "Konrad Taborowy", "Helena Kupiecka"):
        value = chair.locator("select[name=member] option", has_text=name).first.get_attribute("value")
        chair.locator("select[name=member]").first.select_option(value)
        press(chair, "Arrived")
    chair.get_by_role("button", name=re.compile("^Begin.*weterynarii")).click()
    chair.wait_for_load_state("networkidle")
    press(chair, "Open ballot")


def vote(house: House, chair: Page, others: tuple[Page, ...], meeting: str) -> None:
    """Everybody votes on their own screen; the chair closes the ballot."""
    told(house, OTHERS.format(meeting=meeting))
    for voter in (chair, *others):
        voter.goto(f"/posiedzenia/{meeting}/glos/")
        voter.get_by_text("In favour", exact=True).click()
        press(voter, "Vote")
    chair.goto(f"/posiedzenia/{meeting}/")
    press(chair, "Close the ballot and announce the result")


def deliver(officer: Page, head: Page, address: str) -> None:
    """The office takes the opinion from the ballot and delivers it; the school sees it when it is delivered."""
    officer.goto(f"{address}glosowanie/")
    press(officer, "Take the opinion from the closed ballot")
    head.goto(f"{address}opinia/")
    expect(head.get_by_text("waits for its delivery")).to_be_visible()
    officer.goto(f"{address}opinia/")
    clean(officer, "opinion-office")
    add(officer, "Record the delivery", "Record the delivery", way="e_delivery")
    head.goto(f"{address}opinia/")
    expect(head.get_by_text("pracodawcy szukają ludzi")).to_be_visible()
    clean(head, "opinion-school")


def test_from_application_to_delivered_opinion(open_page: OpenPage, house: House, tmp_path: Path) -> None:
    head, officer, chair = open_page("school.08"), open_page("officer.08"), open_page("chair.08")
    member, substitute = (open_page(who, width=390, height=844) for who in ("member.08", "substitute.08"))
    called = re.search(r"MEETING (\d+)", told(house, CALLED))
    assert called is not None
    meeting, address = called[1], apply(head, tmp_path)
    prepare(officer, address, meeting)
    open_the_ballot(chair, house, meeting)
    vote(house, chair, (member, substitute), meeting)
    deliver(officer, head, address)
    assert lacks(downloaded(head, "PDF")) == []
    text = docx_text(downloaded(head, "DOCX"))
    assert "technik weterynarii" in text and "niedoręczona" not in text
    member.goto("/opinie/rejestr/")
    expect(member.locator("main table").get_by_text("veterinary technician").first).to_be_visible()
