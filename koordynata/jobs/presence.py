"""Which workers live. Each holds a locked file for each of its queues and touches it as long as it lives.

    DATA_DIR/workers/warehouse.fQ3xo81b

Files and not rows: a heartbeat must go on while an import holds SQLite's one write lock, and must cost nothing. The
lock tells other workers of the machine at once that a worker is gone; the time of the last touch tells everybody,
also of one that hangs.
"""

import fcntl
import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

BEAT_SECONDS = 5.0
# Three beats may be missed, say on a busy machine; then the worker counts as dead (docs/how-to/run-in-production.md).
DEAD_AFTER_SECONDS = 20.0
_FORGET_AFTER_SECONDS = 24 * 3600.0


@contextmanager
def present(worker_id: str, queues: Iterable[str]) -> Iterator[None]:
    """Be seen as the worker of these queues, by a thread that goes on whatever the worker is at."""
    _sweep()
    files = [_folder() / f"{queue}.{worker_id}" for queue in queues]
    ended = threading.Event()
    with ExitStack() as stack:
        for file in files:
            stack.enter_context(_held(file))
        thread = threading.Thread(target=_beat, args=(files, ended), name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def last_beats() -> dict[str, datetime]:
    """When a worker of each queue was last seen; a queue without any is not named."""
    seen: dict[str, datetime] = {}
    for file in _folder().iterdir():
        queue = file.name.partition(".")[0]
        with suppress(FileNotFoundError):  # its worker has just ended
            at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            seen[queue] = max(at, seen.get(queue, at))
    return seen


def is_present(worker_id: str) -> bool:
    """Whether the process of this worker lives, on this machine or on one that shares the folder's locks."""
    return any(_is_locked(file) for file in _folder().glob(f"*.{worker_id}"))


def _beat(files: list[Path], ended: threading.Event) -> None:
    while not ended.wait(BEAT_SECONDS):
        for file in files:
            try:
                os.utime(file)
            except OSError:  # the worker seems dead and works on: say why
                logger.exception("heartbeat")


@contextmanager
def _held(file: Path) -> Iterator[None]:
    with file.open("w") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def _is_locked(file: Path) -> bool:
    try:
        with file.open() as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _sweep() -> None:
    """Files of workers that were killed long ago."""
    for file in _folder().iterdir():
        with suppress(FileNotFoundError):
            if time.time() - file.stat().st_mtime > _FORGET_AFTER_SECONDS and not _is_locked(file):
                file.unlink()


def _folder() -> Path:
    path = Path(settings.DATA_DIR) / "workers"
    path.mkdir(parents=True, exist_ok=True)
    return path
