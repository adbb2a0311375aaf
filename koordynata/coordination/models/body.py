"""Bodies, their rules with dates, their terms."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import ValidationError as Mistakes

from koordynata.foundation.collation import POLISH
from koordynata.foundation.models import OptionalFile
from koordynata.reference.models import Territory
from koordynata.registry.scopes import ScopedQuerySet

from ..enums import BodyKind
from ..verdict.rules_file import BodyRules


class BodyQuerySet(ScopedQuerySet["Body"]):
    """Filters said in one word; lists start from `visible_to(user)`."""


class Body(models.Model):
    """Ciało kolegialne: the Regional Coordination Team (WZK), a council, a working group of either."""

    kind = models.CharField(_("kind"), max_length=10, choices=BodyKind.choices)
    name = models.CharField(_("name"), max_length=200, db_collation=POLISH)
    short_name = models.CharField(_("short name"), max_length=40)
    territory = models.ForeignKey(Territory, verbose_name=_("territory"), on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="groups")
    advises = models.CharField(_("advises"), max_length=200, blank=True)  # e.g. zarząd województwa
    legal_basis = models.TextField(_("legal basis"), blank=True)
    task = models.TextField(_("what it was set up for"), blank=True)
    is_sample = models.BooleanField(default=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["territory__code", "kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "short_name"], name="body_short_name_once",
                violation_error_message=_("This territory already has a body of that short name."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=BodyKind.GROUP) | models.Q(parent__isnull=False), name="body_group_has_parent",
                violation_error_message=_("A working group belongs to a body."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind=BodyKind.GROUP) | models.Q(parent__isnull=True), name="body_parent_of_group",
                violation_error_message=_("Only a working group belongs to another body."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class RulesOfProcedure(OptionalFile):
    """Regulamin: what decides votes, from one day to another; beside it the text as the body adopted it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rules_versions")
    title = models.CharField(_("title"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)  # the last day
    rules = models.JSONField(default=dict, blank=True)  # see verdict.rules_file.BodyRules
    note = models.TextField(_("what is uncertain"), blank=True)

    class Meta:
        ordering = ["body", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "valid_from"], name="rules_start_once",
                violation_error_message=_("Another version begins on that day."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="rules_end_after_start", violation_error_message=_("The last day lies before the first."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse rules that the engine cannot read."""
        try:
            self.parsed()
        except Mistakes as mistakes:
            raise ValidationError({"rules": [error["msg"] for error in mistakes.errors()]}) from None

    def parsed(self) -> BodyRules:
        """The rules for the engine. Raises pydantic.ValidationError."""
        data: dict[str, Any] = self.rules
        return BodyRules.model_validate(data)


class Term(models.Model):
    """Kadencja."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a record", "number"))
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"), null=True, blank=True)

    class Meta:
        ordering = ["body", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="term_number_once"),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gt=models.F("starts")),
                name="term_ends_after_start", violation_error_message=_("The term ends before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.number}"
