"""Programmes, their versions, their reporting periods."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.foundation.collation import POLISH
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution
from koordynata.registry.scopes import ScopedQuerySet

from ..enums import VersionState
from ..layout import Kind, kinds


class ProgrammeQuerySet(ScopedQuerySet["Programme"]):
    """Lists start from `visible_to(user)`."""

    def visible_to(self, user: Any, permission: Permission = Permission.VIEW_PROGRAMMES) -> Self:
        """Only programmes of the user's territories."""
        return super().visible_to(user, permission)


class Programme(models.Model):
    """Program (regionalny program wdrożeniowy ZSU 2030, strategia, projekt ogólnokrajowy). `kind`: data/kinds.csv."""

    kind = models.CharField(_("kind"), max_length=20)
    territory = models.ForeignKey(Territory, verbose_name=_("territory"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=300, db_collation=POLISH)
    short_name = models.CharField(_("short name"), max_length=40)
    starts = models.DateField(_("begins"))
    ends = models.DateField(_("ends"))
    durable_until = models.DateField(_("last day of the durability period"), null=True, blank=True)
    coordinator = models.ForeignKey(
        Institution, verbose_name=_("coordinating institution"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    legal_basis = models.TextField(_("legal basis"), blank=True)
    is_sample = models.BooleanField(default=False, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["territory__code", "kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "short_name"], name="programme_short_name_once",
                violation_error_message=_("This territory already has a programme of that short name."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="programme_ends_after_start",
                violation_error_message=_("The programme ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(durable_until__isnull=True) | Q(durable_until__gte=F("ends")),
                name="programme_durable_after_end",
                violation_error_message=_("The durability period ends after the programme, not before."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def layout(self) -> Kind:
        """The kind with its levels."""
        return kinds()[self.kind]


class VersionQuerySet(models.QuerySet["Version"]):
    """Filters said in one word."""

    def adopted(self) -> Self:
        """Those that were, are, or will be in force; the newest first."""
        return self.filter(state=VersionState.ADOPTED).order_by("-in_force_from")

    def in_force_on(self, day: date) -> Self:
        """The one that was in force on a day, of each programme: the latest that had begun."""
        begun = Version.objects.filter(programme=models.OuterRef("programme"), state=VersionState.ADOPTED,
                                       in_force_from__lte=day).order_by("-in_force_from")  # fmt: skip
        return self.filter(pk=models.Subquery(begun.values("pk")[:1]))


class Version(models.Model):
    """Wersja programu: its whole content from a resolution to the next change."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a record", "number"))
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="next_versions")
    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.DRAFT)
    reason = models.TextField(_("why it is changed"), blank=True)
    consulted_from = models.DateField(_("consultation begins"), null=True, blank=True)
    consulted_until = models.DateField(_("last day for comments"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    # Who adopted it and by what; the room above keeps the resolution itself under `decision_ref`.
    decided_by = models.CharField(_("adopted by"), max_length=200, blank=True)
    decision_number = models.CharField(_("number of the resolution"), max_length=60, blank=True)
    decision_date = models.DateField(_("date of the resolution"), null=True, blank=True)
    decision_ref = models.CharField(max_length=40, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    revision = models.PositiveIntegerField(default=1)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["programme", "in_force_from"], condition=Q(state=VersionState.ADOPTED),
                name="version_start_once",
                violation_error_message=_("Another version comes into force on that day."),
            ),
            models.CheckConstraint(
                condition=~Q(state=VersionState.ADOPTED)
                | Q(in_force_from__isnull=False, decision_date__isnull=False) & ~Q(decided_by="") & ~Q(content_hash=""),
                name="version_adopted_by_decision",
                violation_error_message=_("Say who adopted the version, when, and from which day it is in force."),
            ),
            models.CheckConstraint(
                condition=Q(consulted_until__isnull=True) | Q(consulted_until__gte=F("consulted_from")),
                name="version_consulted_in_order",
                violation_error_message=_("The consultation ends before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.programme.short_name} v{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether its content may still be changed."""
        return self.state == VersionState.DRAFT


class Period(models.Model):
    """Okres sprawozdawczy. A closed one takes no more values until it is reopened with a reason."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="periods")
    name = models.CharField(_("name"), max_length=40)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    due = models.DateField(_("values are due"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["programme", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "starts"], name="period_start_once",
                violation_error_message=_("Another period begins on that day."),
            ),
            models.UniqueConstraint(
                fields=["programme", "name"], name="period_name_once",
                violation_error_message=_("This period is already there."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="period_ends_after_start",
                violation_error_message=_("The period ends before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more values."""
        return self.closed_at is not None
