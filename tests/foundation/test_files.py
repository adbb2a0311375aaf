"""Attached files: what is taken, and what only pretends."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from koordynata.foundation import files
from koordynata.foundation.files import FileRefused, clean_name, keep, read

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def png(width: int = 1, height: int = 1) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def package(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", **parts}.items():
            file.writestr(name, content)
    return held.getvalue()


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffda0008010100003f00d2ffd9")


@pytest.mark.parametrize(("name", "content"), [
    ("list.pdf", PDF), ("Zdjęcie.PNG", png()), ("pracownia.jpg", JPEG), ("umowa.docx", package()),
])  # fmt: skip
def test_what_is_what_it_says_is_kept_once(name: str, content: bytes) -> None:
    first, second = keep(content, name), keep(content, "inna-" + name)
    assert first.digest == second.digest and read(first.digest) == content
    assert first.name == name


BAD = {
    "empty.pdf": b"",
    "program.exe": b"MZ",
    "picture.svg": b"<svg onload='x()'/>",
    "page.pdf": b"<html>",
    "late.pdf": b"GIF89a" + PDF,
    "script.pdf": PDF.replace(b"<<>>endobj", b"<</S /JavaScript /JS (x)>>endobj"),
    "program.pdf": b"MZ" + PDF,
    "wide.png": png(width=200_000),
    "tail.png": png() + b"PK\x03\x04",
    "tail.jpg": JPEG + b"<?php",
    "macro.docx": package(**{"word/vbaProject.bin": b"x"}),
    "away.docx": package(**{"../../etc/x": b"x"}),
    "bomb.docx": package(**{"word/media/x": b"\0" * (files.UNPACKED + 1)}),
    "not-a-zip.docx": b"PK\x03\x04 no",
    "sheet.xlsx": package(),
    "large.pdf": PDF[:-6] + b" " * files.LARGEST + PDF[-6:],
}


@pytest.mark.parametrize("name", BAD)
def test_what_pretends_is_refused(name: str) -> None:
    with pytest.raises(FileRefused):
        keep(BAD[name], name)


def test_without_its_tests_everything_would_be_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the refusals come from the tests of content, not from somewhere else."""
    monkeypatch.setattr(
        files, "_TYPES", {ending: (kind, lambda _c: True) for ending, (kind, _t) in files._TYPES.items()}
    )
    taken = [
        name for name, content in BAD.items() if content and name not in {"program.exe", "picture.svg", "large.pdf"}
    ]
    assert len([keep(BAD[name], name) for name in taken]) == len(BAD) - 4


@pytest.mark.parametrize(("given", "kept"), [
    ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\Umowy\\list.pdf", "list.pdf"), ("a\r\nb.pdf", "ab.pdf"), ("", "plik"),
])  # fmt: skip
def test_names_lose_their_folders(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_content_changed_on_the_disk_is_noticed() -> None:
    from django.core.files.storage import default_storage

    kept = keep(PDF, "list.pdf")
    with Path(default_storage.path(files.path_of(kept.digest))).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ValueError, match=kept.digest):
        read(kept.digest)
