"""States of an import run and their legal moves."""

from django.db import models
from django.utils.translation import pgettext_lazy

from koordynata.foundation.states import TransitionTable


class RunState(models.TextChoices):
    """Where an import run stands."""

    UPLOADED = "uploaded", pgettext_lazy("import run", "uploaded")
    CHECKING = "checking", pgettext_lazy("import run", "being checked")
    REFUSED = "refused", pgettext_lazy("import run", "refused")
    READY = "ready", pgettext_lazy("import run", "waiting for confirmation")
    APPLYING = "applying", pgettext_lazy("import run", "being applied")
    APPLIED = "applied", pgettext_lazy("import run", "applied")
    CANCELLED = "cancelled", pgettext_lazy("import run", "cancelled")
    UNDONE = "undone", pgettext_lazy("import run", "undone")


class Severity(models.TextChoices):
    """How bad a problem is: a refused file, a rejected row, or a row taken with a remark."""

    FILE = "file", pgettext_lazy("problem", "file refused")
    ROW = "row", pgettext_lazy("problem", "row rejected")
    REMARK = "remark", pgettext_lazy("problem", "remark")


class ChangeKind(models.TextChoices):
    """What an import does to one record."""

    CREATED = "created", pgettext_lazy("change", "added")
    CHANGED = "changed", pgettext_lazy("change", "changed")
    REMOVED = "removed", pgettext_lazy("change", "removed")


# APPLYING may go back to READY: a killed worker rolled everything back, and the run can be confirmed again.
RUN_MOVES = TransitionTable(
    {
        RunState.UPLOADED: {RunState.CHECKING, RunState.CANCELLED},
        RunState.CHECKING: {RunState.READY, RunState.REFUSED, RunState.UPLOADED, RunState.CANCELLED},
        RunState.READY: {RunState.APPLYING, RunState.CHECKING, RunState.CANCELLED, RunState.REFUSED},
        RunState.APPLYING: {RunState.APPLIED, RunState.READY, RunState.REFUSED, RunState.CANCELLED},
        RunState.APPLIED: {RunState.UNDONE},
    }
)
