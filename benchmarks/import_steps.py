"""The steps of benchmarks/import.py on the database that DATABASE_URL names; prints its figures as JSON."""

import csv
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.country import prepare
from benchmarks.register import write_register
from koordynata.foundation.audit import SYSTEM
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution
from koordynata.sources.columns import fetch, fields
from koordynata.sources.models import ImportRun
from koordynata.sources.services import import_file
from koordynata.sources.writing import sqlite

ROUNDS = 3
ROWS_IMPORT_EXPORT = 500


def main(label: str, rows: int) -> list[dict[str, Any]]:
    """All figures for one database."""
    prepare()
    folder = settings.DATA_DIR
    first, changed = folder / "first.csv", folder / "changed.csv"
    write_register(first, rows)
    write_register(changed, rows, changed_every=100)
    figures = _engine(label, rows, first, changed)
    floor = min(_floor() for _ in range(ROUNDS))
    name = "COPY" if connection.vendor == "postgresql" else "executemany"
    figures.append(_figure(f"{label}: floor, bare {name}", rows / floor, "rows/s"))
    times = round(rows / floor / figures[0]["value"], 2)
    figures.append(_figure(f"{label}: first load ÷ floor", times, "×", "≤ 6", times <= 6))
    figures.append(_peer(f"{label}: bulk_create, {rows:,} rows", first, rows, _bulk_create))
    few = min(rows, ROWS_IMPORT_EXPORT)
    figures.append(_peer(f"{label}: django-import-export, {few:,} rows", first, few, _import_export))
    return figures


def _figure(name: str, value: float, unit: str, goal: str = "", met: bool | None = None) -> dict[str, Any]:
    return {"name": name, "value": round(value) if unit == "rows/s" else value, "unit": unit, "goal": goal, "met": met}


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _engine(label: str, rows: int, first: Path, changed: Path) -> list[dict[str, Any]]:
    """First, again, and with 1 % changed; the best of some rounds, for other work on the machine only slows."""
    rounds = [_round(rows, first, changed) for _ in range(ROUNDS)]
    fresh, same, little = (rows / min(times) for times in zip(*(times for times, _writes in rounds), strict=True))
    writes = sum(writes for _times, writes in rounds)
    return [
        _figure(f"{label}: first load", fresh, "rows/s", "≥ 20 000", fresh >= 20_000),
        _figure(f"{label}: again, 1 % changed", little, "rows/s", "≥ 35 000", little >= 35_000),
        _figure(f"{label}: again, nothing changed", same, "rows/s"),
        _figure(f"{label}: writes to the register when nothing changed", writes, "writes", "0", writes == 0),
    ]


def _round(rows: int, first: Path, changed: Path) -> tuple[tuple[float, float, float], int]:
    runs: list[ImportRun] = []

    def load(path: Path) -> float:
        return _timed(lambda: runs.append(import_file("rspo", path, by=SYSTEM)))

    _empty()
    fresh = load(first)
    with CaptureQueriesContext(connection) as queries:
        same = load(first)
    writes = sum("registry_" in q["sql"] and not q["sql"].startswith("SELECT") for q in queries)
    little = load(changed)
    counts = [(run.created, run.changed, run.unchanged) for run in runs]
    assert counts == [(rows, 0, 0), (0, 0, rows), (0, rows // 100, rows - rows // 100)], counts
    return (fresh, same, little), writes


def _floor() -> float:
    """The very rows of the register, ready to be written, by the barest means into the emptied table."""
    names = list(fields(Institution))
    columns = dict.fromkeys(names)
    if connection.vendor != "postgresql":
        frame = fetch(Institution.objects.order_by("pk").values_list(*names), columns)
        tuples = sqlite.rows(frame)
        _empty()
        marks, listed = ", ".join(["%s"] * len(names)), ", ".join(f'"{name}"' for name in names)
        sql = f"INSERT INTO registry_institution ({listed}) VALUES ({marks})"
        return _timed(lambda: _write(lambda: connection.cursor().executemany(sql, tuples)))
    with connection.cursor() as cursor, cursor.cursor.copy("COPY registry_institution TO STDOUT") as out:
        data = b"".join(bytes(block) for block in out)
    _empty()
    return _timed(lambda: _write(lambda: _copy(data)))


def _copy(data: bytes) -> None:
    with connection.cursor() as cursor, cursor.cursor.copy("COPY registry_institution FROM STDIN") as into:
        into.write(data)


def _write(work: Callable[[], Any]) -> None:
    with transaction.atomic():
        work()


def _empty() -> None:
    with connection.cursor() as cursor, transaction.atomic():
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE registry_institution CASCADE")
        else:
            cursor.execute("DELETE FROM registry_institution")


def _peer(name: str, path: Path, rows: int, load: Callable[[Path, int], None]) -> dict[str, Any]:
    _empty()
    seconds = _timed(lambda: load(path, rows))
    assert Institution.objects.count() == rows
    return _figure(name, rows / seconds, "rows/s")


def _bulk_create(path: Path, rows: int) -> None:
    territories = dict(Territory.objects.values_list("code", "pk"))
    with path.open(encoding="utf-8-sig", newline="") as file, transaction.atomic():
        records = [_institution(row, territories) for row in csv.DictReader(file, delimiter=";")]
        Institution.objects.bulk_create(records[:rows], batch_size=1000)


def _institution(row: dict[str, str], territories: dict[str, int]) -> Institution:
    return Institution(territory_id=territories[row["Kod terytorialny gmina"][:4]], kind="school", **_values(row))


def _values(row: dict[str, str]) -> dict[str, Any]:
    from koordynata.sources.rspo import DETAILS, LAYOUT

    values: dict[str, Any] = {
        column.name: row[column.header]
        for column in LAYOUT.columns
        if column.header in row and column.header not in DETAILS
    }
    for name in ("rspo", "parent_rspo", "pupils"):
        values[name] = int(values[name]) if values[name] else None
    for name in ("founded_on", "started_on", "closed_on"):
        values[name] = values[name] or None
    return values | {"details": {header: row[header] for header in DETAILS if row.get(header)}}


def _import_export(path: Path, rows: int) -> None:
    from import_export import resources
    from tablib import Dataset

    class InstitutionResource(resources.ModelResource):  # type: ignore[misc]
        class Meta:  # peers get what their own documentation shows
            model = Institution
            import_id_fields = ("rspo",)
            exclude = ("id",)

    territories = dict(Territory.objects.values_list("code", "pk"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        records = [row for row, _ in zip(csv.DictReader(file, delimiter=";"), range(rows), strict=False)]
    values = [
        _values(row) | {"territory": territories[row["Kod terytorialny gmina"][:4]], "kind": "school"}
        for row in records
    ]
    dataset = Dataset(headers=list(values[0]))
    for value in values:
        dataset.append([json.dumps(item) if isinstance(item, dict) else item for item in value.values()])
    InstitutionResource().import_data(dataset, raise_errors=True)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2])), ensure_ascii=False))
