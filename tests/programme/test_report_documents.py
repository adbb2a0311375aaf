"""Documents of a frozen report: from the snapshot alone, the same bytes on any day, under any locale and clock."""

from __future__ import annotations

import io
import json
import locale
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from docx import Document

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.canonical import canonical, digest_of
from koordynata.foundation.documents import TemplateRefused
from koordynata.programme.models import Measure, Report, Version
from koordynata.programme.reports import snapshot_of
from koordynata.programme.reports.exported import digest_in, is_whole
from koordynata.programme.reports.formats import FORMATS
from koordynata.programme.services.actuals import return_actual
from koordynata.programme.services.elements import add_element
from koordynata.programme.services.report_templates import (
    shipped_report_template,
    take_report_template,
    use_shipped_report_template,
)
from koordynata.programme.services.reports import freeze_report, open_report, write_narrative
from tests.foundation.documents.reading import docx_text, lacks, roles
from tests.foundation.documents.test_docx import fill

from .conftest import Ground
from .reporting import approved, carried_out, over

Define = Callable[..., Measure]


@pytest.fixture
def frozen(ground: Ground, measure: Define) -> Report:
    over(ground)
    card = measure(dimensions=["sex"], name="Wskaźnik <i>&", definition="Ile osób.")
    indicator = carried_out(ground, card)
    report = open_report(period=ground.periods[0], by=SYSTEM)
    write_narrative(report=report, text="Całość idzie zgodnie z planem.\n\nDrugi akapit.", by=SYSTEM)
    write_narrative(report=report, area=ground.element("1").strand, text="{{ title }} =1+1 <b>", by=SYSTEM)
    approved(indicator, ground.periods[0], 9, parts={"sex": {"women": 5, "men": 4}}, note="=HYPERLINK(1)")
    return freeze_report(report=report, by=SYSTEM)


@pytest.fixture
def other_locale() -> Iterator[None]:
    before = locale.setlocale(locale.LC_ALL)
    with suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
    yield
    locale.setlocale(locale.LC_ALL, before)


def words_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_the_same_report_gives_the_same_bytes(
    frozen: Report, ending: str, monkeypatch: pytest.MonkeyPatch, other_locale: None, settings: Any
) -> None:
    make = FORMATS[ending].make
    with translation.override("pl"), timezone.override("Europe/Warsaw"):
        first = make(frozen)
    later = timezone.now() + timedelta(days=400, hours=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr("time.time", lambda: later.timestamp())
    settings.TIME_ZONE = "Asia/Tokyo"
    with translation.override("en"), timezone.override("Asia/Tokyo"):
        again = make(Report.objects.get(pk=frozen.pk))
    assert first == again


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_another_word_gives_other_bytes(frozen: Report, ending: str) -> None:
    """Negative control of the test above."""
    first = FORMATS[ending].make(frozen)
    snapshot = json.loads(frozen.snapshot)
    snapshot["areas"][0]["name"]["pl"] += "!"
    for row in snapshot["areas"][0]["indicators"]:
        row["value"] = "8.00"
    frozen.snapshot = canonical(snapshot).decode()
    assert FORMATS[ending].make(frozen) != first


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_documents_read_no_row_of_the_programme(ground: Ground, frozen: Report, ending: str) -> None:
    """Everything may change or vanish: a document made later says the same, and asks the database nothing."""
    first = FORMATS[ending].make(frozen)
    ground.programme.name = "Inna nazwa"
    ground.programme.save()
    return_actual(actual=ground.periods[0].actuals.get(), reason="Pomyłka.", by=SYSTEM)
    take_report_template(
        territory=ground.programme.territory, content=_own_template(), name="wzor.docx", by=SYSTEM
    )  # fmt: skip
    fresh = Report.objects.get(pk=frozen.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert FORMATS[ending].make(fresh) == first
    assert len(asked) == 0


def _own_template() -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("Nasz urząd: {{ title }}")
    document.save(out)
    return out.getvalue()


def test_the_offices_own_template_is_used_from_then_on(ground: Ground, frozen: Report) -> None:
    territory = ground.programme.territory
    take_report_template(territory=territory, content=_own_template(), name="wzor.docx", by=SYSTEM)
    six = open_report(period=ground.periods[0], area=ground.element("6").strand, by=SYSTEM)
    own = freeze_report(report=six, by=SYSTEM)
    assert words_of(FORMATS["docx"].make(own)).startswith("Nasz urząd: Sprawozdanie")
    assert not words_of(FORMATS["docx"].make(frozen)).startswith("Nasz urząd")
    use_shipped_report_template(territory=territory, by=SYSTEM)
    assert words_of(FORMATS["docx"].make(own)).startswith("Nasz urząd: Sprawozdanie")


def test_a_template_with_an_unknown_field_is_refused(ground: Ground) -> None:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("{{ no_such_field }}")
    document.save(out)
    with pytest.raises(TemplateRefused):
        take_report_template(territory=ground.programme.territory, content=out.getvalue(), name="w.docx", by=SYSTEM)


def test_a_lost_template_is_said(frozen: Report) -> None:
    snapshot = json.loads(frozen.snapshot)
    snapshot["template"]["sha256"] = "0" * 64
    frozen.snapshot = canonical(snapshot).decode()
    with pytest.raises(TemplateRefused):
        FORMATS["docx"].make(frozen)


def test_the_docx_says_what_happened_and_runs_nothing(frozen: Report) -> None:
    words = words_of(FORMATS["docx"].make(frozen))
    for told in ("Całość idzie zgodnie z planem.", "{{ title }} =1+1 <b>", "Wskaźnik <i>&", "Mało firm", "Nabór <b>",
                 frozen.digest):  # fmt: skip
        assert told in words
    assert "{%" not in words


def test_the_pdf_is_tagged(frozen: Report) -> None:
    made = FORMATS["pdf"].make(frozen)
    assert lacks(made) == []
    assert {"Table", "TH", "LI", "H2", "H3"} <= roles(made)


def test_the_annex_holds_values_parts_money_and_milestones(frozen: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(frozen)))
    sheets = {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in book}
    assert list(sheets)[:4] == ["O sprawozdaniu", "Wartości", "Części", "Okresy"]
    assert [row[-1] for row in sheets["Części"][1:]] == [4, 5]
    assert any("Nabór <b>" in row for row in sheets["Kamienie milowe"])
    assert any(1000 in row for row in sheets["Pieniądze"])
    assert any(frozen.digest in row for row in sheets["O sprawozdaniu"])
    assert "'=HYPERLINK(1)" in {row[-1] for row in sheets["Wartości"]}


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_packages_tell_no_clock(frozen: Report, ending: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS[ending].make(frozen))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert frozen.frozen_at is not None and f"{frozen.frozen_at:%Y-%m-%dT%H:%M:%S}Z" in core


def test_the_exported_snapshot_checks_itself(frozen: Report) -> None:
    told = json.loads(FORMATS["json"].make(frozen))
    assert digest_in(told) == (frozen.digest, frozen.digest)
    told["snapshot"]["narrative"] = "Dopisek."
    named, digest = digest_in(told)
    assert named != digest
    assert is_whole(frozen)
    frozen.snapshot = frozen.snapshot.replace("Drugi akapit", "Inny akapit")
    assert not is_whole(frozen)


def test_a_snapshot_asks_as_much_for_many_actions_as_for_few(ground: Ground, measure: Define) -> None:
    over(ground)
    indicator = carried_out(ground, measure())
    approved(indicator, ground.periods[0], 9)
    report = open_report(period=ground.periods[0], by=SYSTEM)
    with CaptureQueriesContext(connection) as few:
        snapshot_of(report)
    version = ground.version
    Version.objects.filter(pk=version.pk).update(state="draft")
    version.refresh_from_db()
    for number in range(12):
        add_element(version=version, parent=ground.element("1.1"), level="action", name=f"Nowe {number}", by=SYSTEM)
    Version.objects.filter(pk=version.pk).update(state="adopted")
    with CaptureQueriesContext(connection) as many:
        snapshot = snapshot_of(Report.objects.get(pk=report.pk))
    assert len(snapshot["areas"][0]["actions"]) == 14
    assert len(many) <= len(few) + 4  # the report itself was read anew


def test_the_shipped_template_fits_its_own_example() -> None:
    from koordynata.foundation.documents import check_template
    from koordynata.programme.reports.template_fields import EXAMPLE

    check_template(shipped_report_template(), EXAMPLE)
    text = docx_text(fill(shipped_report_template(), **EXAMPLE))
    assert EXAMPLE["programme"] in text and "{" not in text


def test_the_hash_is_that_of_the_kept_text(frozen: Report) -> None:
    assert digest_of(json.loads(frozen.snapshot)) == frozen.digest
