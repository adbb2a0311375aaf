"""Bytes → text. Only what reads well is taken: UTF-8 with or without BOM, else Windows-1250."""

import re

from ..refusal import FileRefused

ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
)
DOCUMENTS = (b"%pdf", b"<!doctype", b"<html", b"<?xml", b"{\\rtf")
# UTF-8 read as Windows-1250 or 1252 and saved again: ł → Ĺ‚ or Å‚, ą → Ä…, ó → Ăł or Ã³; ďż˝ stands for a lost letter.
MOJIBAKE = re.compile(
    "Ĺ[\u201a\u201e\u203aĽşź›\u0081-\u009f]|[ÄÅ][\u2026\u2021\u2122\u201a\u201e\u203aº¼\u0081-\u009f]|Ăł|Ã³|ďż˝|ï¿½|\ufffd"
)
MOJIBAKE_LETTERS = "ĹÄÅĂÃďï\ufffd"  # looked for first: most files have none of them
# What ą ś ź of ISO-8859-2 become when they are read as Windows-1250. (DOS letters are not even defined there.)
WRONG_LETTERS = re.compile("[a-zćęłńóż][±¶Ľˇ¦¬]|[±¶ˇ¦¬][a-zćęłńóż]|[A-ZĆĘŁŃÓŻ][ˇ¦¬]|[ˇ¦¬][A-ZĆĘŁŃÓŻ]")


def decode(data: bytes) -> str:
    """The text of a file with lines ended by `\\n`; FileRefused when it cannot be read for certain."""
    _refuse_other_formats(data)
    text = _as_utf8(data)
    if text is None:
        text = _as_cp1250(data)
    if any(letter in text for letter in MOJIBAKE_LETTERS) and (bad := MOJIBAKE.search(text)):
        raise FileRefused("file_mojibake", line=text.count("\n", 0, bad.start()) + 1, value=bad.group())
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refuse_other_formats(data: bytes) -> None:
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise FileRefused("file_empty")
    if data.startswith(ARCHIVES):
        raise FileRefused("file_is_spreadsheet")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(DOCUMENTS):
        raise FileRefused("file_is_document")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused("file_utf16")
    if (at := data.find(b"\0")) >= 0:
        raise FileRefused("file_nul", line=data.count(b"\n", 0, at) + 1)


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(b"\xef\xbb\xbf"):
            raise FileRefused("file_encoding", line=data.count(b"\n", 0, error.start) + 1) from None
        return None


def _as_cp1250(data: bytes) -> str:
    try:
        text = data.decode("cp1250")
    except UnicodeDecodeError as error:
        raise FileRefused("file_encoding", line=data.count(b"\n", 0, error.start) + 1) from None
    if bad := WRONG_LETTERS.search(text):
        raise FileRefused("file_encoding", line=text.count("\n", 0, bad.start()) + 1, value=bad.group())
    return text
