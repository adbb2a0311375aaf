"""PDF/UA: tagged, in its language, with its title; the same each time; nothing is fetched."""

from __future__ import annotations

import builtins
from datetime import UTC, datetime
from typing import Any

import pytest

from koordynata.foundation.documents import PdfUnavailable, make_pdf
from koordynata.foundation.documents.fetching import font_bytes, package_fetcher

from .reading import lacks, pdf_words, roles

AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAGE = (
    "<h1>Protokół</h1><p>Zażółć gęślą jaźń.</p><ul><li>punkt</li></ul><table><thead><tr><th scope=col>Osoba</th></tr>"
    "</thead><tbody><tr><td>Ćwiek</td></tr></tbody></table>"
)


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    made = make_pdf(PAGE, title="Protokół 3", language="pl", at=AT)
    assert lacks(made) == []
    assert {"H1", "P", "L", "LI", "Table", "TR", "TH", "TD"} <= roles(made)
    assert "Protokół 3".encode() in pdf_words(made), "in the metadata"


def test_english_is_said_too() -> None:
    assert b"/Lang (en)" in pdf_words(make_pdf(PAGE, title="Minutes", language="en", at=AT))


def test_a_plain_pdf_would_be_found() -> None:
    """Negative control: the same page without the variant has no tags, and the reading says so."""
    import weasyprint

    plain = weasyprint.HTML(string=PAGE, url_fetcher=package_fetcher()).write_pdf()
    assert {"tagged", "structure", "language", "title shown", "identified", "headings"} <= set(lacks(plain))


def test_the_same_words_give_the_same_bytes() -> None:
    first = make_pdf(PAGE, title="A", at=AT)
    assert first == make_pdf(PAGE, title="A", at=AT)
    assert first != make_pdf(PAGE, title="B", at=AT)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x.png", "https://example.org/x", "file:///etc/passwd", "data:text/css,*{}", "ftp://x/y",
     "font:../../settings", "font:lato-latin-400-normal/../x", "//example.org/x", "font:lato-cyrillic-400-normal"],
)  # fmt: skip
def test_nothing_is_fetched(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("socket.socket.connect", lambda *words: asked.append(words))
    with pytest.raises(ValueError, match="not fetched"):
        font_bytes(address)
    page = f'<h1>x</h1><p>y<img src="{address}" alt="z"></p><link rel=stylesheet href="{address}">'
    page += f'<link rel=attachment href="{address}"><object data="{address}"></object>'
    made = make_pdf(page, title="x", at=AT)
    assert asked == [] and b"root:" not in pdf_words(made) and b"/EmbeddedFile" not in pdf_words(made)


def test_the_door_of_the_library_would_let_a_file_in() -> None:
    """Negative control: its own fetcher opens files, so the fetcher above is what keeps them out."""
    from weasyprint.urls import URLFetcher

    found = URLFetcher().fetch(f"file://{__file__}")
    try:
        assert b"Negative control" in found.read()
    finally:
        found.close()


def test_without_the_libraries_there_is_a_plain_message(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *words: Any, **more: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return whole(name, *words, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PdfUnavailable) as refusal:
        make_pdf(PAGE, title="x", at=AT)
    assert "Pango" in str(refusal.value) and "libpango-1.0-0" not in str(refusal.value)
