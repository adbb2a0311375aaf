"""How the command line shows an import to people and to programs."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from koordynata.sources.enums import RunState, Severity
from koordynata.sources.messages import message
from koordynata.sources.models import ImportRun
from koordynata.sources.reading import Problem

SHOWN = 20  # problems and removals printed for people; --json prints all that are kept

NOTHING = dict.fromkeys(("rows", "created", "changed", "unchanged", "removed", "rejected"), 0)


def as_json(counts: dict[str, int], problems: Iterable[Any]) -> str:
    """The one object that `--json` prints. A problem is a kept one or a fresh one: both have the same fields."""
    rows = [
        {"line": p.line, "column": p.column, "value": p.value, "message": message(p.code, p.params)} for p in problems
    ]
    return json.dumps({**counts, "problems": rows}, ensure_ascii=False)


def print_run(run: ImportRun, out: TextIO) -> None:
    """Counts as a table, then problems, then what would be removed."""
    out.write(f"{run.source}: {run.file_name}\n\n")
    for label, count in zip(labels(run), run.counts().values(), strict=True):
        out.write(f"  {label:<24}{count:>12,}\n".replace(",", " "))
    print_problems(list(run.problems.all()[:SHOWN]), run.problems_found, out)
    _print_removed(run, out)


def labels(run: ImportRun) -> list[str]:
    """What the counts of a run are called, before and after it was applied."""
    done = run.state == RunState.APPLIED
    return [
        _("Rows in the file"),
        pgettext("import", "Added") if done else pgettext("import", "To be added"),
        pgettext("import", "Changed") if done else pgettext("import", "To be changed"),
        pgettext("import", "Unchanged"),
        pgettext("import", "Removed") if done else pgettext("import", "To be removed"),
        pgettext("import", "Rejected"),
    ]


def print_problems(problems: Sequence[Any], found: int, out: TextIO) -> None:
    """One line for each: where, what, how to fix."""
    if not problems:
        return
    out.write("\n" + ngettext("%d problem", "%d problems", found) % found + "\n")
    for problem in problems:
        effect = Severity(problem.severity).label
        out.write(f"  {effect} · {_place(problem)}{message(problem.code, problem.params)}\n")
    _print_rest(found - len(problems), out)


def _print_rest(count: int, out: TextIO) -> None:
    if count > 0:
        out.write("  … " + ngettext("and %d more", "and %d more", count) % count + "\n")


def _place(problem: Problem) -> str:
    parts = []
    if problem.line is not None:
        parts.append(_("line %d") % problem.line)
    if problem.column:
        parts.append(_("column “%s”") % problem.column)
    place = ", ".join(parts) + ": " if parts else ""
    return place + (f"[{problem.value}] " if problem.value else "")


def _print_removed(run: ImportRun, out: TextIO) -> None:
    removed = run.preview.get("removed", [])
    if not removed:
        return
    out.write("\n" + _("In force so far and missing from the file:") + "\n")
    for row in removed[:SHOWN]:
        out.write(f"  − {row['label']}\n")
    _print_rest(run.removed - SHOWN, out)
