"""A text loaded as a file by the system."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from koordynata.foundation.audit import SYSTEM
from koordynata.sources.models import ImportRun
from koordynata.sources.services import import_file

Load = Callable[..., ImportRun]


def loader(folder: Path) -> Load:
    """`load(source, text, encoding="utf-8")` → the run, applied or refused."""

    def load(source: str, content: str | bytes, encoding: str = "utf-8") -> ImportRun:
        path = folder / f"{source}.txt"
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return import_file(source, path, by=SYSTEM, allow_shrink=True)

    return load


def problems_of(run: ImportRun) -> list[tuple[int | None, str, str]]:
    """Line, column and code of what was wrong, without the remark that follows from any rejected row."""
    found = run.problems.exclude(code="removal_postponed")
    return [(problem.line, problem.column, problem.code) for problem in found]
