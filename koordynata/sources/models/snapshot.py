"""Files kept by their content."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """Pobrana wersja: one file as it came, stored under its SHA-256, with its manifest."""

    sha256 = models.CharField(max_length=64)
    source = models.CharField(_("source"), max_length=40)
    file_name = models.CharField(_("file"), max_length=200)
    size = models.BigIntegerField(_("size in bytes"))
    rows = models.BigIntegerField(_("rows"), null=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    licence = models.CharField(_("licence"), max_length=200)
    vintage = models.DateField(_("as of"), null=True)
    is_sample = models.BooleanField(default=False)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-stored_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["sha256", "source"], name="snapshot_content_once_per_source"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.sha256[:8]})"

    @property
    def path(self) -> str:
        """Where the content lies below the data folder's `snapshots`."""
        return f"{self.sha256[:2]}/{self.sha256}"
