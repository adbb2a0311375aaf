"""Files that people attach: kept once by their content, taken only when they are what their name says."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from unicodedata import category

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from .errors import Refusal

LARGEST = 8 * 2**20
UNPACKED = 100 * 2**20  # what an office document may hold inside
SIDE = 20_000  # pixels of a picture
NAME = 200


class FileRefused(Refusal):
    """A file that is not taken."""


@dataclass(frozen=True)
class Kept:
    """A file that was kept: under which digest, as what."""

    digest: str
    size: int
    name: str
    content_type: str

    def columns(self) -> dict[str, Any]:
        """As a row keeps them that points at the file."""
        return {"file_name": self.name, "content_type": self.content_type, "size": self.size, "digest": self.digest}


def keep(content: bytes, name: str, *, largest: int = LARGEST) -> Kept:
    """Keep a content under its SHA-256. Raises FileRefused."""
    name = clean_name(name)
    if len(content) > largest:
        raise FileRefused(_("The file is larger than %d MB.") % (largest // 2**20))
    if not content:
        raise FileRefused(_("The file is empty."))
    content_type = type_of(content, name)
    digest = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path_of(digest)):
        default_storage.save(path_of(digest), ContentFile(content))
    return Kept(digest, len(content), name, content_type)


def read(digest: str) -> bytes:
    """A kept content, checked against its digest. Raises FileNotFoundError, ValueError."""
    with default_storage.open(path_of(digest)) as file:
        content = bytes(file.read())
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(digest)
    return content


def is_kept(digest: str) -> bool:
    """Whether a content lies there; its bytes are looked at by `read`."""
    return bool(default_storage.exists(path_of(digest)))


def path_of(digest: str) -> str:
    """Where a content lies."""
    return f"kept/{digest[:2]}/{digest}"


def clean_name(name: str) -> str:
    """The bare name, without folders and control characters."""
    bare = PurePath(name.replace("\\", "/")).name
    return "".join(letter for letter in bare if letter.isprintable())[-NAME:] or "plik"


def type_of(content: bytes, name: str) -> str:
    """The content type, when the content is what the end of the name says. Raises FileRefused."""
    ending = PurePath(name).suffix.lower()
    known = _TYPES.get(ending)
    if known is None:
        message = _("Files of this kind are not taken: %(name)s. Taken are: %(taken)s.")
        raise FileRefused(message % {"name": name, "taken": ", ".join(sorted(_TYPES))})
    content_type, test = known
    if not test(content):
        raise FileRefused(_("The file is not what its name says, or holds more than it may: %s.") % name)
    return content_type


def _is_pdf(content: bytes) -> bool:
    ends = b"%%EOF" in content[-1024:]
    active = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile")
    return content.startswith(b"%PDF-") and ends and not any(mark in content for mark in active)


def _is_text(content: bytes) -> bool:
    """Plain text in UTF-8, without control characters."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(category(letter) == "Cc" and letter not in "\t\r\n\f" for letter in text)


def _is_png(content: bytes) -> bool:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or not content.endswith(b"IEND\xaeB`\x82"):
        return False
    return all(0 < int.from_bytes(content[at : at + 4], "big") <= SIDE for at in (16, 20))


def _is_jpeg(content: bytes) -> bool:
    if not content.startswith(b"\xff\xd8\xff") or not content.endswith(b"\xff\xd9"):
        return False
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return all(0 < int.from_bytes(content[p : p + 2], "big") <= SIDE for p in (at + 5, at + 7))
        at += 2 + length
    return False


def _package(*wanted: str) -> Callable[[bytes], bool]:
    """A test for office documents: a ZIP that begins and ends as one, holds the part, no macros, no bomb."""

    def test(content: bytes) -> bool:
        if not content.startswith(b"PK\x03\x04"):
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                entries = package.infolist()
        except (zipfile.BadZipFile, ValueError):
            return False
        names = {entry.filename for entry in entries}
        safe = not any(".." in name.split("/") or name.startswith("/") for name in names)
        macros = any("vbaproject" in name.lower() or name.startswith(("Basic/", "Scripts/")) for name in names)
        return safe and not macros and sum(e.file_size for e in entries) <= UNPACKED and set(wanted) <= names

    return test


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OASIS = "application/vnd.oasis.opendocument."
_TYPES: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    ".pdf": ("application/pdf", _is_pdf),
    ".txt": ("text/plain; charset=utf-8", _is_text),
    ".png": ("image/png", _is_png),
    ".jpg": ("image/jpeg", _is_jpeg),
    ".jpeg": ("image/jpeg", _is_jpeg),
    ".docx": (_OFFICE + "wordprocessingml.document", _package("[Content_Types].xml", "word/document.xml")),
    ".xlsx": (_OFFICE + "spreadsheetml.sheet", _package("[Content_Types].xml", "xl/workbook.xml")),
    ".odt": (_OASIS + "text", _package("mimetype", "content.xml")),
    ".ods": (_OASIS + "spreadsheet", _package("mimetype", "content.xml")),
}
ACCEPT = ",".join(sorted(_TYPES))
