"""Is there a warehouse, and is it of today?"""

from dataclasses import dataclass

import duckdb
from django.db import DatabaseError
from django.db.models import Q

from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun

from ..models import WarehouseBuild
from ..warehouse import layout
from ..warehouse.checks import find_problems
from ..warehouse.reading import NoWarehouse, warehouse
from .shapes import WarehouseState


def warehouse_state() -> WarehouseState:
    """Never raises: what cannot be read is not ok."""
    name = None
    try:
        name = layout.live()
        warehouse().rows("SELECT count(*) FROM territory")
        build = WarehouseBuild.objects.filter(name=name).first()
        if build is None:
            return WarehouseState(ok=True, build=name, built_at=None)
        wrote = Q(created__gt=0) | Q(changed__gt=0) | Q(removed__gt=0) | Q(options__retold=True)
        done = ImportRun.objects.filter(wrote, state__in=[RunState.APPLIED, RunState.UNDONE])
        newest = done.order_by("-finished_at").values_list("finished_at", flat=True).first()
        behind = newest is not None and newest > build.started_at
        finished = build.finished_at.isoformat() if build.finished_at else None
        return WarehouseState(ok=True, build=name, built_at=finished, rows=build.rows, behind=behind)
    except (NoWarehouse, DatabaseError, duckdb.Error, OSError, ValueError):
        return WarehouseState(ok=False, build=name, built_at=None)


@dataclass(frozen=True)
class BuildRow:
    """A finished build in the warehouse's folder."""

    name: str
    rows: int
    live: bool


def builds() -> tuple[BuildRow, ...]:
    """Finished builds, newest first."""
    live = layout.live()
    rows = dict(WarehouseBuild.objects.values_list("name", "rows"))
    return tuple(BuildRow(name, sum(rows.get(name, {}).values()), name == live) for name in layout.builds())


def build_problems() -> list[str] | None:
    """What is wrong with the live build; None before the first."""
    live = layout.live()
    return find_problems(layout.folder(live)) if live else None
