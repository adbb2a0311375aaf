"""The office's own looks of a report."""

from django.db import models

from koordynata.foundation.models import OwnTemplate
from koordynata.reference.models import Territory


class ReportTemplate(OwnTemplate):
    """Wzór sprawozdania, one for all programmes of a territory."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["territory", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "version"], name="report_template_version_once"),
        ]  # fmt: skip
