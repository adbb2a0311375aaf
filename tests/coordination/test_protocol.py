"""Minutes as documents: tagged PDF, DOCX by the office's own template; the same bytes; nothing hostile comes alive."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from koordynata.coordination import services
from koordynata.coordination.models import Minutes, MinutesTemplate
from koordynata.coordination.prose import blocks
from koordynata.coordination.protocol import minutes_docx, minutes_pdf, protocol, shipped_template, template_of
from koordynata.coordination.resolution_document import resolution_pdf
from koordynata.coordination.template_fields import EXAMPLE
from koordynata.foundation.documents import TemplateRefused, check_template
from koordynata.foundation.files import FileRefused
from tests.foundation.documents.reading import docx_text, lacks, roles
from tests.foundation.documents.test_docx import fill as filled

from .conftest import Team
from .test_minutes import changed, drafted, held, presented


@pytest.fixture
def approved(team: Team) -> Minutes:
    minutes = presented(team)
    meeting, ballot = held(team)
    minutes = services.approve_minutes(minutes=minutes, meeting=meeting, ballot=ballot, by=team.by)
    services.correct_minutes(minutes=minutes, text="Było 12, nie 11.", by=team.by)
    return minutes


def test_the_fields_are_those_that_templates_are_tried_on(approved: Minutes) -> None:
    told = protocol(approved)
    assert told.keys() == EXAMPLE.keys()
    for name in ("sections", "attendance", "ballots", "corrections"):
        assert told[name] and told[name][0].keys() == EXAMPLE[name][0].keys(), name


def test_the_pdf_is_tagged_and_the_same_each_time(approved: Minutes) -> None:
    made = minutes_pdf(approved)
    assert lacks(made) == [] and {"Table", "TH", "LI", "H2"} <= roles(made)
    assert made == minutes_pdf(approved)


def test_the_docx_says_all_of_it(approved: Minutes) -> None:
    made = minutes_docx(approved)
    text = docx_text(made)
    for words in ("Protokół posiedzenia nr 1", "Otwarcie", "Lista obecności", "Osoba A (przykład)", "Sprostowania",
                  "Było 12, nie 11.", "Wyniki głosowań", "Zespół przyjmuje plan pracy.", approved.audit_head,
                  "przyjęto na posiedzeniu nr 2"):  # fmt: skip
        assert words in text, words
    assert "{" not in text and made == minutes_docx(approved)
    assert docx.Document(io.BytesIO(made)).core_properties.title.startswith("Protokół posiedzenia nr 1")


def test_hostile_text_stays_text_in_both(team: Team) -> None:
    hostile = "</w:t><script>alert(1)</script> {{ 7*7 }} &amp; <img src='file:///etc/passwd'>"
    minutes = drafted(team)
    minutes = services.edit_minutes(minutes=minutes, sections=changed(minutes, 0, hostile), seen_version=1, by=team.by)
    assert hostile in docx_text(minutes_docx(minutes)).replace("&apos;", "'").replace("&#39;", "'")
    assert lacks(minutes_pdf(minutes)) == [] and "Figure" not in roles(minutes_pdf(minutes))


def own_template(text: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


class TestTemplates:
    def test_the_shipped_one_can_be_filled(self) -> None:
        check_template(shipped_template(), EXAMPLE)
        text = docx_text(filled(shipped_template(), **EXAMPLE))
        assert EXAMPLE["body"] in text and "{" not in text

    def test_the_office_brings_its_own_and_goes_back(self, team: Team) -> None:
        minutes = drafted(team)
        services.take_template(body=team.body, content=own_template("Urząd: {{ body }}"), name="wzór.docx", by=team.by)
        assert docx_text(minutes_docx(minutes)).strip() == f"Urząd: {team.body.name}"
        services.use_shipped_template(body=team.body, by=team.by)
        assert template_of(team.body) == shipped_template()
        assert [one.version for one in MinutesTemplate.objects.filter(body=team.body)] == [2, 1], (
            "the older one is kept"
        )

    def test_the_same_again_is_no_new_version(self, team: Team) -> None:
        content = own_template("{{ title }}")
        for _twice in range(2):
            services.take_template(body=team.body, content=content, name="a.docx", by=team.by)
        assert MinutesTemplate.objects.count() == 1

    @pytest.mark.parametrize("text", ["{{ nazwisko }}", "{{ title.__class__ }}", "{% for one in attendance %}"])
    def test_one_that_cannot_be_filled_is_refused_and_the_old_one_stays(self, team: Team, text: str) -> None:
        with pytest.raises(TemplateRefused):
            services.take_template(body=team.body, content=own_template(text), name="a.docx", by=team.by)
        assert template_of(team.body) == shipped_template()

    @pytest.mark.parametrize(("content", "name"), [(b"x", "a.docx"), (own_template("x"), "a.exe"), (b"", "a.docx")])
    def test_what_is_no_document_is_refused(self, team: Team, content: bytes, name: str) -> None:
        with pytest.raises((TemplateRefused, FileRefused)):
            services.take_template(body=team.body, content=content, name=name, by=team.by)
        assert not MinutesTemplate.objects.exists()


def test_an_entry_of_the_register_is_a_document_too(team: Team) -> None:
    _meeting, ballot = held(team)
    entry = services.enter_resolution(ballot=ballot, addressee="zarząd", evidence=[{"title": "Arkusz", "digest": "a" * 64}],
                                      by=team.by)  # fmt: skip
    made = resolution_pdf(entry)
    assert lacks(made) == [] and made == resolution_pdf(entry)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("a\nb", ["p", "p"]), ("– a\n- b\n\nc", ["ul", "p"]), ("1. a\n2. b\n7. c", ["ol"]), ("", []), ("-5 stopni", ["p"]),
     ("2026. rok", ["p"]), ("\n\n\n", [])],
)  # fmt: skip
def test_text_is_read_as_people_mean_it(text: str, kinds: list[Any]) -> None:
    assert [block.kind for block in blocks(text)] == kinds
