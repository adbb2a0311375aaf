"""Papers: versions, what is refused, who reads, frozen at the opening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import AgendaItem, Meeting, Paper
from koordynata.coordination.queries.papers import documents, papers_of
from koordynata.coordination.rules import may_read_confidential
from koordynata.foundation import files
from koordynata.foundation.files import FileRefused
from koordynata.foundation.models import AuditEvent
from tests.conftest import make_user
from tests.foundation.test_files import BAD, PDF, package

from .conftest import Team

TEXT = "Plan pracy: 1 234 zł, „zażółć”.\r\n".encode()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def item(team: Team) -> AgendaItem:
    """An item of a called meeting."""
    starts = timezone.now() + timedelta(days=30)
    meeting = services.plan_meeting(term=team.term, starts=starts, ends=starts + timedelta(hours=2), by=team.by)
    services.call_meeting(meeting=meeting, by=team.by)
    return services.add_item(meeting=meeting, title="Plan pracy", by=team.by)


def add(item: AgendaItem, team: Team, content: bytes = TEXT, name: str = "plan.txt", **values: Any) -> Paper:
    return services.add_paper(item=item, title="Plan", name=name, content=content, by=team.by, **values)


def test_versions_follow_one_another_and_stay_readable(team: Team, item: AgendaItem) -> None:
    first, second = add(item, team), add(item, team, TEXT + b"2.", name="plan-2.txt")
    assert (first.version, second.version) == (1, 2)
    ((document,),) = documents(papers_of(item.meeting, confidential=False)).values()
    assert document.newest == second and document.older == [first]
    assert files.read(first.digest) == TEXT and files.read(second.digest) == TEXT + b"2."


def test_the_same_file_again_is_no_new_version(team: Team, item: AgendaItem) -> None:
    assert add(item, team) == add(item, team)


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_pretends_to_be_a_paper_is_refused(name: str, team: Team, item: AgendaItem) -> None:
    content = BAD[name] if name != "large.pdf" else PDF[:-6] + b" " * (20 * 2**20) + PDF[-6:]
    with pytest.raises(FileRefused):
        add(item, team, content, name)
    assert not Paper.objects.exists()


@pytest.mark.parametrize(("name", "content"), [
    ("program.pdf", b"MZ\x90\0" + b"\0" * 60), ("strona.html", b"<script>alert(1)</script>"),
    ("rysunek.svg", b"<svg/>"), ("paczka.zip", package()), ("bez-rozszerzenia", TEXT), ("plan.pdf.exe", PDF),
    ("binarny.txt", b"abc\0def"), ("latin.txt", "zażółć".encode("iso-8859-2")), ("esc.txt", b"\x1b]0;x\x07"),
])  # fmt: skip
def test_hostile_files_are_refused_in_plain_words(name: str, content: bytes, team: Team, item: AgendaItem) -> None:
    with pytest.raises(FileRefused, match=r"not taken|not what its name says"):
        add(item, team, content, name)


@pytest.mark.parametrize(("sent", "kept"), [
    ("../../../etc/plan.txt", "plan.txt"), ("C:\\x\\plan.txt", "plan.txt"), ("plan\u202etxt.fdp.txt", "plantxt.fdp.txt"),
])  # fmt: skip
def test_names_come_without_tricks(sent: str, kept: str, team: Team, item: AgendaItem) -> None:
    assert add(item, team, name=sent).file_name == kept


def test_limits_are_settings(team: Team, item: AgendaItem, settings: Any) -> None:
    settings.PAPER_MAX_BYTES = 2**20
    with pytest.raises(FileRefused, match="1 MB"):
        add(item, team, b"a" * (2**20 + 1))
    settings.MEETING_PAPERS_MAX_BYTES = 10
    with pytest.raises(CoordinationRefusal, match="together"):
        add(item, team)


def test_after_the_opening_only_a_version_with_its_reason(team: Team, item: AgendaItem) -> None:
    first = add(item, team)
    services.open_meeting(meeting=item.meeting, by=team.by)
    with pytest.raises(CoordinationRefusal, match="frozen"):
        services.add_paper(item=item, title="Inny", name="inny.txt", content=TEXT, by=team.by)
    with pytest.raises(CoordinationRefusal, match="say why"):
        add(item, team, TEXT + b"x")
    with pytest.raises(CoordinationRefusal, match="papers stay"):
        services.remove_paper(paper=first, by=team.by)
    second = add(item, team, TEXT + b"x", reason="autopoprawka")
    assert (second.version, second.reason) == (2, "autopoprawka")
    event = AuditEvent.objects.filter(verb="paper.added").order_by("pk").last()
    assert event and event.after and (event.after["reason"], event.after["sha256"]) == ("autopoprawka", second.digest)


def test_after_the_closing_nothing_changes(team: Team, item: AgendaItem) -> None:
    add(item, team)
    services.open_meeting(meeting=item.meeting, by=team.by)
    services.close_meeting(meeting=item.meeting, by=team.by)
    with pytest.raises(CoordinationRefusal, match="over"):
        add(item, team, TEXT + b"x", reason="za późno")


def test_before_the_opening_a_paper_can_be_taken_back(team: Team, item: AgendaItem) -> None:
    paper = add(item, team)
    add(item, team, TEXT + b"x")
    services.remove_paper(paper=paper, by=team.by)
    services.remove_paper(paper=paper, by=team.by)
    assert not Paper.objects.exists()
    event = AuditEvent.objects.get(verb="paper.removed")
    assert event.before and len(event.before["sha256"]) == 2


def test_a_version_is_as_confidential_as_the_first(team: Team, item: AgendaItem) -> None:
    add(item, team, confidential=True)
    assert add(item, team, TEXT + b"x").confidential
    assert not papers_of(item.meeting, confidential=False).exists()
    assert papers_of(item.meeting, confidential=True).count() == 2


def test_who_reads_confidential_papers(team: Team, item: AgendaItem, member: User, stranger: User) -> None:
    meeting: Meeting = item.meeting
    analyst = make_user("analyst@example.org", "analyst", team.body.territory)
    own, substitute = team.people["c"], team.people["x"]
    assert may_read_confidential(team.by, meeting)
    assert not any(may_read_confidential(one, meeting) for one in (member, analyst, stranger))
    own.user = member
    own.save()
    assert may_read_confidential(member, meeting)
    services.end_mandate(mandate=team.mandates["c"], ends=timezone.now(), by=team.by)
    assert not may_read_confidential(member, meeting), "a mandate that ended reads no more"
    own.user, substitute.user = None, member
    own.save()
    substitute.save()
    assert may_read_confidential(member, meeting)
