"""The steps of benchmarks/kill.py on the database that DATABASE_URL names; prints its figures as JSON."""

import json
import multiprocessing
import os
import random
import shutil
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection, connections

from benchmarks.country import prepare
from benchmarks.kill_child import import_and_tell
from benchmarks.register import write_register
from koordynata.foundation.audit import SYSTEM, find_breaks
from koordynata.registry.models import Institution
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun
from koordynata.sources.services import (
    apply_run,
    cancel_run,
    check_run,
    confirm_run,
    import_file,
    receive_file,
    recover_stuck_runs,
    undo_run,
)

ROWS = 1_000


def main(label: str, times: int, control: bool) -> list[dict[str, Any]]:
    """Kill so many imports; count what must never be."""
    prepare()
    old_file, new_file = settings.DATA_DIR / "old.csv", settings.DATA_DIR / "new.csv"
    _write_files(old_file, new_file)
    import_file("rspo", old_file, by=SYSTEM)
    old = register()
    spans, new = _measure(new_file)
    assert register() == old != new
    chance, counts = random.Random(20261121), dict.fromkeys(("half", "unsaid", "unfinished", "old", "new"), 0)
    backup = _back_up() if control else None
    for _ in range(times):
        last = ImportRun.objects.order_by("-id").values_list("id", flat=True).first() or 0
        _kill_once(new_file, chance, spans, control)
        if control:
            _judge_control(backup, old, new, counts)
        else:
            _judge(new_file, last, old, new, counts)
    return _figures(label, times, counts, control)


def _measure(file: Path) -> tuple[tuple[float, float], str]:
    """How long the whole way and the writing take undisturbed, and what the register is then."""
    start = time.perf_counter()
    run = receive_file(source="rspo", content=file, file_name=file.name, by=SYSTEM)
    checked = check_run(run=run, by=SYSTEM)
    confirm_run(run=run, by=SYSTEM)
    confirmed = time.perf_counter()
    run = apply_run(run_id=run.pk, checked=checked)
    done, new = time.perf_counter(), register()
    assert run.created and run.changed and run.removed
    undo_run(run=run, by=SYSTEM)
    return (done - start, done - confirmed), new


def _write_files(old: Path, new: Path) -> None:
    """The new file lacks 20 schools, has 60 others, and 15 changed ones."""
    write_register(old, ROWS)
    write_register(new, ROWS + 60, changed_every=100)
    lines = new.read_text("utf-8-sig").splitlines(keepends=True)
    new.write_text("".join(lines[:400] + lines[420:]), "utf-8")


def register() -> str:
    """A hash of the whole register, without the numbers that a database draws."""
    names = [field.attname for field in Institution._meta.concrete_fields]
    drawn = {"id", "parent_id", "created_run_id", "withdrawn_run_id"}
    names = [name for name in names if name not in drawn]
    rows = Institution.objects.order_by("rspo", "id").values_list(*names, "parent__rspo", "withdrawn_run__source")
    return sha256(repr(list(rows)).encode()).hexdigest()


def _kill_once(file: Path, chance: random.Random, spans: tuple[float, float], control: bool) -> None:
    """Kill at a random moment: every other time of the whole way, else of the writing alone."""
    connections.close_all()
    context = multiprocessing.get_context("forkserver")
    begun, writing = context.Event(), context.Event()
    child = context.Process(target=import_and_tell, args=(str(file), begun, writing, control))
    child.start()
    whole = chance.random() < 0.5 and not control
    (begun if whole else writing).wait(60)
    time.sleep(0 if control else chance.uniform(0, spans[0] if whole else spans[1]) * 1.2)
    child.kill()
    child.join()


def _judge(file: Path, last: int, old: str, new: str, counts: dict[str, int]) -> None:
    now = register()
    run = ImportRun.objects.filter(pk__gt=last).order_by("id").last()
    applied = run is not None and run.state == RunState.APPLIED
    counts["half"] += now not in (old, new)
    counts["unsaid"] += (now == new) != applied
    counts["new" if now == new else "old"] += 1
    run = _go_on(file, run)
    counts["unfinished"] += register() != new
    undo_run(run=run, by=SYSTEM)
    counts["half"] += register() != old


def _back_up() -> Path:
    path = Path(settings.DATABASES["default"]["NAME"]).with_suffix(".backup")
    connection.cursor().execute("VACUUM INTO %s", [str(path)])
    return path


def _judge_control(backup: Path | None, old: str, new: str, counts: dict[str, int]) -> None:
    """Only whether a half-written register is noticed; then everything as before."""
    counts["half"] += register() not in (old, new)
    connections.close_all()
    name = Path(settings.DATABASES["default"]["NAME"])
    for leftover in (name, Path(f"{name}-wal"), Path(f"{name}-shm")):
        leftover.unlink(missing_ok=True)
    shutil.copy(str(backup), name)


def _go_on(file: Path, run: ImportRun | None) -> ImportRun:
    """Whatever the killed process left, people can go on from it."""
    recover_stuck_runs()
    if run is None:
        return import_file("rspo", file, by=SYSTEM)
    run.refresh_from_db()
    if run.state == RunState.APPLIED:
        return run
    if run.state == RunState.UPLOADED:
        run = check_run(run=run, by=SYSTEM).run
    if run.state != RunState.READY:
        cancel_run(run=run, by=SYSTEM)
        return import_file("rspo", file, by=SYSTEM)
    confirm_run(run=run, by=SYSTEM)
    return apply_run(run_id=run.pk)


def _figures(label: str, times: int, counts: dict[str, int], control: bool) -> list[dict[str, Any]]:
    if control:
        half = counts["half"]
        return [_figure(f"{label}: control, half-written registers of {times} killed imports", half, "> 0", half > 0)]
    shown = f"{label}: of {times} killed imports ({counts['old']} left the old register, {counts['new']} the new one)"
    half, unsaid, unfinished, breaks = counts["half"], counts["unsaid"], counts["unfinished"], len(find_breaks())
    return [
        _figure(f"{shown}, half-written registers", half, "0", half == 0),
        _figure(f"{label}: runs that say something else than the register", unsaid, "0", unsaid == 0),
        _figure(f"{label}: runs that could not go on to the same end", unfinished, "0", unfinished == 0),
        _figure(f"{label}: breaks in the audit chain", breaks, "0", breaks == 0),
    ]


def _figure(name: str, value: int, goal: str, met: bool) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": "", "goal": goal, "met": met}


if __name__ == "__main__":
    multiprocessing.set_forkserver_preload(["benchmarks.kill_child"])
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "True"), ensure_ascii=False))
