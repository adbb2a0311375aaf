"""DOCX from a template: values come in as text, a template says nothing but names, the bytes are the same each time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest

from koordynata.foundation.documents import TemplateRefused, check_template, fill_docx

from .reading import docx_text

AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOSTILE = [
    "</w:t></w:r></w:p><w:p><w:r><w:t>nowy", "<w:instrText>DDEAUTO cmd</w:instrText>", "{{ 7*7 }}", "{% for x in y %}",
    "&amp; & &#60;", "=HYPERLINK(\"http://x\")", "]]>", "a\x00b\x07c\x0bd\x0ce", "\ufffe", "{_{ x }_}", "żółć 😀", "'\"",
]  # fmt: skip


def template(*paragraphs: str, rows: tuple[str, ...] = (), change: Any = None) -> bytes:
    """A DOCX with these paragraphs, and a table of one column."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(rows=0, cols=1)
        for text in rows:
            table.add_row().cells[0].text = text
    out = io.BytesIO()
    made.save(out)
    return with_part(out.getvalue(), *change) if change else out.getvalue()


def with_part(content: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """The package with something else written in one part (a part that is not there is added)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, part.replace(before, after, 1) if entry.filename == name else part)
        if name not in old.namelist():
            new.writestr(name, after)
    return out.getvalue()


def fill(content: bytes, **values: Any) -> bytes:
    return fill_docx(content, values, title="Protokół 3", language="pl", at=AT)


def test_names_loops_and_tables_are_filled() -> None:
    made = fill(
        template("{{ title }}", "{%p for one in people %}", "– {{ one.name }}", "{%p endfor %}",
                 rows=("{%tr for one in people %}", "{{ one.name }}: {{ one.votes }}", "{%tr endfor %}")),
        title="Protokół", people=[{"name": "Ćwiek", "votes": 3}, {"name": "Łoś", "votes": 0}],
    )  # fmt: skip
    text = docx_text(made)
    assert "Protokół\n– Ćwiek\n– Łoś" in text and "Ćwiek: 3" in text and "Łoś: 0" in text
    assert "{" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    made = fill(template("[{{ text }}]"), text=text)
    opened = docx.Document(io.BytesIO(made))
    assert len(opened.paragraphs) == 1, "no paragraph was smuggled in"
    clean = "".join(" " if ord(c) < 32 or c == "\ufffe" else c for c in text)
    assert opened.paragraphs[0].text == f"[{clean}]" or "{_{" in text
    assert b"<w:instrText" not in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def test_a_line_break_stays_one() -> None:
    assert "pierwszy\ndrugi" in docx_text(fill(template("{{ text }}"), text="pierwszy\r\ndrugi"))


def test_text_that_says_it_is_safe_is_escaped_all_the_same() -> None:
    from django.utils.safestring import mark_safe

    assert "<w:b/>" in docx_text(fill(template("{{ text }}"), text=mark_safe("<w:b/>")))


def test_title_language_and_moment_are_in_the_properties() -> None:
    found = docx.Document(io.BytesIO(fill(template("x")))).core_properties
    assert (found.title, found.language, found.author) == ("Protokół 3", "pl", "Koordynata")
    assert found.created == found.modified == AT or found.created == AT.replace(tzinfo=None)


def test_the_same_values_give_the_same_bytes() -> None:
    content = template("{{ text }}")
    assert fill(content, text="a") == fill(content, text="a") != fill(content, text="b")


@pytest.mark.parametrize(
    "said",
    ["{{ text.__class__ }}", "{{ ''.join('a') }}", "{{ range(10**9) }}", "{{ 2 ** 999999 }}", "{{ text.format(1) }}",
     "{% include 'x' %}", "{% set a = 1 %}", "{{ self }}", "{{ missing }}", "{{ text|attr('x') }}", "{% if %}", "{{ text",
     "{{ cycler('a') }}", "{% macro f() %}{% endmacro %}", "{{ [1] * 9 }}",
     "{% for a in text %}{% for b in text %}{% for c in text %}x{% endfor %}{% endfor %}{% endfor %}"],
)  # fmt: skip
def test_a_template_says_nothing_but_names(said: str) -> None:
    with pytest.raises(TemplateRefused):
        check_template(template(said), {"text": "abc"})


def test_a_good_template_is_taken() -> None:
    """The other side of every refusal here and below."""
    good = template("{{ text|upper }} {% if text %}x{% endif %}")
    check_template(good, {"text": "abc"})
    assert docx_text(fill(good, text="abc")).strip() == "ABC x"


RELATION = b'<Relationship Id="rId99" Type="http://x/attachedTemplate" Target="http://x/t.dotm" TargetMode="External"/>'
LIVE = {
    "another template from elsewhere": ("word/_rels/document.xml.rels", b"</Relationships>", RELATION + b"</Relationships>"),
    "a field that starts a program": (
        "word/document.xml", b"<w:r><w:t>", b"<w:r><w:instrText> DDEAUTO c:\\\\cmd.exe </w:instrText></w:r><w:r><w:t>"),
    "a picture from elsewhere": (
        "word/document.xml", b"<w:r><w:t>", b'<w:fldSimple w:instr="INCLUDEPICTURE http://x"/><w:r><w:t>'),
    "an entity": ("word/document.xml", b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'),
    "an embedded object": ("word/embeddings/oleObject1.bin", b"", b"x"),
    "macros": ("word/vbaProject.bin", b"", b"x"),
    "a bomb": ("word/media/a.bin", b"", b"\0" * (21 * 2**20)),
}  # fmt: skip


@pytest.mark.parametrize("what", LIVE)
def test_what_would_act_when_opened_is_refused(what: str) -> None:
    with pytest.raises(TemplateRefused):
        check_template(template("zwykły", change=LIVE[what]), {})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\0" * (3 * 2**20)])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(TemplateRefused):
        check_template(content, {})
