"""Which edition of a list is in force."""

from django.db import transaction

from koordynata.foundation.audit import SYSTEM, Actor, record_event
from koordynata.sources import catalogue
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun

from ..models import ListVersion
from ..package import ORDER, PackagedList, packaged_lists

LISTS = {*ORDER, "terc", "boundaries"}


@transaction.atomic
def record_packaged_version(packaged: PackagedList, run: ImportRun) -> ListVersion:
    """The edition that came with the program."""
    version, _new = ListVersion.objects.update_or_create(
        list=packaged.source,
        version=packaged.version,
        defaults={
            "valid_from": packaged.valid_from,
            "source": packaged.publisher[:300],
            "licence": packaged.licence[:200],
            "note": packaged.note[:500],
            "sha256": packaged.sha256,
            "from_package": True,
            "run_id": run.pk,
        },
    )
    return version


@transaction.atomic
def record_list_version(run: ImportRun, *, by: Actor = SYSTEM) -> None:
    """After an applied import of a list: note the operator's edition. After its undoing: forget it."""
    if run.state == RunState.UNDONE:
        ListVersion.objects.filter(run_id=run.pk).delete()
    if run.state != RunState.APPLIED or _from_package(run):
        return
    snapshot = run.snapshot
    version, new = ListVersion.objects.get_or_create(
        list=run.source,
        version=f"{snapshot.vintage or run.finished_at:%Y-%m-%d} {snapshot.sha256[:8]}",
        defaults={
            "valid_from": snapshot.vintage,
            "source": f"{snapshot.publisher}: {snapshot.file_name}"[:300],
            "licence": snapshot.licence,
            "sha256": snapshot.sha256,
            "from_package": False,
            "run_id": run.pk,
        },
    )
    if new:
        record_event(
            "list_version_recorded",
            by=by,
            object_type="reference.listversion",
            object_id=version.pk,
            label=str(version),
        )


def _from_package(run: ImportRun) -> bool:
    return any(p.source == run.source and p.sha256 == run.snapshot.sha256 for p in packaged_lists())


def keep_operators_versions() -> None:
    """Have `record_list_version` called after every applied or undone import of a list."""
    catalogue.after_apply(_after_apply)


def _after_apply(run: ImportRun) -> None:
    if run.source in LISTS:
        record_list_version(run)
