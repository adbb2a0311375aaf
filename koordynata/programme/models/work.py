"""What happens to an action, whatever version words it: milestones reached, money, risks, what people say."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.collation import POLISH

from ..enums import MoneyStage, RiskState
from .element import Strand


class Reached(models.Model):
    """Osiągnięcie kamienia milowego, with its evidence. `uid` is the milestone's."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="reached")
    uid = models.UUIDField(unique=True)
    on = models.DateField(_("reached on"))
    note = models.TextField(_("how it was reached"), blank=True)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["strand", "on", "id"]

    def __str__(self) -> str:
        return f"{self.uid} {self.on}"


class Money(models.Model):
    """Środki zakontraktowane albo wydane: one contract, one payment. A mistake is taken back by a negative row."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="money")
    stage = models.CharField(_("stage"), max_length=10, choices=MoneyStage.choices)
    source = models.CharField(_("source of money"), max_length=20)
    on = models.DateField(_("day"))
    amount = models.DecimalField(_("amount in zł"), max_digits=14, decimal_places=2)
    document = models.CharField(_("document"), max_length=120)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["strand", "on", "id"]
        verbose_name_plural = "money"
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0), name="money_not_zero", violation_error_message=_("Give an amount."),
            ),
            models.UniqueConstraint(
                fields=["strand", "stage", "source", "document", "on", "amount"], name="money_once",
                violation_error_message=_("This document has been entered already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.document


class Risk(models.Model):
    """Ryzyko: how likely and how grave from 1 to 5, and what is done about it."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="risks")
    name = models.CharField(_("risk"), max_length=200, db_collation=POLISH)
    likelihood = models.PositiveSmallIntegerField(_("likelihood (1–5)"))
    impact = models.PositiveSmallIntegerField(_("impact (1–5)"))
    response = models.TextField(_("what is done about it"), blank=True)
    owner = models.CharField(_("who watches it"), max_length=150, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RiskState.choices, default=RiskState.OPEN)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["strand", "state", "-likelihood", "-impact", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)), name="risk_1_5",
                violation_error_message=_("Likelihood and impact go from 1 to 5."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def weight(self) -> int:
        """1 to 25."""
        return self.likelihood * self.impact


class Remark(models.Model):
    """Wpis w dyskusji o działaniu."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="remarks")
    text = models.TextField(_("remark"), max_length=4000)
    at = models.DateTimeField(default=timezone.now)
    author_id = models.BigIntegerField(null=True, blank=True)
    author = models.CharField(max_length=200)

    class Meta:
        ordering = ["strand", "at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
