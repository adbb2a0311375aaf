"""Papers of a meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.models import KeptFile

from .meeting import AgendaItem


class Paper(KeptFile):
    """Materiał na posiedzenie: one version of one document; the newest version is read, the older ones are kept."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    # Confidential papers are for the members, their substitutes and the office; all versions of one alike.
    confidential = models.BooleanField(_("confidential"), default=False)
    reason = models.CharField(_("why it changed"), max_length=300, blank=True)  # once the meeting has opened

    class Meta:
        ordering = ["item", "title", "-version"]
        constraints = [models.UniqueConstraint(fields=["item", "title", "version"], name="paper_version_once")]

    def __str__(self) -> str:
        return self.title
