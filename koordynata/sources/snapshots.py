"""Files kept by their content below DATA_DIR/snapshots, each with a manifest beside it."""

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from .enums import Severity
from .errors import UploadRefused
from .models import Snapshot
from .reading import Problem

CHUNK = 1 << 20


@dataclass(frozen=True)
class Stored:
    """Where a content lies, its SHA-256, its size in bytes."""

    path: Path
    sha256: str
    size: int


def folder() -> Path:
    """The folder of all snapshots."""
    return Path(settings.DATA_DIR) / "snapshots"


def path_of(snapshot: Snapshot) -> Path:
    """Where a snapshot's content lies."""
    return folder() / snapshot.path


def store(chunks: Iterable[bytes]) -> Stored:
    """Keep a content under its hash. Too much or nothing is refused, and leaves no file behind."""
    folder().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder(), prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            sha256, size = _copy(chunks, file)
            file.flush()
            os.fsync(file.fileno())
        target = folder() / sha256[:2] / sha256
        target.parent.mkdir(exist_ok=True)
        Path(name).replace(target)
    except BaseException as error:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise UploadRefused(Problem("disk_full", severity=Severity.FILE)) from None
        raise
    return Stored(target, sha256, size)


def _copy(chunks: Iterable[bytes], target: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        refuse_size(size)
        digest.update(chunk)
        target.write(chunk)
    if size == 0:
        raise UploadRefused(Problem("file_empty", severity=Severity.FILE))
    return digest.hexdigest(), size


def refuse_size(size: int) -> None:
    """Refuse what is larger than the limit of the installation."""
    if size > settings.IMPORT_MAX_BYTES:
        limit = settings.IMPORT_MAX_BYTES // 2**20
        raise UploadRefused(Problem("file_too_large", params={"limit": limit}, severity=Severity.FILE))


def chunks_of(path: Path) -> Iterator[bytes]:
    """The content of a file, piece by piece; its size is looked at before the first."""
    refuse_size(path.stat().st_size)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def write_manifest(snapshot: Snapshot) -> None:
    """Say beside the content what it is, in words that outlive the database."""
    manifest = {
        "source": snapshot.source,
        "file_name": snapshot.file_name,
        "publisher": snapshot.publisher,
        "licence": snapshot.licence,
        "vintage": snapshot.vintage.isoformat() if snapshot.vintage else None,
        "sha256": snapshot.sha256,
        "size": snapshot.size,
        "rows": snapshot.rows,
        "is_sample": snapshot.is_sample,
        "stored_at": snapshot.stored_at.isoformat(),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    target = manifest_path(snapshot)
    draft = target.with_suffix(f".{os.getpid()}.draft")
    draft.write_text(text, "utf-8")
    draft.replace(target)


def manifest_path(snapshot: Snapshot) -> Path:
    """Where a snapshot's manifest lies."""
    return folder() / f"{snapshot.path}.{snapshot.source}.json"
