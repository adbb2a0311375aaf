"""The process that benchmarks/kill.py kills."""

import os
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

import django

django.setup()

from django.db import connection

from koordynata.foundation.audit import SYSTEM
from koordynata.sources import applying as writing_rows
from koordynata.sources.services import applying, import_file


def import_and_tell(file: str, begun: Any, writing: Any, control: bool) -> None:
    """Import, telling when it begins and when it begins to write; `control`: without the transaction."""
    module: Any = applying
    apply_plan = module.apply_plan

    def told(*arguments: Any, **options: Any) -> None:
        writing.set()
        apply_plan(*arguments, **options)

    module.apply_plan = told
    if control:
        _without_transaction(module, writing)
    begun.set()
    import_file("rspo", Path(file), by=SYSTEM)


def _without_transaction(module: Any, writing: Any) -> None:
    """The broken variant: every statement for itself, and a pause between adding and withdrawing in which it dies."""
    module.transaction = SimpleNamespace(atomic=nullcontext, on_commit=lambda *_arguments: None)
    connection.cursor().execute("PRAGMA foreign_keys=OFF")  # row by row, children may come before parents

    def pause(_writer: Any) -> None:
        writing.set()
        time.sleep(60)

    module.apply_plan = writing_rows.apply_plan  # tells nothing: the pause does
    writer: Any = writing_rows._Writer
    writer._withdraw = pause
