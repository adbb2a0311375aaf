"""Reads back what was written: a PDF's objects by their bytes, a DOCX's text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib


def pdf_words(content: bytes) -> bytes:
    """Everything that a PDF's objects say, streams and packed objects opened."""
    opened = [content]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            opened.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(opened)


def lacks(content: bytes) -> list[str]:
    """What a PDF/UA-1 must have and this one has not; empty: nothing."""
    words = pdf_words(content)
    wanted = {
        "tagged": rb"/MarkInfo\s*<<[^>]*/Marked true", "structure": rb"/StructTreeRoot", "language": rb"/Lang\s*\(\w\w",
        "title shown": rb"/DisplayDocTitle true", "identified": rb"pdfuaid:part[=>]\W?1", "headings": rb"/S\s*/H1\b",
        "paragraphs": rb"/S\s*/P\b", "tabs by structure": rb"/Tabs\s*/S\b", "embedded fonts": rb"/FontFile",
    }  # fmt: skip
    return [what for what, pattern in wanted.items() if not re.search(pattern, words)]


def roles(content: bytes) -> set[str]:
    """The roles of the structure tree."""
    return {found.decode() for found in re.findall(rb"/S\s*/(\w+)", pdf_words(content))}


def docx_text(content: bytes, part: str = "word/document.xml") -> str:
    """The text of a DOCX; line breaks as line breaks."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read(part).decode()
    xml = re.sub(r"<w:br/>|</w:p>", "\n", xml)
    text = re.sub(r"<[^>]+>", "", xml)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
