"""A look through the parts of a workbook before anything is made of it: how large it unpacks, and what it hides."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from django.conf import settings

from ...refusal import FileRefused

CONTENTS = "[Content_Types].xml"
MOST_PARTS = 2_000
CHUNK = 1 << 20
OVERLAP = 200  # longer than any mark looked for
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]+[0-9]+:[A-Z]+[0-9]+)[\"']")
# Entities are declared there: no spreadsheet writes them, and a small one can grow without end.
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
ZIP_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


@dataclass
class Part:
    """What was seen in one part."""

    formulas: bool = False
    merged: set[str] = field(default_factory=set)


def look_through(data: bytes) -> dict[str, Part]:
    """The parts by their names; FileRefused for what is no workbook, is damaged, or would unpack beyond the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_by_directory(archive.infolist())
            return {info.filename: _look(archive, info) for info in archive.infolist()}
    except ZIP_BROKEN:
        raise FileRefused("file_workbook_broken") from None


def _refuse_by_directory(parts: list[zipfile.ZipInfo]) -> None:
    """No part ever gives more bytes than the directory says: Python's reader stops there."""
    names = [part.filename for part in parts]
    if CONTENTS not in names:
        raise FileRefused("file_is_spreadsheet")
    if len(names) > MOST_PARTS or len(set(names)) < len(names):
        raise FileRefused("file_workbook_broken")
    if sum(part.file_size for part in parts) > settings.IMPORT_MAX_BYTES:
        raise FileRefused("file_workbook_large", limit=settings.IMPORT_MAX_BYTES // 2**20)


def _look(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Part:
    part, before = Part(), b""
    if not info.filename.endswith((".xml", ".rels")):
        return part
    with archive.open(info) as file:
        while chunk := file.read(CHUNK):
            if not before and b"\0" in chunk[:4]:  # UTF-16 would hide every mark
                raise FileRefused("file_workbook_broken")
            text = before + chunk
            if DECLARED.search(text):
                raise FileRefused("file_workbook_broken")
            part.formulas = part.formulas or FORMULA.search(text) is not None
            part.merged.update(ref.decode() for ref in MERGED.findall(text))
            before = chunk[-OVERLAP:]
    return part
