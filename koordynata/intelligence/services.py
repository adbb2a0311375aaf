"""Verbs of the warehouse: build it, point it at another build."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from koordynata.foundation.audit import Actor, record_event
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun

from .errors import BadBuild, UnknownBuild
from .models import WarehouseBuild
from .warehouse import layout
from .warehouse.checks import find_problems
from .warehouse.staging import write_staging

if TYPE_CHECKING:
    from collections.abc import Mapping


def rebuild_warehouse(*, by: Actor, emptied: bool = False) -> WarehouseBuild:
    """Build all marts from the database and make them live; BadBuild leaves the old ones in place.

    `emptied` says that the registers were emptied on purpose: marts without rows are then right.

    Staging holds unsuppressed counts: it lies in the unfinished build's folder and goes before that gets its name.
    """
    build = WarehouseBuild.objects.create(name=layout.new_name(), last_run_id=_newest_run())
    work = layout.work_folder(build.name)
    try:
        rows = _make(work, emptied)
        layout.finish(build.name)
    except BaseException:
        layout.discard(build.name)
        build.delete()
        raise
    _close(build, rows)
    _go_live(build, by=by, verb="warehouse.built")
    for name in layout.prune():
        WarehouseBuild.objects.filter(name=name).delete()
    return build


def use_build(name: str, *, by: Actor) -> WarehouseBuild:
    """Point readers at an earlier build."""
    build = WarehouseBuild.objects.filter(name=name, finished_at__isnull=False).first()
    if build is None or name not in layout.builds():
        raise UnknownBuild(name)
    _go_live(build, by=by, verb="warehouse.switched")
    return build


def _make(work: Path, emptied: bool) -> dict[str, int]:
    # Imported here: Ibis takes half a second that no other command should pay.
    from .warehouse.build import build_marts

    staging = work / "staging"
    write_staging(staging)
    rows = build_marts(staging, work)
    shutil.rmtree(staging)
    live = None if emptied else layout.live()
    if problems := find_problems(work, layout.folder(live) if live else None):
        raise BadBuild(problems)
    return rows


def _close(build: WarehouseBuild, rows: "Mapping[str, Any]") -> None:
    build.rows = dict(rows)
    build.checksum = _checksum(layout.folder(build.name))
    build.finished_at = timezone.now()
    build.save(update_fields=["rows", "checksum", "finished_at"])


@transaction.atomic
def _go_live(build: WarehouseBuild, *, by: Actor, verb: str) -> None:
    """The event first: if it cannot be written, the pointer stays."""
    before = {"live": layout.live()}
    record_event(
        verb, by=by, object_type="warehouse", object_id=build.pk, label=build.name, before=before,
        after={"live": build.name, "rows": build.rows},
    )  # fmt: skip
    layout.point_to(build.name)


def _newest_run() -> int | None:
    newest: int | None = ImportRun.objects.filter(state__in=[RunState.APPLIED, RunState.UNDONE]).values_list("id", flat=True).first()  # fmt: skip # noqa: E501
    return newest


def _checksum(folder: Path) -> str:
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.parquet"))}
    return hashlib.sha256(json.dumps(sums).encode()).hexdigest()
