"""The opinion, and what the years showed of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.coordination.models import Ballot, Motion, Resolution
from koordynata.reference.models import Territory

from ..enums import DeliveryWay, Outcome
from ..kinds import Kind, kinds
from .evidence import Evidence
from .request import OpinionRequest


class Proposal(models.Model):
    """Stanowisko biura dla zespołu: what the office proposes; with a motion it is before the body."""

    request = models.ForeignKey(OpinionRequest, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(_("kind of opinion"), max_length=24)
    reasons = models.TextField(_("reasons"), blank=True)
    recommendations = models.TextField(_("recommendations"), blank=True)
    motion = models.ForeignKey(  # one motion may be about many applications: a block
        Motion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["request", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(motion__isnull=True), name="proposal_one_working_version"
            ),
            models.UniqueConstraint(fields=["request", "motion"], name="proposal_once_in_a_motion"),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.kind}"

    @property
    def kind_info(self) -> Kind:
        """The kind with its name."""
        return kinds()[self.kind]


class Opinion(models.Model):
    """Opinia o zasadności kształcenia w zawodzie. `kind` is a row of data/kinds.csv; the basis is copied in."""

    request = models.OneToOneField(OpinionRequest, on_delete=models.PROTECT, related_name="opinion")
    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(pgettext_lazy("of a record", "number"))
    kind = models.CharField(_("kind of opinion"), max_length=24)
    giver = models.CharField(_("given by"), max_length=200)
    basis = models.TextField(_("legal basis"))
    ballot = models.ForeignKey(Ballot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    resolution = models.ForeignKey(  # of the body's register: one entry for all opinions of one ballot
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("given on"))
    reasons = models.TextField(_("reasons"), blank=True)
    recommendations = models.TextField(_("recommendations"), blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    delivery_way = models.CharField(_("way of delivery"), max_length=12, choices=DeliveryWay.choices, blank=True)
    delivery_note = models.CharField(_("proof of delivery"), max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "number"], name="opinion_number_once",
                violation_error_message=_("This number is taken."),
            ),
            models.CheckConstraint(
                condition=models.Q(delivered_on__isnull=True) | models.Q(delivered_on__gte=models.F("decided_on")),
                name="opinion_delivered_after_decision",
                violation_error_message=_("An opinion is not delivered before it is given."),
            ),
            models.CheckConstraint(
                condition=models.Q(delivered_on__isnull=True) | ~models.Q(reasons=""),
                name="opinion_delivered_with_reasons",
                violation_error_message=_("An opinion is not delivered without reasons."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.signature

    @property
    def signature(self) -> str:
        """`9/2026`."""
        return f"{self.number}/{self.year}"

    @property
    def kind_info(self) -> Kind:
        """The kind with its name."""
        return kinds()[self.kind]


class FollowUp(models.Model):
    """Obserwacja skutków: one school year against what the evidence said."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="follow_ups")
    year = models.PositiveSmallIntegerField(_("school year"))
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome.choices)
    findings = models.JSONField()  # see opinions.following
    digest = models.CharField("SHA-256", max_length=64)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["opinion", "year"]
        constraints = [models.UniqueConstraint(fields=["opinion", "year"], name="follow_up_once")]

    def __str__(self) -> str:
        return f"{self.opinion} {self.year}"
