"""One file on its way into the house."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import ChangeKind, RunState, Severity
from .snapshot import Snapshot


class ImportRun(models.Model):
    """Przebieg importu: upload → check → preview → confirm → apply → (undo)."""

    source = models.CharField(_("source"), max_length=40, db_index=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(_("state"), max_length=12, choices=RunState.choices, default=RunState.UPLOADED)
    options = models.JSONField(default=dict)
    # TERYT codes the file speaks for; found while checking. Who may see and decide follows from `places`.
    territories = models.JSONField(default=list)
    started_by_id = models.BigIntegerField(null=True)
    started_by_label = models.CharField(_("started by"), max_length=200)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    # Who said "apply"; looked at once more when it is done, for a role may have been taken away since.
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_by_label = models.CharField(_("confirmed by"), max_length=200, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    rows = models.BigIntegerField(default=0)
    created = models.BigIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    removed = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    # Digest of the planned changes: what is applied must be what was previewed.
    plan_digest = models.CharField(max_length=64, blank=True)
    # The first records of each kind: {"created": [...], "changed": [...], "removed": [...]}
    preview = models.JSONField(default=dict)
    # All problems are counted; only the first some thousands are kept.
    problems_found = models.BigIntegerField(default=0)
    # Suspiciously many records are missing: applied only when somebody says that this is meant.
    shrank = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="import_run_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def file_name(self) -> str:
        """Under which name the file came this time; the same content may have come under another one before."""
        return str(self.options.get("file_name") or self.snapshot.file_name)

    @property
    def vintage(self) -> dt.date | None:
        """The day as of which the file speaks, as it was said this time."""
        told = self.options.get("vintage")
        return dt.date.fromisoformat(told) if told else self.snapshot.vintage

    def counts(self) -> dict[str, int]:
        """The figures of the summary, under the names that `--json` prints."""
        names = ("rows", "created", "changed", "unchanged", "removed", "rejected")
        return {name: getattr(self, name) for name in names}


class RunPlace(models.Model):
    """Where a run lies: whoever may load files for all of these TERYT codes sees it. None: the whole country only.

    Until the file was checked, and when it is refused, the run lies where its starter stood; then where it speaks for.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="places")
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["run", "code"]
        constraints = [models.UniqueConstraint(fields=["run", "code"], name="run_place_once")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.code}"


class Confirmation(models.Model):
    """What a run found to be just as its file has it: nothing was written, and undoing an older run leaves it alone.

    Keys as ranges of the first and the last: one row for a table, however long it is.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="confirmations")
    model = models.CharField(max_length=60)
    standing = models.JSONField(default=list)  # records that the file holds as they are
    gone = models.JSONField(default=list)  # records withdrawn before, which the file lacks as well

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.model}"


class RowProblem(models.Model):
    """Błąd w wierszu: where, what, how to put it right. The text is made from `code` when it is shown."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    line = models.BigIntegerField(_("line"), null=True)
    column = models.CharField(_("column"), max_length=100, blank=True)
    value = models.CharField(_("value"), max_length=200, blank=True)
    code = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    severity = models.CharField(max_length=8, choices=Severity.choices, default=Severity.ROW)

    class Meta:
        ordering = ["line", "id"]

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.code}"


class RowChange(models.Model):
    """What a run did to one record that it changed or removed; undo reads it back.

    Created records carry `created_run` themselves, so sixty thousand of them need no row here.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=ChangeKind.choices)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["model", "object_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"
