"""The office's own looks of an opinion."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.reference.models import Territory


class OpinionTemplate(models.Model):
    """Wzór opinii: one version of a region's DOCX; the newest is used, the older ones are kept."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(_("version"))
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)  # the file lies under it; empty: back to the shipped one
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["region", "-version"]
        constraints = [models.UniqueConstraint(fields=["region", "version"], name="opinion_template_version_once")]

    def __str__(self) -> str:
        return self.file_name
