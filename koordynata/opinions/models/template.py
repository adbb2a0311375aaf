"""The office's own looks of an opinion."""

from django.db import models

from koordynata.foundation.models import OwnTemplate
from koordynata.reference.models import Territory


class OpinionTemplate(OwnTemplate):
    """Wzór opinii."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["region", "-version"]
        constraints = [models.UniqueConstraint(fields=["region", "version"], name="opinion_template_version_once")]
