"""A changed workbook taken in, through the room's verbs, all or nothing; each refusal is said of its cell."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import Refusal
from koordynata.registry.models import Institution

from .. import services
from ..enums import Involved
from ..models import Commitment, Element, Involvement, Measure, Milestone, Version
from ..services.parts import MoneyLine
from .choosing import wanted
from .comparing import Change, ChangeKind
from .programme import PERIOD
from .shapes import Problem, Row

ADDED, DROPPED = ChangeKind.ADDED, ChangeKind.DROPPED
_LAST = 10_000  # a place after all others


class Taking:
    """One taking-in: what refuses is noted and the rest goes on, so that all problems are told at once."""

    def __init__(self, version: Version, by: Actor) -> None:
        self.version, self.by = version, by
        self.problems: list[Problem] = []

    def all(self, changes: list[Change]) -> None:
        """Elements first, then what hangs on them; what is left out goes last, deepest first."""
        of = {name: [one for one in changes if one.sheet.id == name] for name in {one.sheet.id for one in changes}}
        elements = of.get("elements", [])
        self._add_elements([one for one in elements if one.kind == ADDED])
        for one in (one for one in elements if one.kind == ChangeKind.CHANGED):
            self._try(one, lambda one=one: self._change_element(one), "name")  # type: ignore[misc]
        for one in (one for one in elements if one.kind == ChangeKind.CHANGED and self._moves(one)):
            self._try(one, lambda one=one: self._move(one), "parent")  # type: ignore[misc]
        for name, verb, column in (
            ("institutions", self._institution, "institution"), ("milestones", self._milestone, "due"),
            ("promises", self._promise, ""),
        ):  # fmt: skip
            rows = sorted(of.get(name, []), key=lambda one: one.kind != DROPPED)
            for one in rows:
                self._try(one, lambda one=one, verb=verb: verb(one), column)  # type: ignore[misc]
        self._budgets(of.get("budget", []))
        for one in (one for one in elements if one.kind == DROPPED):
            self._try(one, lambda one=one: self._drop_element(one), "")  # type: ignore[misc]

    def _try(self, change: Change, do: Callable[[], Any], column: str) -> None:
        """Carry out one row; a refusal is noted at the cell of which it speaks."""
        try:
            with transaction.atomic():
                do()
        except ValidationError as refused:
            for field, texts in _told(refused):
                self._note(change, field if field in change.places else column, texts)
        except (Refusal, ValueError) as refused:
            self._note(change, column, str(refused))
        except IntegrityError:
            self._note(change, column, _("This row is there already."))

    def _note(self, change: Change, column: str, text: str) -> None:
        changed = next((one.place for one in change.cells if one.column.id == column), "")
        first = change.cells[0].place if change.cells else change.place
        self.problems.append(Problem(change.sheet.title, changed or first, text))

    def _element(self, code: str) -> Element:
        """By its number as the file has it: elements were renumbered before."""
        found = self.version.elements.filter(code=code).select_related("strand").first()
        if found is None:
            raise ProgrammeRow(_("There is no element of that number: %s.") % code)
        found.version = self.version
        return found

    def _by_key(self, change: Change) -> Element:
        uid = change.key.partition("|")[0]
        found = self.version.elements.select_related("strand").get(strand__uid=UUID(uid))
        found.version = self.version
        return found

    def _place(self, change: Change) -> Element:
        return self._element(wanted(change)["element"]) if change.kind == ADDED else self._by_key(change)

    def _add_elements(self, rows: list[Change]) -> None:
        """Each once the element above it is there; what waits for ever has none, or stands under itself."""
        while rows:
            codes = {one.row["code"] for one in rows}
            ready = [one for one in rows if one.row["parent"] not in codes]
            if not ready:
                for one in rows:
                    self._note(one, "parent", _("An element cannot stand under itself or under what belongs to it."))
                return
            for one in ready:
                self._try(one, lambda one=one: self._add_element(one.row), "parent")  # type: ignore[misc]
            rows = [one for one in rows if one not in ready]

    def _add_element(self, row: Row) -> None:
        parent = self._element(row["parent"]) if row["parent"] else None
        made = services.add_element(
            version=self.version, parent=parent, level=row["level"], name=row["name"], code=row["code"], by=self.by,
            name_en=row["name_en"], text=row["text"], starts=_day(row["starts"]), ends=_day(row["ends"]),
        )  # fmt: skip
        if row["tags"]:
            services.tag_element(element=made, wanted=row["tags"].split(), by=self.by)
        if row["position"] and int(row["position"]) != made.position:
            made.version = self.version
            services.move_element(element=made, parent=parent, position=int(row["position"]), by=self.by)

    def _change_element(self, change: Change) -> None:
        element, row = self._by_key(change), wanted(change)
        names = {cell.column.id for cell in change.cells}
        if "tags" in names:
            services.tag_element(element=element, wanted=row["tags"].split(), by=self.by)
        values: dict[str, Any] = {name: row[name] for name in names & {"code", "name", "name_en", "text"}}
        values |= {name: _day(row[name]) for name in names & {"starts", "ends"}}
        if values:
            services.change_element(element=element, by=self.by, **values)

    def _moves(self, change: Change) -> bool:
        return any(cell.column.id in ("parent", "position") for cell in change.cells)

    def _move(self, change: Change) -> None:
        element, row = self._by_key(change), wanted(change)
        parent = self._element(row["parent"]) if row["parent"] else None
        said = any(cell.column.id == "position" for cell in change.cells)
        position = int(row["position"]) if said and row["position"] else _LAST
        services.move_element(element=element, parent=parent, position=position, by=self.by)

    def _drop_element(self, change: Change) -> None:
        found = self.version.elements.filter(strand__uid=UUID(change.key)).first()
        if found is None:  # gone with the one above it
            return
        found.version = self.version
        services.remove_element(element=found, by=self.by)

    def _institution(self, change: Change) -> None:
        row, element = wanted(change), self._place(change)
        if change.kind == DROPPED:
            services.take_off(part=_of(Involvement, element, institution=int(row["institution"])), by=self.by)
            return
        found = Institution.objects.filter(pk=int(row["institution"])).first()
        if found is None:
            raise ProgrammeRow(_("There is no institution of that number: %s.") % row["institution"])
        if change.kind == ADDED and element.involvements.filter(institution=found).exists():
            raise ProgrammeRow(_("This institution is already there."))
        services.involve_institution(
            element=element, institution=found, role=Involved(row["role"]), person=row["person"], by=self.by
        )

    def _milestone(self, change: Change) -> None:
        row = wanted(change)
        if change.kind == ADDED:
            element = self._element(row["element"])
            services.plan_milestone(element=element, name=row["name"], due=_must(row["due"]),
                                    evidence=row["evidence"], by=self.by)  # fmt: skip
            return
        uid = UUID(change.key)
        found = Milestone.objects.select_related("element").get(element__version=self.version, uid=uid)
        found.element.version = self.version
        if change.kind == DROPPED:
            services.take_off(part=found, by=self.by)
            return
        services.plan_milestone(element=found.element, name=row["name"], due=_must(row["due"]), uid=uid,
                                evidence=row["evidence"], by=self.by)  # fmt: skip

    def _promise(self, change: Change) -> None:
        row, element = wanted(change), self._place(change)
        card = Measure.objects.get(programme=self.version.programme_id, code=row["measure"])
        there = Commitment.objects.filter(
            version=self.version, indicator__strand=element.strand_id, indicator__measure=card
        )
        if change.kind == DROPPED:
            services.drop_promise(commitment=there.get(), by=self.by)
            return
        if change.kind == ADDED and there.exists():
            raise ProgrammeRow(_("This element has that indicator already."))
        periods = {f"{PERIOD}{one.pk}": one for one in self.version.programme.periods.all()}
        targets = {periods[name]: Decimal(text) for name, text in row.items() if name in periods and text}
        services.promise(
            element=element, measure=card, targets=targets, by=self.by,
            baseline=Decimal(row["baseline"]) if row["baseline"] else None,
            baseline_year=int(row["baseline_year"]) if row["baseline_year"] else None,
        )  # fmt: skip

    def _budgets(self, rows: list[Change]) -> None:
        """An element's budget is set as a whole: what stands, with all its rows that change."""
        groups: dict[str, list[Change]] = {}
        for one in rows:
            with suppress(KeyError):
                groups.setdefault(self._budget_of(one), []).append(one)
        for code, changes in groups.items():
            element = self.version.elements.filter(strand__uid=code).first()
            if element is None:
                self._note(changes[0], "element", _("There is no element of that number: %s.") % code)
                continue
            element.version = self.version
            self._set_budget(element, changes)

    def _budget_of(self, change: Change) -> str:
        if change.kind != ADDED:
            return change.key.partition("|")[0]
        found = self.version.elements.filter(code=change.row["element"]).select_related("strand").first()
        if found is None:
            self._note(change, "element", _("There is no element of that number: %s.") % change.row["element"])
            raise KeyError(change.key)
        return str(found.strand.uid)

    def _set_budget(self, element: Element, changes: list[Change]) -> None:
        lines = {(one.source, one.year): one.amount for one in element.budget.all()}
        for one in changes:
            row = wanted(one)
            place = (row["source"], int(row["year"]))
            if one.kind == DROPPED:
                lines.pop(place, None)
                continue
            if one.kind == ADDED and place in lines:
                self._note(one, "year", _("This source has an amount for that year already."))
                continue
            lines[place] = Decimal(row["amount"])
        wish = [MoneyLine(source, year, amount) for (source, year), amount in lines.items()]
        self._try(changes[0], lambda: services.plan_money(element=element, lines=wish, by=self.by), "amount")


class ProgrammeRow(Refusal):
    """A row that cannot be taken."""


def _of(model: Any, element: Element, **where: Any) -> Any:
    found = model.objects.get(element=element, **where)
    found.element = element
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _must(text: str) -> date:
    return date.fromisoformat(text)


def _told(refused: ValidationError) -> Iterable[tuple[str, str]]:
    if hasattr(refused, "error_dict"):
        return [(name, " ".join(texts)) for name, texts in refused.message_dict.items()]
    return [("", " ".join(refused.messages))]
