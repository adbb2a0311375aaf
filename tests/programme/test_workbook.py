"""The whole programme as a spreadsheet: out, changed, back; every refusal names its cell, nothing is half written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.programme import services
from koordynata.programme.content import content_of, digest_of
from koordynata.programme.enums import Involved
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Element, Milestone, Target
from koordynata.programme.services.parts import MoneyLine
from koordynata.programme.workbooks.comparing import ChangeKind
from koordynata.programme.workbooks.desk import NotTaken, receive, rehearse, take_workbook
from koordynata.programme.workbooks.programme import book_of
from koordynata.programme.workbooks.shapes import Column, Kind
from koordynata.programme.workbooks.texts import WrongCell, plain, read_cell
from koordynata.programme.workbooks.writing import write_book
from koordynata.registry.models import Institution

from .conftest import Define, Ground, Promised

Edit = Callable[[Any], None]
ELEMENTS, TARGETS, BUDGET, MILESTONES, INSTITUTIONS = (
    "Elementy", "Wskaźniki i cele", "Budżet", "Kamienie milowe", "Instytucje",
)  # fmt: skip


@pytest.fixture
def full(ground: Ground, measure: Define, promised: Promised, employer: Any) -> Ground:
    """A draft with something on every sheet."""
    promised("1.1.1", measure(), 10, 20, baseline=Decimal("1.5"), baseline_year=2025)
    promised("1.1", measure("W2", over_time="state"), 5, 6)
    action = ground.element("1.1.1")
    services.plan_money(element=action, lines=[MoneyLine("esf_plus", 2026, Decimal("1000.50"))], by=SYSTEM)
    services.plan_milestone(element=action, name="Umowy", due=date(2026, 3, 1), evidence="Skan", by=SYSTEM)
    services.tag_element(element=action, wanted=["green", "digital"], by=SYSTEM)
    company = Institution.objects.get(name="Kolej (przykład)")
    services.involve_institution(element=action, institution=company, role=Involved.RESPONSIBLE, by=SYSTEM)
    return ground


def made(ground: Ground) -> bytes:
    return write_book(book_of(ground.version))


def edited(content: bytes, edit: Edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def put(sheet: str, row: str, column: str, value: Any) -> Edit:
    """Set the cell of a column (its id) in the row that has `row` in column B."""

    def edit(book: Any) -> None:
        page = book[sheet]
        page[cell_of(page, row, column)].value = value

    return edit


def cell_of(page: Any, row: str, column: str) -> str:
    x = next(cell.column_letter for cell in page[1] if cell.value == column)
    y = next(cell.row for cell in page["B"] if cell.value == row)
    return f"{x}{y}"


def add(sheet: str, **values: Any) -> Edit:
    def edit(book: Any) -> None:
        page = book[sheet]
        at = {cell.value: cell.column for cell in page[1]}
        y = max(cell.row for cell in page["B"] if cell.value) + 1
        for name, value in values.items():
            page.cell(y, at[name]).value = value

    return edit


def drop(sheet: str, row: str) -> Edit:
    def edit(book: Any) -> None:
        page = book[sheet]
        page.delete_rows(next(cell.row for cell in page["B"] if cell.value == row))

    return edit


def take(content: bytes, **choices: str) -> Any:
    found = receive(content)
    return take_workbook(content=content, digest=found.now.digest, choices=choices, by=SYSTEM)


def problems(content: bytes) -> list[str]:
    return [str(one) for one in rehearse(content, by=SYSTEM).found.problems]


def test_out_and_back_is_no_difference(full: Ground) -> None:
    before, events = digest_of(full.version), AuditEvent.objects.count()
    for content in (made(full), edited(made(full), lambda _book: None)):
        found = rehearse(content, by=SYSTEM)
        assert (found.found.changes, found.found.problems) == ([], [])
        assert take(content) == []
    assert (digest_of(full.version), AuditEvent.objects.count()) == (before, events)


def test_a_row_is_told_in_words(full: Ground) -> None:
    """The source of the money by its name, and the year: one action has several rows."""
    content = edited(made(full), put(BUDGET, "1.1.1", "amount", 5))
    (change,) = rehearse(content, by=SYSTEM).found.changes
    assert change.label.startswith("1.1.1 · ") and change.label.endswith(" · EFS+ · 2026")


def test_a_file_changes_every_sheet_in_one_go(full: Ground) -> None:
    def edit(book: Any) -> None:
        put(ELEMENTS, "1.1.1", "name", "Staże w przemyśle")(book)
        put(ELEMENTS, "1.1.1", "tags", "green")(book)
        put(ELEMENTS, "1.1.2", "starts", date(2026, 4, 1))(book)
        add(ELEMENTS, code="1.9", level="objective", name="Nowy cel", parent="1")(book)
        add(ELEMENTS, code="1.9.1", level="action", name="Nowe działanie", parent="1.9", starts="2026-05-01")(book)
        put(TARGETS, "1.1.1", f"period:{full.periods[0].pk}", 12.5)(book)
        add(TARGETS, element="1.9.1", measure="W1", **{f"period:{full.periods[1].pk}": "7,25"})(book)
        put(BUDGET, "1.1.1", "amount", "2 000,00")(book)
        add(BUDGET, element="1.9.1", source="own", year=2027, amount=5)(book)
        add(MILESTONES, element="1.9.1", name="Start", due=date(2026, 6, 1))(book)
        put(INSTITUTIONS, "1.1.1", "person", "Anna Lis")(book)

    content = edited(made(full), edit)
    found = rehearse(content, by=SYSTEM).found
    assert found.problems == [] and found.count(ChangeKind.ADDED) == 5 and found.count(ChangeKind.CHANGED) == 5
    old = next(one for one in found.changes if one.key == str(full.element("1.1.1").strand.uid))
    assert next(cell.new for cell in old.cells if cell.column.id == "name") == "Staże w przemyśle"
    take(content)
    items = {one.code: one for one in content_of(full.version)}
    assert items["1.1.1"].name == "Staże w przemyśle" and items["1.1.1"].tags == ("green",)
    assert items["1.1.1"].money == {(2026, "esf_plus"): Decimal("2000.00")}
    assert items["1.1.1"].promises["W1"].targets["2026 I"] == Decimal("12.5")
    assert items["1.9.1"].promises["W1"].targets == {"2026 II": Decimal("7.25")}
    assert items["1.9.1"].money == {(2027, "own"): Decimal(5)} and items["1.9.1"].milestones[0][1] == "Start"
    assert items["1.9.1"].parent == items["1.9"].key and items["1.1.1"].institutions[0][2] == "Anna Lis"
    assert AuditEvent.objects.filter(verb="workbook.taken").count() == 1
    assert receive(made(full)).found.changes == []


def test_what_is_left_out_of_the_file_is_left_out_of_the_draft(full: Ground) -> None:
    def edit(book: Any) -> None:
        for sheet in (BUDGET, MILESTONES, INSTITUTIONS):
            drop(sheet, "1.1.1")(book)
        drop(TARGETS, "1.1")(book)
        drop(ELEMENTS, "1.1.2")(book)

    content = edited(made(full), edit)
    assert rehearse(content, by=SYSTEM).found.count(ChangeKind.DROPPED) == 5
    take(content)
    items = {one.code: one for one in content_of(full.version)}
    assert "1.1.2" not in items and not items["1.1"].promises
    assert not (items["1.1.1"].money or items["1.1.1"].milestones or items["1.1.1"].institutions)


def test_an_element_moves_with_all_below_it(full: Ground) -> None:
    take(edited(made(full), put(ELEMENTS, "1.1", "parent", "2")))
    items = {one.code: one for one in content_of(full.version)}
    assert items["1.1"].parent == items["2"].key and items["1.1.1"].path.startswith(items["1.1"].path)


@pytest.mark.parametrize(("edit", "cell", "words"), [
    (put(ELEMENTS, "1.1.2", "starts", "wczoraj"), "starts", "nie jest dniem"),
    (put(ELEMENTS, "1.1.2", "name", ""), "name", "nie może być puste"),
    (put(ELEMENTS, "1.1.2", "parent", "9.9"), "parent", "9.9"),
    (put(ELEMENTS, "1.1.2", "code", "1.1.1"), "code", "numer"),
    (put(ELEMENTS, "1.1.2", "name", "x" * 400), "name", "300"),
    (put(ELEMENTS, "1.1.2", "level", "area"), "level", "Dodaj nowy wiersz"),
    (put(ELEMENTS, "1.1.2", "tags", "green zielony"), "tags", "zielony"),
    (put(ELEMENTS, "1.1", "parent", "1.1.1"), "parent", "sobą"),
])  # fmt: skip
def test_a_wrong_cell_of_an_element_is_named(full: Ground, edit: Edit, cell: str, words: str) -> None:
    content, before = edited(made(full), edit), digest_of(full.version)
    (told,) = problems(content)
    row = "1.1" if "sobą" in words else "1.1.2"
    page = openpyxl.load_workbook(io.BytesIO(made(full)))[ELEMENTS]
    place = cell_of(page, row, cell)
    assert words in told and told.startswith(f"{ELEMENTS}, {place}:" if cell != "tags" else ELEMENTS)
    with pytest.raises(NotTaken):
        take(content)
    assert digest_of(full.version) == before


@pytest.mark.parametrize(("sheet", "column", "value", "words"), [
    (TARGETS, "baseline", "dużo", "nie jest liczbą"),
    (TARGETS, "baseline_year", None, "rok"),
    (TARGETS, "baseline", 1.555, "dwie cyfry"),
    (TARGETS, "baseline", 500, "niższe od bazowej"),
    (BUDGET, "amount", -1, "ujemna"),
    (BUDGET, "amount", 10**13, "nie jest liczbą"),
    (MILESTONES, "due", date(2040, 1, 1), "w czasie"),
    (INSTITUTIONS, "role", "szef", "nie ma na liście"),
])  # fmt: skip
def test_a_wrong_cell_of_what_hangs_on_it_is_named(
    full: Ground, sheet: str, column: str, value: Any, words: str
) -> None:
    content, before = edited(made(full), put(sheet, "1.1.1", column, value)), digest_of(full.version)
    told = problems(content)
    assert len(told) == 1 and words in told[0] and told[0].startswith(f"{sheet}, "), told
    with pytest.raises(NotTaken):
        take(content)
    assert digest_of(full.version) == before


def test_a_cycle_of_objectives_is_refused_with_its_cells(full: Ground) -> None:
    def edit(book: Any) -> None:
        add(ELEMENTS, code="7.1", level="objective", name="Kura", parent="7.2")(book)
        add(ELEMENTS, code="7.2", level="objective", name="Jajko", parent="7.1")(book)

    told = problems(edited(made(full), edit))
    assert len(told) == 2 and all("sobą" in one for one in told)


def test_all_problems_are_told_at_once_and_good_rows_wait_with_bad_ones(full: Ground) -> None:
    def edit(book: Any) -> None:
        put(ELEMENTS, "1.1.1", "name", "Dobra nazwa")(book)
        put(BUDGET, "1.1.1", "amount", -1)(book)
        put(MILESTONES, "1.1.1", "due", date(2040, 1, 1))(book)

    content = edited(made(full), edit)
    assert len(problems(content)) == 2
    with pytest.raises(NotTaken):
        take(content)
    assert full.element("1.1.1").name != "Dobra nazwa"


def test_two_partners_with_one_file_lose_nothing(full: Ground) -> None:
    first = edited(made(full), put(ELEMENTS, "1.1.1", "name", "Pierwsza nazwa"))
    second = edited(
        edited(made(full), put(ELEMENTS, "1.1.1", "name", "Druga nazwa")),
        put(ELEMENTS, "1.1.2", "text", "Nowa treść."),
    )
    take(first)
    found = receive(second).found
    (clash,) = found.clashes
    cell = next(cell for one in found.changes for cell in one.cells if cell.clash)
    assert (cell.old, cell.new) == ("Pierwsza nazwa", "Druga nazwa")
    with pytest.raises(ProgrammeRefusal, match="1"):
        take(second)
    take(second, **{clash: "now"})
    assert (full.element("1.1.1").name, full.element("1.1.2").text) == ("Pierwsza nazwa", "Nowa treść.")
    take(second, **{clash: "file"})
    assert full.element("1.1.1").name == "Druga nazwa"


def test_a_row_dropped_here_and_changed_there_is_a_choice(full: Ground) -> None:
    content = edited(made(full), drop(MILESTONES, "1.1.1"))
    row = Milestone.objects.get()
    services.plan_milestone(element=full.element("1.1.1"), name="Inna", due=row.due, uid=row.uid, by=SYSTEM)
    (clash,) = receive(content).found.clashes
    take(content, **{clash: "now"})
    assert Milestone.objects.get().name == "Inna"
    take(content, **{clash: "file"})
    assert not Milestone.objects.exists()


def test_a_row_changed_here_and_dropped_there_keeps_its_words(full: Ground) -> None:
    content = edited(made(full), put(MILESTONES, "1.1.1", "name", "Cenne słowa"))
    services.take_off(part=Milestone.objects.get(), by=SYSTEM)
    assert any("Cenne słowa" in one for one in problems(content))


def test_what_was_looked_at_must_still_stand(full: Ground) -> None:
    content = edited(made(full), put(ELEMENTS, "1.1.2", "name", "Nowa"))
    seen = receive(content).now.digest
    services.change_element(element=full.element("1.1.1"), name="Zmieniona", by=SYSTEM)
    with pytest.raises(ChangedMeanwhile):
        take_workbook(content=content, digest=seen, choices={}, by=SYSTEM)
    assert full.element("1.1.2").name != "Nowa"


def test_only_a_draft_is_read_into(full: Ground) -> None:
    content = made(full)
    full.adopt()
    with pytest.raises(ProgrammeRefusal, match="nie można już zmieniać"):
        receive(content)


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same workbook with parts added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        for name, body in parts.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), body)
    return target.getvalue()


def foreign() -> bytes:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    return target.getvalue()


def period_twice(book: Any) -> None:
    page = book[TARGETS]
    last = page.max_column + 1
    for row in page.iter_rows(min_col=last - 1, max_col=last - 1):
        page.cell(row[0].row, last).value = row[0].value


def spoilt_base(book: Any) -> None:
    book["koordynata"]["A2"].value = book["koordynata"]["A2"].value.replace('"version"', '"Version"')


@pytest.mark.parametrize(("spoil", "words"), [
    (lambda content: b"", "XLSX"),
    (lambda content: b"a;b\n1;2\n", "XLSX"),
    (lambda content: content[: len(content) // 2], "."),
    (lambda content: b"PK\x03\x04" + b"\0" * 3000, "."),
    (lambda content: content + b"\0" * (8 * 2**20), "8 MB"),
    (lambda content: foreign(), "nie powstał"),
    (lambda content: repacked(content, xl__vbaProject_dot_bin=b"x"), "makra"),
    (lambda content: repacked(content, xl__bomb_dot_xml=b" " * (300 * 2**20)), "."),
    (lambda content: repacked(content, xl__e_dot_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "."),
    (lambda content: edited(content, put(BUDGET, "1.1.1", "amount", "=1+1")), "formuły"),
    (lambda content: edited(content, lambda book: book[BUDGET].merge_cells("B3:C3")), "scalone"),
    (lambda content: edited(content, lambda book: book.remove(book[BUDGET])), BUDGET),
    (lambda content: edited(content, lambda book: book[BUDGET].delete_rows(1)), "kolumn"),
    (lambda content: edited(content, lambda book: book[BUDGET].delete_cols(4)), "kolumn"),
    (lambda content: edited(content, spoilt_base), "ukryty arkusz"),
    (lambda content: edited(content, period_twice), "dwa razy"),
])  # fmt: skip
def test_hostile_and_foreign_files_are_refused_in_one_sentence(
    full: Ground, spoil: Callable[[bytes], bytes], words: str
) -> None:
    with pytest.raises(ProgrammeRefusal) as refused:
        receive(spoil(made(full)))
    assert words.casefold() in str(refused.value).casefold()


def test_a_key_twice_and_a_key_that_is_none(full: Ground) -> None:
    def edit(book: Any) -> None:
        page = book[MILESTONES]
        add(MILESTONES, key=page["A3"].value, element="1.1.1", name="Druga", due=date(2026, 5, 1))(book)
        add(MILESTONES, key="zmyślony", element="1.1.1", name="Trzecia", due=date(2026, 5, 1))(book)

    assert len(problems(edited(made(full), edit))) == 2


def test_no_text_of_the_programme_becomes_a_formula(full: Ground) -> None:
    services.change_element(element=full.element("1.1.1"), name="=1+1", text="@SUMA(A1)\n\n+48", by=SYSTEM)
    book = openpyxl.load_workbook(io.BytesIO(made(full)))
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert rehearse(made(full), by=SYSTEM).found.changes == []


def test_a_text_that_no_cell_holds_stays_as_it_is(full: Ground) -> None:
    services.change_element(element=full.element("1.1.1"), text="słowo " * 8_000, by=SYSTEM)
    take(edited(made(full), put(ELEMENTS, "1.1.1", "name", "Krótka")))
    assert len(full.element("1.1.1").text) > 40_000 and full.element("1.1.1").name == "Krótka"


def test_as_many_queries_for_many_elements_as_for_few(full: Ground) -> None:
    with CaptureQueriesContext(connection) as few:
        book_of(full.version)
    for number in range(12):
        services.add_element(version=full.version, parent=full.element("6.1"), level="action", name=f"N{number}",
                             by=SYSTEM)  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        book_of(full.version)
    assert len(many) == len(few) <= 14


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(st.lists(st.tuples(TEXTS, st.decimals(0, 10**11, places=2), st.dates(date(1990, 1, 1), date(2099, 12, 31))),
                min_size=1, max_size=6))  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_whatever_a_cell_holds_comes_back_the_same(rows: list[tuple[str, Decimal, date]]) -> None:
    from koordynata.programme.workbooks.reading import lines_of, read_origin
    from koordynata.programme.workbooks.shapes import Book, Sheet

    columns = (Column("t", "T"), Column("n", "N", Kind.NUMBER), Column("d", "D", Kind.DATE))
    cells = {str(at): {"t": plain(text), "n": plain(number), "d": plain(day)}
             for at, (text, number, day) in enumerate(rows)}  # fmt: skip
    sheet = Sheet("s", "S", columns, cells)
    book = Book("programme", {}, "B", (), (sheet,))
    lines, told = lines_of(read_origin(write_book(book)), sheet)
    assert told == [] and {line.key: line.cells for line in lines} == cells


@pytest.mark.parametrize(("value", "kind", "text"), [
    ("1 234,50", Kind.NUMBER, "1234.5"), (0.1 + 0.2, Kind.NUMBER, "0.3"), ("007", Kind.TEXT, "007"),
    (7.0, Kind.INTEGER, "7"), (7.0, Kind.TEXT, "7"), ("2026-06-30", Kind.DATE, "2026-06-30"), ("-0", Kind.NUMBER, "0"),
])  # fmt: skip
def test_ways_of_writing_one_thing(value: Any, kind: Kind, text: str) -> None:
    assert read_cell(value, Column("c", "C", kind)) == text


@pytest.mark.parametrize(("value", "kind"), [
    ("NaN", Kind.NUMBER), ("Infinity", Kind.NUMBER), (True, Kind.NUMBER), ("1e99", Kind.NUMBER), (1.5, Kind.INTEGER),
    ("30.06.2026 r.", Kind.DATE), (46000, Kind.DATE),
])  # fmt: skip
def test_what_is_no_such_thing(value: Any, kind: Kind) -> None:
    with pytest.raises(WrongCell):
        read_cell(value, Column("c", "C", kind))


def test_a_target_is_never_lost_by_a_row_that_does_not_name_it(full: Ground) -> None:
    take(edited(made(full), put(TARGETS, "1.1.1", "baseline_year", 2024)))
    assert sorted(Target.objects.filter(commitment__indicator__measure__code="W1").values_list("value", flat=True)) == [
        10, 20,
    ]  # fmt: skip
    assert Element.objects.filter(version=full.version).count() > 5
