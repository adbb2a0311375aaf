"""How far the work on a run is, and whether somebody wants it stopped.

Both are said in small files beside the run's lock and not in the database: while an import is applied, SQLite lets
nobody else write and PostgreSQL holds the run's row, and what its own transaction writes is seen by nobody.

    DATA_DIR/locks/run-7        the lock
    DATA_DIR/locks/run-7.work   how far its holder is
    DATA_DIR/locks/run-7.stop   who asked that holder, and no later one, to stop
"""

import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from koordynata.foundation.audit import Actor

from .errors import Stopped

Progress = Callable[[int], None]


def no_progress(percent: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Standing:
    """What the run's page shows."""

    percent: int
    stopping: bool


class Work:
    """The holder's side: call it with a percentage at every step; Stopped when somebody asked for it."""

    def __init__(self, run_id: int, progress: Progress) -> None:
        self.run_id, self.progress = run_id, progress
        self.name, self.percent = secrets.token_hex(8), -1

    def __call__(self, percent: int) -> None:
        """Say how far the work is, once for each percentage, and look whether it is still wanted."""
        self._look()
        if percent != self.percent:
            self.percent = percent
            with suppress(OSError):  # a full disk stops the import where it matters, not here
                _write(_file(self.run_id, "work"), {"work": self.name, "percent": percent})
            self.progress(percent)

    def begin(self) -> None:
        """Nothing is left of an earlier holder."""
        _forget(self.run_id, "stop")
        _write(_file(self.run_id, "work"), {"work": self.name, "percent": 0})

    def end(self) -> None:
        """Nobody works on the run any more."""
        _forget(self.run_id, "work")
        _forget(self.run_id, "stop")

    def _look(self) -> None:
        asked = _read(_file(self.run_id, "stop"))
        if asked.get("work") == self.name:
            raise Stopped(asked["by"], asked["label"])


def standing_of(run_id: int) -> Standing | None:
    """How far the work on a run is; None when nobody works on it."""
    found = _read(_file(run_id, "work"))
    if "work" not in found:
        return None
    asked = _read(_file(run_id, "stop")).get("work")
    return Standing(found["percent"], stopping=asked == found["work"])


def ask_to_stop(run_id: int, by: Actor) -> None:
    """Ask whoever works on the run to take everything back; they do at their next step, unless it is done by then."""
    if holder := _read(_file(run_id, "work")).get("work"):
        _write(_file(run_id, "stop"), {"work": holder, "by": by.pk, "label": by.audit_label})


def folder() -> Path:
    """Where locks and these files lie."""
    path = Path(settings.DATA_DIR) / "locks"
    path.mkdir(parents=True, exist_ok=True)
    return path


def _file(run_id: int, kind: str) -> Path:
    return folder() / f"run-{run_id}.{kind}"


def _write(file: Path, what: dict[str, Any]) -> None:
    """In one step, so that nobody reads half of it."""
    fresh = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    fresh.write_text(json.dumps(what), encoding="utf-8")
    fresh.replace(file)


def _read(file: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _forget(run_id: int, kind: str) -> None:
    with suppress(FileNotFoundError):
        _file(run_id, kind).unlink()
