"""What the rows that point at a kept file have in common; the content lies under its digest (foundation/files.py)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KeptFile(models.Model):
    """A file that somebody attached."""

    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name


class OptionalFile(models.Model):
    """A row that may have one file beside what it says itself."""

    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256: the file lies under it

    class Meta:
        abstract = True


class OwnTemplate(models.Model):
    """Wzór dokumentu: one version of an office's DOCX; the newest is used, the older ones are kept."""

    version = models.PositiveSmallIntegerField(_("version"))
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)  # SHA-256; empty: back to the shipped one
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name
