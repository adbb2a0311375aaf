"""The coordination office: duties done, the region's own actions."""

from typing import Any, Self, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.roles import Permission
from koordynata.foundation.collation import POLISH
from koordynata.reference.models import Territory
from koordynata.registry.scopes import ScopedQuerySet

from ..dated import Dated
from ..enums import ActionState
from ..office import action_kinds

M = TypeVar("M", bound=models.Model)


class OfficeQuerySet(ScopedQuerySet[M]):
    """What only the office of a region sees."""

    def visible_to(self, user: Any, permission: Permission = Permission.RUN_MEETINGS) -> Self:
        """Only the rows of regions whose office the user is."""
        return super().visible_to(user, permission)


class DutyMark(models.Model):
    """Wykonanie obowiązku: one time of a row of data/duties.csv is done."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    done_on = models.DateField(_("done on"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    marked_at = models.DateTimeField(default=timezone.now)
    marked_by = models.CharField(max_length=200)
    is_sample = models.BooleanField(default=False, editable=False)

    objects = OfficeQuerySet["DutyMark"].as_manager()

    class Meta:
        ordering = ["territory", "year", "month", "duty"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "duty", "year", "month"], name="duty_done_once",
                violation_error_message=_("This duty is marked as done already."),
            ),
            models.CheckConstraint(condition=models.Q(month__range=(1, 12)), name="duty_month_1_12"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.duty} {self.year}-{self.month:02}"


class OwnAction(models.Model):
    """Działanie własne województwa. `kind` is a row of data/action_kinds.csv."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200, db_collation=POLISH)
    kind = models.CharField(_("kind"), max_length=20)
    starts = models.DateField(_("begins"))
    ends = models.DateField(_("ends"))
    budget = models.DecimalField(_("budget in zł"), max_digits=12, decimal_places=2, null=True, blank=True)
    objective = models.CharField(_("objective of the programme"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ActionState.choices, default=ActionState.PLANNED)
    result = models.TextField(_("result"), blank=True)
    version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(default=False, editable=False)

    objects = OfficeQuerySet["OwnAction"].as_manager()

    class Meta:
        ordering = ["-starts", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="action_ends_after_start",
                violation_error_message=_("The action ends before it begins."),
            ),
            models.CheckConstraint(
                condition=models.Q(budget__isnull=True) | models.Q(budget__gte=0), name="action_budget_not_below_zero",
                violation_error_message=_("A budget is not below zero."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ActionState.DONE) | ~models.Q(result=""), name="action_done_with_result",
                violation_error_message=_("Say what came of the action before it is done."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def kind_info(self) -> Dated:
        """The kind with its name."""
        return action_kinds()[self.kind]
