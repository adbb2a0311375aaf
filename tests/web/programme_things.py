"""A programme of Opolskie with one version in force; for walks over all addresses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import CommentOutcome, MoneyStage
from koordynata.programme.models import Evidence
from koordynata.programme.services.actuals import Value
from koordynata.programme.services.programmes import PeriodPlan
from tests.foundation.test_files import PDF


def programme_things(land: Any, canary: str) -> dict[str, Any]:
    """The programme, the number of its version, an action's key; the canary in every name."""
    programme = services.begin_programme(
        kind="zsu", territory=land["16"], name=f"Program {canary}", short_name=canary, starts=date(2026, 1, 1),
        ends=date(2028, 12, 31), by=SYSTEM,
    )  # fmt: skip
    version = programme.versions.get()
    action = services.add_element(version=version, parent=version.elements.get(code="1"), level="action",
                                  name=f"Działanie {canary}", by=SYSTEM)  # fmt: skip
    milestone = services.plan_milestone(element=action, name=f"Umowy {canary}", due=date(2026, 3, 1), by=SYSTEM)
    (period,) = services.plan_periods(
        programme=programme, periods=[PeriodPlan("2026", date(2026, 1, 1), date(2026, 12, 31))], by=SYSTEM
    )
    measure = services.define_measure(
        programme=programme, code="W1", name=f"Wskaźnik {canary}", unit="osoby", by=SYSTEM
    )
    indicator = services.promise(element=action, measure=measure, targets={period: Decimal(5)}, by=SYSTEM).indicator
    day = timezone.localdate()
    services.put_to_consultation(version=version, starts=day, until=day, by=SYSTEM)
    comment = services.make_comment(version=version, text=f"Uwaga {canary}", author=canary, today=day, by=SYSTEM)
    services.answer_comment(comment=comment, outcome=CommentOutcome.NOTED, answer="Tak.", revision=None, by=SYSTEM)
    services.end_consultation(version=version, by=SYSTEM)
    services.submit_version(version=version, by=SYSTEM)
    services.adopt_version(version=version, decided_by="Zarząd", number="1", on=date(2026, 1, 2),
                           in_force_from=date(2026, 1, 2), by=SYSTEM)  # fmt: skip
    actual = services.enter_actual(indicator=indicator, period=period, given=Value(Decimal(3), note=canary), by=SYSTEM)
    evidence = services.attach_evidence(actual=actual, name=f"{canary}.pdf", content=PDF, by=SYSTEM)
    services.reach_milestone(milestone=milestone, on=date(2026, 2, 20), file=(f"{canary}.pdf", PDF), by=SYSTEM)
    money = services.note_money(strand=action.strand, stage=MoneyStage.SPENT, source="own", on=date(2026, 2, 20),
                                amount=Decimal(5), document=canary, by=SYSTEM)  # fmt: skip
    risk = services.note_risk(strand=action.strand, name=canary, likelihood=2, impact=3, by=SYSTEM)
    report = services.open_report(period=period, by=SYSTEM)
    services.write_narrative(report=report, text=f"Opis {canary}", by=SYSTEM)
    return {
        "programme_report": report, "programme_ending": "json",
        "programme_area": version.elements.get(code="1").strand.uid,
        "programme": programme, "programme_version": version.number, "programme_element": action.strand.uid,
        "programme_comment": comment, "programme_paragraph": 0, "programme_period": period,
        "programme_indicator": indicator, "programme_measure": measure, "programme_evidence": evidence,
        "programme_common": "ZSU-04",
        "programme_milestone": milestone,
        "programme_proof": Evidence.objects.get(milestone=milestone.uid), "programme_money": money,
        "programme_risk": risk,
    }  # fmt: skip
