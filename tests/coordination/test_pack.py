"""The offline pack: what lies in it, under which names, and that its checksums hold."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path, PurePosixPath

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.exports.pack import Packed, pack_of, write_pack
from koordynata.coordination.models import Meeting
from koordynata.coordination.queries.papers import documents, papers_of
from koordynata.foundation import files
from tests.foundation.test_files import PDF

from .conftest import Team

HOSTILE = [
    "../../../etc/passwd", "C:\\Windows\\system32", "con", "NUL", "..", ".", "a/b/c", "\u202egnp.exe", "<script>", "Ł" * 200,
    "zażółć gęślą jaźń", "-rf", "%00", "42.zip",
]  # fmt: skip


@pytest.fixture
def meeting(team: Team) -> Meeting:
    """A planned meeting with an item."""
    starts = timezone.now() + timedelta(days=30)
    made = services.plan_meeting(term=team.term, starts=starts, ends=starts + timedelta(hours=2), by=team.by)
    services.add_item(meeting=made, title="Plan pracy", by=team.by)
    return made


def add(meeting: Meeting, team: Team, title: str, content: bytes, name: str = "plan.txt") -> None:
    services.add_paper(item=meeting.items.get(), title=title, name=name, content=content, by=team.by)


def packed(meeting: Meeting) -> list[Packed]:
    groups = documents(papers_of(meeting, confidential=True))
    return pack_of(document for group in groups.values() for document in group)


def opened(meeting: Meeting) -> zipfile.ZipFile:
    content = b"".join(write_pack(meeting, packed(meeting), b"<!doctype html>"))
    return zipfile.ZipFile(io.BytesIO(content))


def test_every_file_and_its_checksum(meeting: Meeting, team: Team) -> None:
    add(meeting, team, "Plan", b"wersja 1")
    add(meeting, team, "Plan", b"wersja 2")
    add(meeting, team, "Załącznik", PDF, "zalacznik.pdf")
    pack = opened(meeting)
    assert pack.testzip() is None
    told = json.loads(pack.read("manifest.json"))
    assert {one["path"] for one in told["files"]} | {"manifest.json"} == set(pack.namelist())
    for one in told["files"]:
        content = pack.read(one["path"])
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["size"])
    assert pack.namelist()[2:] == ["materialy/01-1-plan-w2.txt", "materialy/01-2-zaacznik-w1.pdf"] or pack.namelist()[
        2:
    ] == ["materialy/01-1-plan-w2.txt", "materialy/01-2-zalacznik-w1.pdf"]


def test_names_are_the_houses_own(meeting: Meeting, team: Team) -> None:
    for number, title in enumerate(HOSTILE):
        add(meeting, team, title, f"tekst {number}".encode())
    names = opened(meeting).namelist()
    assert len(names) == len({name.casefold() for name in names}) == len(HOSTILE) + 2
    for name in names[2:]:
        path = PurePosixPath(name)
        assert path.parts[0] == "materialy" and len(path.parts) == 2 and len(name) < 100
        assert (
            path.name.isascii()
            and path.name[0].isdigit()
            and set(path.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        )


def test_the_same_meeting_gives_the_same_bytes(meeting: Meeting, team: Team) -> None:
    add(meeting, team, "Plan", b"wersja 1")
    one, other = (b"".join(write_pack(meeting, packed(meeting), b"x")) for _ in range(2))
    assert one == other


def test_it_comes_piece_by_piece(meeting: Meeting, team: Team) -> None:
    for number in range(3):
        add(meeting, team, f"Plan {number}", bytes([65 + number]) * 200_000)
    pieces = list(write_pack(meeting, packed(meeting), b"x"))
    assert len(pieces) == 5 and all(pieces)


def test_a_paper_changed_on_the_disk_breaks_the_pack_off(meeting: Meeting, team: Team) -> None:
    add(meeting, team, "Plan", b"wersja 1")
    (one,) = packed(meeting)
    Path(default_storage.path(files.path_of(one.paper.digest))).write_bytes(b"inna tresc")
    with pytest.raises(ValueError, match=one.paper.digest):
        opened(meeting)
