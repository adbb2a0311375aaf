"""A file comes in."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from koordynata.foundation.audit import Actor

from .. import catalogue, snapshots
from ..authority import may_load, places_of
from ..catalogue import Importer
from ..enums import Severity
from ..errors import NotAllowed
from ..models import ImportRun, Snapshot
from ..reading import Problem
from .moving import put, say


def receive_file(
    *,
    source: str,
    content: Path | Iterable[bytes],
    file_name: str,
    by: Actor,
    size: int | None = None,
    vintage: dt.date | None = None,
    is_sample: bool = False,
) -> ImportRun:
    """Keep the file under its content and open a run for it.

    `content` is a path or pieces of bytes (an upload's `chunks()`, with its `size`). Raises NotAllowed when `by`
    may load no such files, UploadRefused when the file is empty or too large; KeyError for an unknown source.
    """
    importer = catalogue.find(source)
    if not may_load(by, importer.permission):
        raise NotAllowed(Problem("not_allowed", severity=Severity.FILE))
    if size is not None:
        snapshots.refuse_size(size)
    stored = snapshots.store(snapshots.chunks_of(content) if isinstance(content, Path) else content)
    return _open_run(
        importer, stored, file_name=Path(file_name).name[:200], by=by, vintage=vintage, is_sample=is_sample
    )


@transaction.atomic
def _open_run(
    importer: Importer,
    stored: snapshots.Stored,
    *,
    file_name: str,
    by: Actor,
    vintage: dt.date | None,
    is_sample: bool,
) -> ImportRun:
    snapshot, new = Snapshot.objects.get_or_create(
        sha256=stored.sha256,
        source=importer.id,
        defaults={
            "file_name": file_name,
            "size": stored.size,
            "publisher": importer.publisher,
            "licence": importer.licence,
            "vintage": vintage,
            "is_sample": is_sample,
        },
    )
    if new:
        snapshots.write_manifest(snapshot)
    told = vintage.isoformat() if vintage else None
    options = {"file_name": file_name, "vintage": told, "is_sample": is_sample}
    run = ImportRun.objects.create(
        source=importer.id,
        snapshot=snapshot,
        options=options,
        started_by_id=by.pk,
        started_by_label=by.audit_label,
    )
    put(run, places_of(by, importer.permission))
    say("import.received", run, by=by, sha256=snapshot.sha256, size=snapshot.size)
    return run
