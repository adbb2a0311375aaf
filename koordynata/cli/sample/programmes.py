"""Programmes of the sample, written through the room's verbs: structure, promises, versions, work, values."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import ActionState, Involved, MoneyStage
from koordynata.programme.models import Element, Measure, Period, Programme, Strand, Version
from koordynata.programme.services.parts import MoneyLine
from koordynata.programme.services.programmes import PeriodPlan
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution

from .ground import OWN, read_rows
from .plan import Plan
from .programme_reports import make_reports
from .programme_values import enter_facts, enter_values

Row = dict[str, str]
NEXT = {
    "RPW ZSU": ("Większy popyt na staże i nowe działania zielonej transformacji (przykład).", date(2026, 3, 2)),
    "PW ZSU": ("Aktualizacja po przeglądzie śródokresowym (przykład).", None),
}
DECIDED_BY = "Zarząd Województwa (przykład)"
HALVES = (("I", 1, 1, 6, 30), ("II", 7, 1, 12, 31))


def make_programmes(plan: Plan) -> None:
    """Every programme of the plan's regions, and the national one; once."""
    for row in read_rows(OWN / "programmes.csv"):
        region = row["territory"]
        if region in (*plan.regions, "PL") and not Programme.objects.filter(short_name=row["short_name"]).exists():
            _make(plan, row)


def _make(plan: Plan, row: Row) -> None:
    values: dict[str, Any] = {name: row[name] for name in ("kind", "name", "short_name", "legal_basis")}
    days = {name: _day(row[name]) for name in ("starts", "ends", "durable_until")}
    territory = Territory.objects.get(code=row["territory"])
    programme = services.begin_programme(territory=territory, by=SYSTEM, is_sample=True, **days, **values)
    periods = services.plan_periods(programme=programme, periods=_periods(programme, row["periods"]), by=SYSTEM)
    measures = {one.code: one for one in _measures(programme)}
    rows = [one for one in read_rows(OWN / "programme_elements.csv") if one["programme"] == programme.short_name]
    version = programme.versions.get()
    for one in rows:
        if one["change"] != "new":
            _write(version, one, measures, periods)
    _adopt(version, "12/2025", date(2025, 1, 14))
    if programme.short_name in NEXT:
        version = _next_version(programme, rows, measures, periods)
    _work(programme, rows)
    if programme.territory.code == "08":
        enter_facts(plan, programme)
    enter_values(plan, programme, periods)
    make_reports(programme, periods)


def _day(text: str) -> Any:
    return date.fromisoformat(text) if text else None


def _periods(programme: Programme, length: str) -> Iterator[PeriodPlan]:
    for year in range(programme.starts.year, programme.ends.year + 1):
        if length == "year":
            yield PeriodPlan(str(year), date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 31))
            continue
        for name, month, day, last_month, last_day in HALVES:
            due = date(year, 7, 31) if name == "I" else date(year + 1, 1, 31)
            yield PeriodPlan(f"{year} {name}", date(year, month, day), date(year, last_month, last_day), due)


def _measures(programme: Programme) -> Iterator[Measure]:
    for row in read_rows(OWN / "programme_measures.csv"):
        if row.pop("programme") == programme.short_name:
            rule, dimensions = json.loads(row.pop("rule")), row.pop("dimensions").split()
            yield services.define_measure(programme=programme, by=SYSTEM, rule=rule, dimensions=dimensions, **row)


def _write(version: Version, row: Row, measures: dict[str, Measure], periods: list[Period]) -> None:
    """One line of data/programme_elements.csv with all that hangs on it."""
    above = row["code"].rpartition(".")[0]
    values: dict[str, Any] = {name: row[name] for name in ("level", "code", "name", "text")}
    values |= {name: _day(row[name]) for name in ("starts", "ends")}
    parent = version.elements.get(code=above) if above else None
    element = services.add_element(version=version, parent=parent, by=SYSTEM, **values)
    if row["tags"]:
        services.tag_element(element=element, wanted=row["tags"].split(), by=SYSTEM)
    for link in filter(None, row["links"].split("|")):
        kind, code, *title = link.split(" ", 2)
        services.link_element(element=element, kind=kind, code=code, title="".join(title), by=SYSTEM)
    for place in filter(None, row["institutions"].split("|")):
        _involve(element, *place.split(":"))
    for milestone in filter(None, row["milestones"].split("|")):
        day, name = milestone.split(" ", 1)
        services.plan_milestone(element=element, name=name, due=date.fromisoformat(day), by=SYSTEM)
    _money(element, row["money"])
    _promise(element, row["promises"], measures, periods)


def _involve(element: Element, kind: str, number: str, role: str) -> None:
    path = element.version.programme.territory.path
    rows = Institution.objects.filter(kind=kind, territory__path__startswith=path, is_sample=True).order_by("pk")
    if (institution := rows[int(number) :].first()) and not element.involvements.filter(
        institution=institution
    ).exists():
        services.involve_institution(element=element, institution=institution, role=Involved(role), by=SYSTEM)


def _money(element: Element, text: str) -> None:
    lines = [one.split() for one in text.split("|") if one]
    plans = [MoneyLine(source, int(year), Decimal(amount)) for source, year, amount in lines]
    if plans:
        services.plan_money(element=element, lines=plans, by=SYSTEM)


def _promise(element: Element, text: str, measures: dict[str, Measure], periods: list[Period]) -> None:
    """`W1 50/2024 10 20`: a measure, perhaps its baseline with the year, targets of the periods."""
    for one in filter(None, text.split("|")):
        code, *numbers = one.split()
        base, year = numbers.pop(0).split("/") if "/" in numbers[0] else ("", "")
        targets = {period: Decimal(number) for period, number in zip(periods, numbers, strict=False)}
        baseline: dict[str, Any] = {"baseline": Decimal(base), "baseline_year": int(year)} if base else {}
        services.promise(element=element, measure=measures[code], targets=targets, by=SYSTEM, **baseline)


def _adopt(version: Version, number: str, day: date) -> None:
    services.submit_version(version=version, by=SYSTEM)
    services.adopt_version(version=version, decided_by=DECIDED_BY, number=number, on=day, in_force_from=day, by=SYSTEM)


def _next_version(
    programme: Programme, rows: list[Row], measures: dict[str, Measure], periods: list[Period]
) -> Version:
    """The next version with the changes of the data: adopted, or put to consultation."""
    reason, day = NEXT[programme.short_name]
    version = services.open_next_version(programme=programme, reason=reason, by=SYSTEM)
    for row in rows:
        _change(version, row, measures, periods)
    if day is not None:
        _adopt(version, "31/2026", day)
        return version
    services.put_to_consultation(version=version, starts=date(2026, 11, 9), until=date(2026, 12, 4), by=SYSTEM)
    element = version.elements.get(code="1.1.1")
    services.make_comment(
        version=version, element=element, paragraph=1, today=date(2026, 11, 12), author="Dyrektor szkoły (przykład)",
        body="Zespół Szkół (przykład)", by=SYSTEM,
        text="Sześć tygodni w jednym zakładzie nie da się pogodzić z egzaminem w styczniu.",
    )  # fmt: skip
    first = services.make_comment(
        version=version, element=element, paragraph=2, today=date(2026, 11, 13), author="Pracodawca (przykład)",
        text="Proszę dopisać stypendia dla uczniów dojeżdżających.", by=SYSTEM,
    )  # fmt: skip
    services.answer_comment(comment=first, outcome="noted", revision=None, by=SYSTEM,  # type: ignore[arg-type]
                            answer="Stypendia opisze regulamin projektu.")  # fmt: skip
    return version


def _change(version: Version, row: Row, measures: dict[str, Measure], periods: list[Period]) -> None:
    if row["change"] == "new":
        return _write(version, row, measures, periods)
    element = version.elements.filter(code=row["code"]).first()
    if element is None or not row["change"]:
        return None
    for change in row["change"].split(";"):
        what, _colon, value = change.partition(":")
        if what == "drop":
            services.remove_element(element=element, by=SYSTEM)
        elif what in ("name", "text"):
            services.change_element(element=element, by=SYSTEM, seen=None, **{what: value})
        elif what == "target":
            _promise(element, value, measures, periods)
        elif what == "money":
            _money(element, value)
    return None


def _work(programme: Programme, rows: list[Row]) -> None:
    """States, milestones and money as far as they went."""
    for row in rows:
        element = (
            Element.objects.filter(version__programme=programme, code=row["code"]).order_by("-version__number").first()
        )
        if element and row["state"] and row["state"] != ActionState.PLANNED:
            _carry_out(element.strand, row)
            for milestone in element.milestones.filter(due__lt=date(2026, 7, 1)):
                if milestone.name != "Rekrutacja":
                    services.reach_milestone(milestone=milestone, on=milestone.due, note="przykład", by=SYSTEM)
            _spend(element)


def _carry_out(strand: Strand, row: Row) -> None:
    began = date.fromisoformat(row["starts"])
    services.move_action(strand=strand, state=ActionState.RUNNING, on=began, by=SYSTEM)
    if row["state"] == ActionState.SUSPENDED:
        services.move_action(strand=strand, state=ActionState.SUSPENDED, on=date(2026, 9, 1), by=SYSTEM,
                             reason="Brak prowadzącego zajęcia (przykład).")  # fmt: skip
        services.note_risk(strand=strand, name="Nie uda się zatrudnić prowadzącego", likelihood=4, impact=3,
                           response="Rozmowy z uczelniami.", by=SYSTEM)  # fmt: skip
    elif row["state"] == ActionState.DONE:
        services.move_action(strand=strand, state=ActionState.DONE, on=date(2026, 8, 31), by=SYSTEM)


def _spend(element: Element) -> None:
    for line in element.budget.filter(year__lte=2026).order_by("year", "source"):
        share = Decimal("0.90") if line.year == 2025 else Decimal("0.55")
        for stage, part in ((MoneyStage.CONTRACTED, Decimal(1)), (MoneyStage.SPENT, share)):
            services.note_money(
                strand=element.strand, stage=stage, source=line.source, on=date(line.year, 6, 30),
                amount=round(line.amount * part, 2), document=f"{stage} {line.year} {line.source} (przykład)",
                by=SYSTEM,
            )  # fmt: skip
