"""What lay on the table: the evidence sheet, and what others said before the vote."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.models import KeptFile

from ..enums import PriorSource, Stance
from .request import OpinionRequest


class Evidence(models.Model):
    """Arkusz dowodów. Frozen once it is before the body: from then on neither the sheet nor the digest changes."""

    request = models.ForeignKey(OpinionRequest, on_delete=models.PROTECT, related_name="evidence")
    version = models.PositiveSmallIntegerField(_("version"))
    sheet = models.JSONField()
    digest = models.CharField("SHA-256", max_length=64)  # of the sheet in its canonical spelling
    speaks_for = models.PositiveSmallIntegerField(default=0)  # how many answers, so that lists can sort by it
    speaks_against = models.PositiveSmallIntegerField(default=0)
    prepared_at = models.DateTimeField(default=timezone.now)
    prepared_by = models.CharField(max_length=200)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["request", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["request", "version"], name="evidence_version_once"),
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(frozen_at__isnull=True), name="evidence_one_working_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} v{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write; a frozen sheet is never written again."""
        if Evidence.objects.filter(pk=self.pk, frozen_at__isnull=False).exists():
            raise TypeError("frozen evidence does not change")
        super().save(*args, **kwargs)


class PriorOpinion(models.Model):
    """Stanowisko grupy roboczej, rady rynku pracy, powiatowej rady: asked for, or given, before the vote."""

    request = models.ForeignKey(OpinionRequest, on_delete=models.PROTECT, related_name="prior_opinions")
    source = models.CharField(_("who"), max_length=16, choices=PriorSource.choices)
    body_name = models.CharField(_("name of the body"), max_length=200)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    answer_due = models.DateField(_("answer due"), null=True, blank=True)
    stance = models.CharField(_("position"), max_length=8, choices=Stance.choices, blank=True)
    act = models.CharField(_("resolution or letter"), max_length=120, blank=True)
    given_on = models.DateField(_("given on"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["request", "given_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "source", "body_name", "given_on"], name="prior_opinion_once",
                violation_error_message=_("This position is recorded already."),
            ),
            models.UniqueConstraint(
                fields=["request", "source", "body_name"], condition=models.Q(given_on__isnull=True),
                name="prior_opinion_asked_once", violation_error_message=_("This body is asked already."),
            ),
            models.CheckConstraint(
                condition=models.Q(given_on__isnull=False, stance__in=Stance.values)
                | models.Q(given_on__isnull=True, stance="", asked_on__isnull=False),
                name="prior_opinion_asked_or_given",
                violation_error_message=_("A position was given with its day, or is asked for since a day."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.body_name}: {self.get_stance_display() or _('asked')}"


class PositionFile(KeptFile):
    """Pismo ze stanowiskiem: one version of the file behind a position; the newest is read, the older ones are kept."""

    position = models.ForeignKey(PriorOpinion, on_delete=models.PROTECT, related_name="files")
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "-version"]
        constraints = [models.UniqueConstraint(fields=["position", "version"], name="position_file_version_once")]
