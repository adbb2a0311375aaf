"""One verb over many applications, carried out in the background: what was asked for, and how each fared."""

from collections import Counter

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import BulkVerb, EntryState
from .request import OpinionRequest


class BulkRun(models.Model):
    """Czynność zbiorcza. It belongs to whoever asked for it, and is over when no entry waits."""

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(_("what to do"), max_length=12, choices=BulkVerb.choices)
    kind = models.CharField(_("kind of opinion"), max_length=24, blank=True)  # of the position
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return str(self.get_verb_display())

    def counts(self) -> "Counter[str]":
        """How many entries stand in each state. One query."""
        found = self.entries.order_by().values_list("state").annotate(n=models.Count("pk"))
        return Counter(dict(found))


class BulkEntry(models.Model):
    """One application of the run; `told` says in words why it could not be done."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="entries")
    request = models.ForeignKey(OpinionRequest, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=EntryState.choices, default=EntryState.WAITING)
    told = models.TextField(blank=True)

    class Meta:
        ordering = ["run", "id"]
        indexes = [models.Index(fields=["run", "state"])]
        constraints = [models.UniqueConstraint(fields=["run", "request"], name="bulk_entry_once")]

    def __str__(self) -> str:
        return f"{self.run}: {self.request}"
