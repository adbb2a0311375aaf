"""The whole content of a version as a workbook: elements, promises, money, milestones, institutions."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..enums import Involved
from ..layout import money_sources, tags
from ..models import Budget, Commitment, Element, Involvement, Milestone, Period, Target, Version
from .shapes import Book, Column, Kind, Row, Sheet
from .texts import plain

KIND = "programme"
PERIOD = "period:"  # columns of targets: period:<id>


def book_of(version: Version) -> Book:
    """How a version stands; a constant number of queries."""
    elements = list(version.elements.select_related("strand", "parent").prefetch_related("tags").order_by("path"))
    periods = list(version.programme.periods.order_by("starts"))
    keys = {one.pk: str(one.strand.uid) for one in elements}
    names = {one.pk: one for one in elements}
    about = {"programme": str(version.programme_id), "version": str(version.number)}
    sheets = (
        _elements(version, elements), _promises(version, elements, periods), _budget(version, keys, names),
        _milestones(version, keys, names), _institutions(version, keys, names),
    )  # fmt: skip
    word = _("version")
    return Book(KIND, about, f"{version.programme.name}, {word} {version.number}", _notes(version), sheets)


def _notes(version: Version) -> tuple[str, ...]:
    return (
        _("Change cells, add rows below, leave rows out; then read the file on the page of the version."),
        _("Before anything is written, every difference is shown. Only a draft can be changed."),
        _("Do not change column A nor the hidden sheet: they tell which row is which. New rows have no key."),
        _("Numbers of elements are written as in the sheet of elements of this file. Days: 2026-06-30."),
        _("Links, comments, values and files are not in this workbook; they stay as they are."),
    )


def _elements(version: Version, elements: Sequence[Element]) -> Sheet:
    levels = tuple((one.id, one.name) for one in version.programme.layout.levels)
    known = ", ".join(f"{one.id}: {one.name}" for one in tags().values())
    rows: dict[str, Row] = {
        str(one.strand.uid): {
            "code": plain(one.code), "level": one.level, "name": plain(one.name),
            "parent": plain(one.parent.code if one.parent else ""), "position": str(one.position),
            "name_en": plain(one.name_en), "text": plain(one.text), "starts": plain(one.starts),
            "ends": plain(one.ends), "tags": " ".join(sorted(tag.tag for tag in one.tags.all())),
        }
        for one in elements
    }  # fmt: skip
    columns = (
        Column("code", _("Number"), required=True, note=_("Each element of a version has its own.")),
        Column("level", _("Level"), required=True, locked=True, choices=levels, note=_("A code of the list.")),
        Column("name", _("Name"), width=50, required=True, note=_("Up to 300 characters.")),
        Column("parent", _("Under number"), note=_("Number of the element above; empty: at the top.")),
        Column("position", _("Place there"), Kind.INTEGER, 9, note=_("1 is the first; empty: at the end.")),
        Column("name_en", _("English name"), width=40, note=_("May be empty.")),
        Column("text", _("Content"), width=70, note=_("Paragraphs are divided by an empty line (Alt+Enter).")),
        Column("starts", _("Begins"), Kind.DATE, 12, note=_("First day.")),
        Column("ends", _("Ends"), Kind.DATE, 12, note=_("Last day.")),
        Column("tags", _("Tags"), width=24, note=_("Codes divided by blanks: %s.") % known),
    )
    return Sheet("elements", _("Elements"), columns, rows)


def _place(names: dict[int, Element], pk: int) -> Row:
    return {"element": plain(names[pk].code), "element_name": plain(names[pk].name)}


def _element_columns() -> tuple[Column, ...]:
    return (
        Column("element", _("Element"), required=True, locked=True, note=_("Number of the element.")),
        Column("element_name", _("Name"), width=40, told=True, note=_("For information; not read.")),
    )


def _promises(version: Version, elements: Sequence[Element], periods: Sequence[Period]) -> Sheet:
    by_strand = {one.strand_id: one for one in elements}
    rows: dict[str, Row] = {}
    targets: dict[int, Row] = {}
    told = Target.objects.filter(commitment__version=version).order_by("pk")
    for commitment, period, value in told.values_list("commitment", "period", "value"):
        targets.setdefault(commitment, {})[f"{PERIOD}{period}"] = plain(value)
    found = Commitment.objects.filter(version=version).select_related("indicator__measure").order_by("pk")
    for one in sorted(found, key=lambda row: (by_strand[row.indicator.strand_id].path, row.indicator.measure.code)):
        element, card = by_strand[one.indicator.strand_id], one.indicator.measure
        rows[f"{element.strand.uid}|{card.code}"] = {
            "element": plain(element.code), "element_name": plain(element.name), "measure": plain(card.code),
            "measure_name": plain(card.title), "unit": plain(card.unit), "baseline": plain(one.baseline),
            "baseline_year": plain(one.baseline_year), **targets.get(one.pk, {}),
        }  # fmt: skip
    aim = pgettext("workbook", "Target for")
    cards = tuple((plain(one.code), one.title) for one in version.programme.measures.order_by("code"))
    columns = (
        *_element_columns(),
        Column("measure", _("Indicator"), required=True, locked=True, choices=cards, note=_("A code of the list.")),
        Column("measure_name", _("Name of the indicator"), width=40, told=True, note=_("For information; not read.")),
        Column("unit", _("Unit"), told=True, note=_("For information; not read.")),
        Column("baseline", _("Baseline"), Kind.NUMBER, note=_("A ratio in per cent.")),
        Column("baseline_year", _("Year of the baseline"), Kind.INTEGER, 10, note=_("Where there is a baseline.")),
        *(Column(f"{PERIOD}{one.pk}", f"{aim} {one.name}", Kind.NUMBER,
                 note=f"{one.starts.isoformat()} – {one.ends.isoformat()}") for one in periods),
    )  # fmt: skip
    return Sheet("promises", _("Indicators and targets"), columns, rows)


def _budget(version: Version, keys: dict[int, str], names: dict[int, Element]) -> Sheet:
    found = Budget.objects.filter(element__version=version).order_by("element__path", "year", "source")
    rows = {
        f"{keys[one.element_id]}|{one.source}|{one.year}": {
            **_place(names, one.element_id), "source": one.source, "year": str(one.year), "amount": plain(one.amount),
        }
        for one in found
    }  # fmt: skip
    sources = tuple((one.id, one.name) for one in money_sources().values())
    columns = (
        *_element_columns(),
        Column("source", _("Source of money"), required=True, locked=True, choices=sources,
               note=_("A code of the list.")),
        Column("year", _("Year"), Kind.INTEGER, 8, required=True, locked=True, note=_("In the time of the programme.")),
        Column("amount", _("Amount in zł"), Kind.NUMBER, 18, required=True, note=_("Not below zero.")),
    )  # fmt: skip
    return Sheet("budget", _("Budget"), columns, rows, known_by=4)


def _milestones(version: Version, keys: dict[int, str], names: dict[int, Element]) -> Sheet:
    found = Milestone.objects.filter(element__version=version).order_by("element__path", "due", "name", "pk")
    rows = {
        str(one.uid): {
            **_place(names, one.element_id), "name": plain(one.name), "due": plain(one.due),
            "evidence": plain(one.evidence),
        }
        for one in found
    }  # fmt: skip
    columns = (
        *_element_columns(),
        Column("name", _("Milestone"), width=50, required=True, note=_("Up to 200 characters.")),
        Column("due", _("Due"), Kind.DATE, 12, required=True, note=_("In the time of the programme.")),
        Column("evidence", _("What proves it"), width=40, note=_("May be empty.")),
    )
    return Sheet("milestones", _("Milestones"), columns, rows)


def _institutions(version: Version, keys: dict[int, str], names: dict[int, Element]) -> Sheet:
    found = Involvement.objects.filter(element__version=version).select_related("institution")
    ordered: list[Any] = list(found.order_by("element__path", "-role", "institution__name", "pk"))
    rows = {
        f"{keys[one.element_id]}|{one.institution_id}": {
            **_place(names, one.element_id), "institution": str(one.institution_id),
            "institution_name": plain(one.institution.name), "role": one.role, "person": plain(one.person),
        }
        for one in ordered
    }  # fmt: skip
    columns = (
        *_element_columns(),
        Column("institution", _("Institution"), Kind.INTEGER, 12, required=True, locked=True,
               note=_("Its number in the register: the last part of the address of its page.")),
        Column("institution_name", _("Name of the institution"), width=50, told=True,
               note=_("For information; not read.")),
        Column("role", _("Role"), required=True, choices=tuple((one.value, str(one.label)) for one in Involved),
               note=_("A code of the list.")),
        Column("person", _("Who answers"), width=30, note=_("May be empty.")),
    )  # fmt: skip
    return Sheet("institutions", _("Institutions"), columns, rows)
