"""Only text that reads well is taken."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from koordynata.sources.refusal import FileRefused
from koordynata.sources.tabular.decoding import decode

CAPITALS = "ZWIĄZEK «MŁODYCH» ŻĄDŁO ŁÓDŹ\n±5 % w klasie 1b © GUS, Škoda, München\n"
PANGRAM = "nazwa;miejscowość\nZażółć gęślą jaźń;Łódź\nŚwiętochłowice;„Ćma” – §5\n"


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("data.csv", PANGRAM)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_polish_letters_survive(encoding: str) -> None:
    assert decode(PANGRAM.encode(encoding)) == PANGRAM
    assert decode(CAPITALS.encode(encoding)) == CAPITALS


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf \r\n", "file_empty"),
        (zipped(), "file_is_spreadsheet"),
        (gzip.compress(b"x", mtime=0), "file_is_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_is_spreadsheet"),
        (b"%PDF-1.7", "file_is_document"),
        (b"\n<!DOCTYPE html><html>", "file_is_document"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "file_is_document"),
        (PANGRAM.encode("utf-16"), "file_utf16"),
        (b"a;b\n1;\x00\n", "file_nul"),
        (b"a;b\n1;\x81\x83\n", "file_encoding"),
        (b"\xef\xbb\xbfa;\xb9\n", "file_encoding"),
        (PANGRAM.replace("„", "").replace("”", "").replace("–", "").encode("iso8859-2"), "file_encoding"),
        (PANGRAM.replace("„", "").replace("”", "").replace("–", "").encode("cp852"), "file_encoding"),
        (PANGRAM.encode().decode("cp1252", "replace").encode(), "file_mojibake"),
        ("Łódź".encode().decode("cp1250", "replace").encode(), "file_mojibake"),
        ("Łód\ufffd".encode(), "file_mojibake"),
    ],
)
def test_anything_else_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        decode(data)
    assert refused.value.problem.code == code
