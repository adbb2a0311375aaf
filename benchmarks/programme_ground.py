"""Sixteen programmes in the database that DATABASE_URL names, and what is measured on them; prints JSON.

python -m benchmarks.programme_ground LABEL make PROGRAMMES ACTIONS INDICATORS PERIODS | board | pandas | area TIMES |
    national TIMES | national_pandas TIMES
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

import django

django.setup()

from django.db import connection
from django.test import Client

from benchmarks.country import prepare
from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import (
    Actual,
    Commitment,
    Element,
    Indicator,
    Measure,
    Part,
    Period,
    Programme,
    Strand,
    Target,
)  # fmt: skip
from koordynata.programme.queries.board import board_of
from koordynata.programme.queries.national import comparison
from koordynata.programme.services.programmes import PeriodPlan
from koordynata.reference.models import Territory
from koordynata.registry.models import Membership
from koordynata.web.settling import settle

AREAS = 8
COMMON = ("ZSU-05", "ZSU-02")  # besides the first one's: every indicator is compared
PARTS = (("sex", "women"), ("sex", "men"), ("age", "under_18"), ("age", "18_29"), ("age", "30_54"), ("age", "55_over"))


def make(programmes: int, actions: int, indicators: int, periods: int) -> dict[str, Any]:
    """Programmes with their actions, indicators spread over them, a value with six parts for each period."""
    prepare()
    regions = list(Territory.objects.filter(kind="voivodeship").order_by("code")[:programmes])
    for region in regions:
        _programme(region, actions, indicators, periods)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"actuals": Actual.objects.count(), "parts": Part.objects.count()}


def _programme(region: Territory, actions: int, indicators: int, periods: int) -> None:
    programme = services.begin_programme(
        kind="zsu", territory=region, name=f"Program {region.name}", short_name="RPW", starts=date(2020, 1, 1),
        ends=date(2020 + periods // 4 + 1, 12, 31), by=SYSTEM,
    )  # fmt: skip
    version = programme.versions.get()
    quarters = [PeriodPlan(f"{2020 + n // 4} {n % 4 + 1}", date(2020 + n // 4, n % 4 * 3 + 1, 1),
                           date(2020 + n // 4, n % 4 * 3 + 3, 28)) for n in range(periods)]  # fmt: skip
    ends = services.plan_periods(programme=programme, periods=quarters, by=SYSTEM)
    measure = services.define_measure(
        programme=programme, code="W", name="Wskaźnik", unit="osoby", common="ZSU-03", by=SYSTEM
    )
    strands = Strand.objects.bulk_create([Strand(programme=programme) for _ in range(actions)])
    tops = list(version.elements.order_by("path"))
    Element.objects.bulk_create([
        Element(version=version, strand=strand, parent=tops[n % AREAS], level="action", role="action",
                code=f"{n % AREAS + 1}.{n // AREAS + 1}", name=f"Działanie {n}", position=n // AREAS + 1,
                path=f"{tops[n % AREAS].path}{n // AREAS + 1:03}.")
        for n, strand in enumerate(strands)
    ])  # fmt: skip
    _values(version, strands, measure, ends, indicators)
    services.submit_version(version=version, by=SYSTEM)
    services.adopt_version(version=version, decided_by="Zarząd", number="1", on=date(2020, 1, 1),
                           in_force_from=date(2020, 1, 1), by=SYSTEM)  # fmt: skip


def _values(version: Any, strands: list[Strand], measure: Measure, ends: list[Period], indicators: int) -> None:
    cards = [measure]
    while len(cards) * len(strands) < indicators:
        common = COMMON[len(cards) - 1] if len(cards) <= len(COMMON) else ""
        card = Measure(programme=version.programme, code=f"W{len(cards)}", name="W", unit="osoby", common=common)
        card.save()
        cards.append(card)
    places = [Indicator(strand=strands[n % len(strands)], measure=cards[n // len(strands)]) for n in range(indicators)]
    made = Indicator.objects.bulk_create(places)
    promised = Commitment.objects.bulk_create([Commitment(version=version, indicator=one) for one in made])
    Target.objects.bulk_create(
        [Target(commitment=one, period=end, value=Decimal(10)) for one in promised for end in ends], batch_size=5_000
    )
    actuals = Actual.objects.bulk_create(
        [Actual(indicator=one, period=end, value=Decimal(n % 17 + 1), state="approved")
         for n, one in enumerate(made) for end in ends], batch_size=5_000,
    )  # fmt: skip
    Part.objects.bulk_create(
        (Part(actual=one, dimension=dimension, category=category, value=Decimal(1))
         for one in actuals for dimension, category in PARTS), batch_size=5_000,
    )  # fmt: skip


def board() -> dict[str, Any]:
    """Every programme rolled up, and the sum of its areas as a check."""
    settle()  # as the server does
    began, checked = time.perf_counter(), Decimal(0)
    for programme in Programme.objects.order_by("pk"):
        version = programme.versions.get()
        shown = board_of(version)
        tops = [one for one in shown.elements if one.parent_id is None]
        checked += sum((line.value(-1) or Decimal(0) for one in tops for line in shown.of(one)), Decimal(0))
    return {"seconds": time.perf_counter() - began, "checked": str(checked), "megabytes": _megabytes()}


def pandas() -> dict[str, Any]:
    """The same with pandas: rows from the database, paths to areas, grouped, cumulated."""
    import pandas as pd

    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.version_id, left(e.path, 4), i.measure_id, p.starts, a.value FROM programme_actual a "
            "JOIN programme_period p ON p.id = a.period_id JOIN programme_indicator i ON i.id = a.indicator_id "
            "JOIN programme_element e ON e.strand_id = i.strand_id WHERE a.state = 'approved'"
        )
        rows = pd.DataFrame(cursor.fetchall(), columns=["version", "area", "measure", "starts", "value"])
    rows["value"] = rows["value"].astype(float)
    grouped = rows.groupby(["version", "area", "measure", "starts"])["value"].sum()
    last = grouped.groupby(level=[0, 1, 2]).cumsum().groupby(level=[0, 1, 2]).last()
    return {"seconds": time.perf_counter() - began, "checked": str(last.sum()), "megabytes": _megabytes()}


def area(times: int) -> dict[str, Any]:
    """The page of one area, opened again and again: milliseconds at the 95th of a hundred, CPU of one."""
    programme = Programme.objects.order_by("pk").first()
    assert programme is not None
    user = User.objects.create_user("programme@example.org", "a long password", full_name="Ministerstwo (przykład)")
    Membership.objects.create(user=user, role="ministry", territory=Territory.objects.get(code="PL"))
    client, spent = Client(HTTP_HOST="localhost"), []
    client.force_login(user)
    version = programme.versions.get()
    top = version.elements.order_by("path").first()
    assert top is not None
    settle()  # as the server does
    for _turn in range(times):
        began = time.perf_counter()
        assert client.get(f"/program/{programme.pk}/wersje/1/{top.strand.uid}/").status_code == 200
        spent.append((time.perf_counter() - began) * 1000)
    return {"p95": sorted(spent)[int(len(spent) * 0.95) - 1], "megabytes": _megabytes()}


def national(times: int) -> dict[str, Any]:
    """All regions beside each other, every indicator of theirs a common one: the query, then its page."""
    from django.test.utils import CaptureQueriesContext

    settle()  # as the server does
    today, spent, pages = date(2100, 1, 1), [], []
    for _turn in range(times):
        began = time.perf_counter()
        found = comparison(today)
        spent.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as asked:
        comparison(today)
    queries = len(asked)  # before the client's requests begin a new log
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(email="programme@example.org"))
    for _turn in range(times):
        began = time.perf_counter()
        assert client.get("/program/kraj/").status_code == 200
        pages.append((time.perf_counter() - began) * 1000)
    checked = sum((cell.value or Decimal(0) for cell in found.cells.values()), Decimal(0))
    return {"p95": _p95(spent), "page": _p95(pages), "queries": queries, "checked": str(checked)}


def national_pandas(times: int) -> dict[str, Any]:
    """The same with pandas: every common value and target read, grouped by programme and indicator, added up."""
    import pandas as pd

    spent, checked = [], 0.0
    for _turn in range(times):
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT m.programme_id, m.common, a.value FROM programme_actual a "
                "JOIN programme_indicator i ON i.id = a.indicator_id JOIN programme_measure m ON m.id = i.measure_id "
                "WHERE a.state = 'approved' AND m.common <> ''"
            )
            values = pd.DataFrame(cursor.fetchall(), columns=["programme", "common", "value"])
            cursor.execute(
                "SELECT m.programme_id, m.common, t.value FROM programme_target t "
                "JOIN programme_commitment c ON c.id = t.commitment_id "
                "JOIN programme_indicator i ON i.id = c.indicator_id "
                "JOIN programme_measure m ON m.id = i.measure_id WHERE m.common <> ''"
            )
            targets = pd.DataFrame(cursor.fetchall(), columns=["programme", "common", "value"])
        sums = [one.astype({"value": float}).groupby(["programme", "common"])["value"].sum()
                for one in (values, targets)]  # fmt: skip
        (sums[0] / sums[1]).rank(ascending=False)
        checked = float(sums[0].sum())
        spent.append((time.perf_counter() - began) * 1000)
    return {"p95": _p95(spent), "checked": str(checked)}


def _p95(spent: list[float]) -> float:
    return sorted(spent)[max(int(len(spent) * 0.95) - 1, 0)]


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    step, numbers = sys.argv[2], [int(one) for one in sys.argv[3:]]
    steps: dict[str, Callable[..., dict[str, Any]]] = {
        "make": make, "board": board, "pandas": pandas, "area": area, "national": national,
        "national_pandas": national_pandas,
    }  # fmt: skip
    print(json.dumps([steps[step](*numbers)]))
