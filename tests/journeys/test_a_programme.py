"""From a draft of the next version to the adopted one, from a returned value to the report that the ministry reads."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.foundation.documents.reading import docx_text, lacks

from .acting import add, clean, downloaded, press, told
from .conftest import House, OpenPage

# What happened before the story: the office called a meeting for tomorrow.
CALLED = """
from datetime import timedelta
from django.utils import timezone
from koordynata.coordination import services
from koordynata.coordination.models import Term
from koordynata.foundation.audit import SYSTEM
from koordynata.programme.models import Programme
term = Term.objects.filter(body__territory__code="08", body__kind="team").order_by("pk").last()
starts = timezone.now() + timedelta(days=1)
meeting = services.plan_meeting(term=term, starts=starts, ends=starts + timedelta(hours=2), place="sala", by=SYSTEM)
services.call_meeting(meeting=meeting, short_notice_reason="program", by=SYSTEM)
programme = Programme.objects.get(territory__code="08", kind="zsu")
print("MEETING", meeting.pk, "PROGRAMME", programme.pk)
"""
# The meeting itself is told elsewhere: everybody comes, all hands go up, the secretary enters the resolution.
HELD = """
from koordynata.coordination import services
from koordynata.coordination.models import Meeting
from koordynata.foundation.audit import SYSTEM
meeting = services.open_meeting(meeting=Meeting.objects.get(pk={meeting}), by=SYSTEM)
for seat in meeting.term.seats.filter(voting=True).order_by("number"):
    if mandate := seat.mandates.filter(ends=None).first():
        services.arrive(meeting=meeting, member=mandate.member, by=SYSTEM)
item = services.begin_item(item=meeting.items.get(matter="programme"), by=SYSTEM)
motion = services.move_motion(item=item, text="Uchwala się program.", by=SYSTEM)
ballot = services.open_ballot(motion=motion, mode="open", by=SYSTEM)
for mandate in [seat.mandates.filter(ends=None).first() for seat in meeting.term.seats.filter(voting=True)]:
    if mandate:
        services.cast_vote(ballot=ballot, member=mandate.member, choice="in_favour", by=SYSTEM)
services.enter_resolution(ballot=services.close_ballot(ballot=ballot, by=SYSTEM), by=SYSTEM)
"""
TEXT = "Zajęcia prowadzi nauczyciel razem z pracodawcą.\n\nKażda szkoła branżowa wybiera jeden projekt zespołowy."


def element_at(page: Page, version: str, code: str) -> str:
    """The address of an element of a version by its number."""
    page.goto(version)
    address = page.get_by_role("link", name=re.compile(rf"^{re.escape(code)} ")).first.get_attribute("href")
    assert address is not None
    return address


def write(officer: Page, home: str) -> str:
    """The office opens the next version, rewords an action; the difference shows both wordings."""
    officer.goto(f"{home}wersje/")
    add(officer, "Open the next version", "Open the next version", reason="Nowe zajęcia po ewaluacji.")
    version = officer.url
    officer.goto(f"{element_at(officer, version, '1.2.1')}zmien/")
    officer.fill("textarea[name=text]", TEXT)
    press(officer, "Save")
    expect(officer.locator(".prose").first).to_contain_text("jeden projekt zespołowy")
    clean(officer, "programme-element-of-draft")
    officer.goto(f"{version}zmiany/")
    expect(officer.locator("main ins", has_text="projekt").first).to_be_visible()
    clean(officer, "programme-difference")
    return version


def consult(officer: Page, member: Page, version: str) -> None:
    """A member comments on one paragraph on a phone; the answer with its reasons is there for all."""
    today = timezone.localdate()
    officer.goto(version)
    add(officer, "Put to consultation", "Begin the consultation", starts=today.isoformat(),
        until=(today + timedelta(days=21)).isoformat())  # fmt: skip
    member.goto(f"{version}konsultacje/")
    member.get_by_role("link", name=re.compile(r"Comment 1\.2\.1, paragraph 2")).click()
    expect(member.locator("blockquote")).to_contain_text("jeden projekt zespołowy")
    member.fill("textarea[name=text]", "Kto płaci pracodawcy?")
    press(member, "Send comment")
    officer.goto(version)
    press(officer, "End the consultation")
    press(officer, "Submit for adoption")
    expect(officer.locator("[role=alert], .call").first).to_be_visible()  # a comment still waits
    officer.goto(f"{version}konsultacje/")
    officer.get_by_role("link", name=re.compile("^Answer")).first.click()
    officer.locator("select[name=outcome]").select_option("taken")
    officer.fill("textarea[name=answer]", "Dopisano w budżecie działania.")
    press(officer, "Publish the answer")
    member.goto(f"{version}konsultacje/")
    expect(member.get_by_text("Dopisano w budżecie działania.")).to_be_visible()
    clean(member, "programme-consultation")


def adopt(officer: Page, house: House, version: str, meeting: str) -> None:
    """Submitted, put before the body, adopted by its resolution: the version is the one in force."""
    officer.goto(version)
    press(officer, "Submit for adoption")
    add(officer, "Put on the agenda", "Put on the agenda", meeting=meeting)
    told(house, HELD.format(meeting=meeting))
    officer.goto(version)
    add(officer, "Enter the adoption", "Adopt the version", in_force_from=timezone.localdate().isoformat())
    expect(officer.locator(".head")).to_contain_text("adopted")
    clean(officer, "programme-adopted")


def test_from_draft_to_the_version_in_force(open_page: OpenPage, house: House) -> None:
    officer, member = open_page("officer.08"), open_page("member.08", width=390, height=844)
    called = re.search(r"MEETING (\d+) PROGRAMME (\d+)", told(house, CALLED))
    assert called is not None
    home = f"/program/{called[2]}/"
    version = write(officer, home)
    consult(officer, member, version)
    adopt(officer, house, version, called[1])
    member.goto(home)
    number = version.rstrip("/").rpartition("/")[2]
    expect(member.locator("main")).to_contain_text(f"Version {number}")


def approve_what_lacks(officer: Page, report: str) -> int:
    """Every value that keeps the report from being frozen is corrected, submitted, checked and approved."""
    officer.goto(report)
    lacking = [link.get_attribute("href") for link in officer.locator(".call.warn a").all()]
    for address in lacking:
        assert address is not None
        officer.goto(address)
        if officer.get_by_role("button", name="Save draft").count():
            fill_value(officer)
            press(officer, "Submit the value")
        for button in ("Mark as checked", "Approve"):
            if officer.get_by_role("button", name=button, exact=True).count():
                press(officer, button)
        expect(officer.locator("main")).to_contain_text("approved")
    return len(lacking)


def fill_value(officer: Page) -> None:
    for name in ("value", "numerator", "denominator"):
        field = officer.locator(f"[name={name}]")
        if field.count() and not field.input_value():
            field.fill("1")
    press(officer, "Save draft")


def fetched(page: Page, ending: str) -> bytes:
    """A file of a report: the queue makes it while its page waits."""
    page.get_by_role("link", name=ending, exact=True).click()
    found = downloaded(page, "Download the report")
    page.go_back()
    return found


def freeze(officer: Page, home: str) -> str:
    """The narrative is written, the report frozen; its files say what was written."""
    officer.goto(f"{home}sprawozdania/")
    officer.locator("tr", has=officer.get_by_text("draft", exact=True)).get_by_role(
        "link", name="edition"
    ).first.click()
    report = officer.url
    press(officer, "Freeze the report")
    expect(officer.locator("[role=alert], .messages").first).to_contain_text("not")  # a value still lacks
    assert approve_what_lacks(officer, report) > 0
    officer.goto(report)
    officer.get_by_role("link", name="Write the narrative", exact=True).first.click()
    officer.fill("textarea[name=text]", "Okres przyniósł pierwsze staże.")
    press(officer, "Save")
    clean(officer, "programme-report-draft")
    press(officer, "Freeze the report")
    expect(officer.locator(".hash")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    clean(officer, "programme-report-frozen")
    return report


def test_from_a_returned_value_to_the_report_in_the_ministry(open_page: OpenPage, house: House, tmp_path: Path) -> None:
    officer, ministry = open_page("officer.08"), open_page("ministry")
    called = re.search(r"PROGRAMME (\d+)", told(house, CALLED))
    assert called is not None
    report = freeze(officer, f"/program/{called[1]}/")
    address = report[len(house.url) :]
    ministry.goto("/program/sprawozdania/")
    assert not ministry.locator(f"a[href='{address}']").count(), "nothing was sent yet"
    assert "Okres przyniósł pierwsze staże." in docx_text(fetched(officer, "DOCX"))
    assert lacks(fetched(officer, "PDF")) == []
    frozen = tmp_path / "report.json"
    frozen.write_bytes(downloaded(officer, "JSON"))
    assert house.command("verify-report", str(frozen)).returncode == 0
    press(officer, "Send to the ministry")
    ministry.goto("/program/sprawozdania/")
    clean(ministry, "programme-reports-received")
    ministry.locator(f"a[href='{address}']").first.click()
    expect(ministry.locator("main")).to_contain_text("Okres przyniósł pierwsze staże.")
    ministry.goto("/program/kraj/")
    expect(ministry.locator("main")).to_contain_text("lubuskie")
    clean(ministry, "programme-regions-compared")
