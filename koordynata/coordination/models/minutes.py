"""Minutes of a meeting, their corrections, and the office's own template for them."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.foundation.models import OwnTemplate

from ..enums import MinutesState
from .ballot import Ballot
from .body import Body
from .meeting import Meeting


class Minutes(models.Model):
    """Protokół: sections as text; after its approval only corrections are added."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="protocol")
    state = models.CharField(max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT)
    sections: Any = models.JSONField(default=list)  # [{"title", "text"}], in order
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="approved_minutes"
    )
    approved_by = models.ForeignKey(
        Ballot, null=True, blank=True, on_delete=models.PROTECT, related_name="approved_minutes"
    )
    audit_head = models.CharField(max_length=64, blank=True)  # the audit chain's head, printed when approved

    class Meta:
        ordering = ["meeting"]
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(state=MinutesState.APPROVED),
                    approved_at__isnull=False, approved_in__isnull=False,
                )
                | models.Q(~models.Q(state=MinutesState.APPROVED), approved_at__isnull=True, approved_in__isnull=True),
                name="minutes_approved_in_meeting",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.meeting)


class Correction(models.Model):
    """Sprostowanie of approved minutes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a record", "number"))
    text = models.TextField(_("correction"))
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["minutes", "number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="correction_number_once")]

    def __str__(self) -> str:
        return self.text[:80]


class MinutesTemplate(OwnTemplate):
    """Wzór protokołu."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="minutes_templates")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["body", "-version"]
        constraints = [models.UniqueConstraint(fields=["body", "version"], name="template_version_once")]
