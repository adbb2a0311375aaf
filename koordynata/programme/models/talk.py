"""Consultation of a version, and what is reported of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import CommentOutcome, ReportState
from .element import Strand
from .programme import Period, Programme, Version


class Comment(models.Model):
    """Uwaga zgłoszona w konsultacjach, to one paragraph of one element (0: to the whole of it), with its answer."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    strand = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.PROTECT, related_name="comments")
    paragraph = models.PositiveSmallIntegerField(default=0)
    quote = models.TextField(blank=True)  # the paragraph as it stood
    text = models.TextField(_("comment"), max_length=4000)
    author_id = models.BigIntegerField(null=True, blank=True)
    author = models.CharField(_("who comments"), max_length=200)
    body = models.CharField(_("on behalf of"), max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=8, choices=CommentOutcome.choices, blank=True, default="")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["version", "at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(answer=""), name="comment_outcome_with_answer",
                violation_error_message=_("Give reasons for the outcome."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:60]


class Report(models.Model):
    """Sprawozdanie of a period: of the whole programme, or of one area. Once frozen it is read from its snapshot."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reports")
    area = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.DRAFT)
    edition = models.PositiveSmallIntegerField(default=1)  # the next one corrects a frozen one
    reason = models.TextField(_("what is corrected"), blank=True)
    snapshot = models.TextField(blank=True)  # canonical JSON
    digest = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["programme", "-period__starts", "area__id", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "area", "edition"], name="report_of_area_once",
                violation_error_message=_("This report is already there."),
            ),
            models.UniqueConstraint(
                fields=["period", "edition"], condition=Q(area=None), name="report_of_whole_once",
                violation_error_message=_("This report is already there."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | (~Q(snapshot="") & ~Q(digest="")), name="report_frozen_whole"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(state=ReportState.FROZEN, area=None), name="report_sent_once_frozen",
                violation_error_message=_("Only a frozen report of the whole programme is sent."),
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(reason=""), name="report_corrected_with_reason",
                violation_error_message=_("Say what the next edition corrects."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.programme.short_name} {self.period}"

    @property
    def is_frozen(self) -> bool:
        """Whether it is read from its snapshot."""
        return self.state == ReportState.FROZEN


class Narrative(models.Model):
    """Opis w sprawozdaniu: what people write of one area (None: of the whole)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="narratives")
    strand = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("narrative"), blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["report", "strand__id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "strand"], name="narrative_of_area_once"),
            models.UniqueConstraint(fields=["report"], condition=Q(strand=None), name="narrative_of_whole_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class RegionalComment(models.Model):
    """Komentarz województwa beside its number in the national comparison."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="regional_comments")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    common = models.CharField(max_length=20)  # data/common_indicators.csv
    text = models.TextField(_("comment"), max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["programme", "period", "common"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "period", "common"], name="regional_comment_once",
                violation_error_message=_("There is a comment already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:60]
