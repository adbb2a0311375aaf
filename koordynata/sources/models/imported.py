"""What every imported record carries."""

from django.db import models

from .run import ImportRun


class Imported(models.Model):
    """A record that an import run may create, change, or withdraw.

    `content_hash` covers all imported columns: an unchanged row is recognised without being read.
    """

    content_hash = models.CharField(max_length=32, blank=True, editable=False)
    created_run = models.ForeignKey(
        ImportRun, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # Set when a later file of the same scope no longer holds the record; nothing is deleted. Without an index: nearly
    # all rows are empty here, and SQLite would take that index before the one by which a list is sorted.
    withdrawn_run = models.ForeignKey(
        ImportRun, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
