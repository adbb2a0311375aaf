"""Pakiet materiałów as an offline ZIP: a page that opens without a server, the papers, a manifest with SHA-256."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from koordynata.foundation import files

from ..models import Meeting, Paper
from ..queries.papers import Document
from ..queries.timetable import Slot

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest day that a ZIP can tell: the bytes do not depend on the clock
_LONGEST = 60


@dataclass(frozen=True)
class Packed:
    """One paper with its place in the pack. Names come from the title, never from whoever sent the file."""

    path: str
    paper: Paper


def pack_of(documents: Iterable[Document]) -> list[Packed]:
    """Where the newest version of each document lies: `materialy/03-1-plan-pracy-w2.pdf`."""
    packed: list[Packed] = []
    for document in documents:
        paper, before = document.newest, sum(one.paper.item_id == document.item.pk for one in packed)
        words = slugify(paper.title.replace("ł", "l").replace("Ł", "L"))[:_LONGEST].strip("-") or "material"
        ending = PurePath(paper.file_name).suffix.lower()
        name = f"{document.item.position:02d}-{before + 1}-{words}-w{paper.version}{ending}"
        packed.append(Packed(f"materialy/{name}", paper))
    return packed


def packed_rows(
    rows: Iterable[tuple[Slot, list[Document]]],
) -> tuple[list[Packed], list[tuple[Slot, list[Packed]]]]:  # fmt: skip
    """All packed papers, and those of each slot of the agenda."""
    rows = list(rows)
    packed = pack_of(document for _slot, group in rows for document in group)
    by_item: dict[int, list[Packed]] = {}
    for one in packed:
        by_item.setdefault(one.paper.item_id, []).append(one)
    return packed, [(slot, by_item.get(slot.item.pk, [])) for slot, _group in rows]


def manifest_of(meeting: Meeting, packed: Iterable[Packed], index: bytes) -> dict[str, Any]:
    """What lies in the pack and how to check it."""
    papers = [
        {
            "path": one.path, "sha256": one.paper.digest, "size": one.paper.size, "title": one.paper.title,
            "version": one.paper.version, "file_name": one.paper.file_name, "item": one.paper.item.position,
            "added": timezone.localtime(one.paper.added_at).isoformat(timespec="seconds"),
        }
        for one in packed
    ]  # fmt: skip
    page = {"path": "index.html", "sha256": hashlib.sha256(index).hexdigest(), "size": len(index)}
    return {
        "format": "koordynata-meeting-pack", "version": 1, "meeting": str(meeting.uid), "body": meeting.term.body.name,
        "number": meeting.number, "starts": timezone.localtime(meeting.starts).isoformat(timespec="minutes"),
        "sample": meeting.term.body.is_sample, "files": [page, *papers],
    }  # fmt: skip


def write_pack(meeting: Meeting, packed: list[Packed], index: bytes) -> Iterator[bytes]:
    """The ZIP piece by piece: no more than one paper is held at a time. Raises FileNotFoundError, ValueError.

    A paper that lies on the disk no longer as it came breaks the pack off: half a pack is no pack.
    """
    told = json.dumps(manifest_of(meeting, packed, index), ensure_ascii=False, indent=1, sort_keys=True).encode()
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (("index.html", index), ("manifest.json", told)):
            archive.writestr(_entry(path), content)
        yield sink.taken()
        for one in packed:
            archive.writestr(_entry(one.path), files.read(one.paper.digest))
            yield sink.taken()
    yield sink.taken()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _MOMENT)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


class _Sink(io.RawIOBase):
    """Takes what the archive writes; it cannot be wound back, so the archive never wants to."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        """What came since the last time."""
        piece, self._held = bytes(self._held), bytearray()
        return piece
