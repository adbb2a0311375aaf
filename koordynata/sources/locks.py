"""Who works on a run right now. The lock is the operating system's: it falls when its process dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from .work import Progress, Work, folder, no_progress

_IMPORTS = 0x4B4F4F52  # one number for the whole program, so that imports follow one another
_ASK_EVERY = 0.2


class RunBusy(Exception):
    """Another process works on this run."""


@contextmanager
def working_on(run_id: int, progress: Progress = no_progress) -> Iterator[Work]:
    """Hold the run and say how far one is; RunBusy when another process or thread holds it."""
    with _locked(run_id):
        work = Work(run_id, progress)
        work.begin()
        try:
            yield work
        finally:
            work.end()


@contextmanager
def _locked(run_id: int) -> Iterator[None]:
    file = os.open(folder() / f"run-{run_id}", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunBusy(run_id) from None
        yield
    finally:
        os.close(file)


def wait_for_turn(progress: Progress = no_progress, percent: int = 0) -> None:
    """One import after another. SQLite keeps that order itself: its transactions begin IMMEDIATE.

    Who waits keeps telling that it does, so that a person can call it off.
    """
    while connection.vendor == "postgresql" and not _is_ones_turn():
        progress(percent)
        time.sleep(_ASK_EVERY)


def _is_ones_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_IMPORTS])
        return bool(cursor.fetchone()[0])
