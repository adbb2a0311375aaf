"""Indicators: what is measured, what was promised for it, what was achieved."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.collation import POLISH
from koordynata.foundation.dated import spoken
from koordynata.foundation.models import KeptFile

from ..enums import ActualState, Direction, MeasureSource, OverElements, OverTime
from .element import Strand
from .programme import Period, Programme, Version


class Measure(models.Model):
    """Karta wskaźnika: what is measured and how, for all elements of a programme that promise it.

    `rule` says what is counted: {"facts": [kinds], "by": "person" or "fact", "where": {attribute: value}} for facts,
    {"metric": id, …} for a metric of the warehouse. `dimensions`: ids of data/dimensions.csv, of which parts are asked.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="measures")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=300, db_collation=POLISH)
    name_en = models.CharField(_("English name"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=40)
    over_time = models.CharField(_("over time"), max_length=8, choices=OverTime.choices, default=OverTime.ADDED)
    over_elements = models.CharField(
        _("over elements"), max_length=8, choices=OverElements.choices, default=OverElements.SUM
    )
    direction = models.CharField(_("direction"), max_length=4, choices=Direction.choices, default=Direction.UP)
    source = models.CharField(_("source"), max_length=8, choices=MeasureSource.choices, default=MeasureSource.TYPED)
    rule = models.JSONField(default=dict, blank=True)
    dimensions = models.JSONField(default=list, blank=True)
    common = models.CharField(_("common indicator"), max_length=20, blank=True)  # code in data/common_indicators.csv
    definition = models.TextField(_("definition"), blank=True)
    purpose = models.TextField(_("why it is measured"), blank=True)
    method = models.TextField(_("how it is measured"), blank=True)
    keeper = models.CharField(_("who measures"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["programme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="measure_code_once",
                violation_error_message=_("This programme has an indicator of that code already."),
            ),
            models.CheckConstraint(
                condition=~Q(over_elements=OverElements.DISTINCT) | Q(source=MeasureSource.COUNTED),
                name="measure_distinct_from_facts",
                violation_error_message=_("Persons can be counted once only where facts are counted."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return spoken(self.name, self.name_en or self.name)

    @property
    def is_ratio(self) -> bool:
        """Whether a value is a numerator over a denominator."""
        return self.over_elements == OverElements.RATIO


class Indicator(models.Model):
    """Wskaźnik elementu: a measure promised at one element, through all versions."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="indicators")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="indicators")

    class Meta:
        ordering = ["strand", "measure__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["strand", "measure"], name="indicator_once",
                violation_error_message=_("This element has that indicator already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.measure)


class Commitment(models.Model):
    """Zobowiązanie wersji: the baseline of an indicator. A ratio's values are in per cent."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="commitments")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="commitments")
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"), null=True, blank=True)

    class Meta:
        ordering = ["version", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["version", "indicator"], name="commitment_once"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(baseline_year__isnull=False), name="baseline_with_year",
                violation_error_message=_("Give the year of the baseline."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.indicator)


class Target(models.Model):
    """Wartość docelowa for one period, said as the measure's values are: of the period, from the beginning, a state."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="targets")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="targets")
    value = models.DecimalField(_("target"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["commitment", "period__starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "period"], name="target_once",
                violation_error_message=_("This period has a target already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.value)


class Actual(models.Model):
    """Wartość osiągnięta of one indicator in one period. A ratio has numerator and denominator instead of a value."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="actuals")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="actuals")
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(_("denominator"), max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.TextField(_("explanation"), blank=True)
    state = models.CharField(max_length=10, choices=ActualState.choices, default=ActualState.DRAFT)
    state_at = models.DateTimeField(null=True, blank=True)
    state_by = models.CharField(max_length=200, blank=True)
    returned_reason = models.TextField(_("what is to be corrected"), blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["indicator", "period__starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"], name="actual_once",
                violation_error_message=_("This period has a value already."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, numerator__isnull=True, denominator__isnull=True)
                | Q(value__isnull=True, numerator__isnull=False, denominator__isnull=False),
                name="actual_value_or_ratio",
                violation_error_message=_("Give a value, or a numerator and a denominator."),
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gte=F("numerator"), numerator__gte=0),
                name="actual_ratio_in_order",
                violation_error_message=_("A numerator lies between zero and its denominator."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ActualState.RETURNED) | ~Q(returned_reason=""), name="actual_returned_with_reason",
                violation_error_message=_("Say what is to be corrected."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["period", "state"], name="actual_by_period")]

    def __str__(self) -> str:
        return str(self.shown)

    @property
    def may_be_written(self) -> bool:
        """Whether it is still, or again, with whoever reports it."""
        return self.state in (ActualState.DRAFT, ActualState.RETURNED)

    @property
    def whole(self) -> Decimal:
        """What parts are parts of: the value, of a ratio its numerator."""
        number = self.numerator if self.value is None else self.value
        return number if number is not None else Decimal(0)

    @property
    def shown(self) -> Decimal | None:
        """The value as people read it; a ratio in per cent, None over nothing."""
        if self.value is not None:
            return self.value
        if not self.denominator or self.numerator is None:
            return None
        return round(100 * self.numerator / self.denominator, 2)


class Part(models.Model):
    """Część wartości by one category of one dimension. The parts of a dimension never exceed the whole."""

    actual = models.ForeignKey(Actual, on_delete=models.CASCADE, related_name="parts")
    dimension = models.CharField(max_length=20)
    category = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["actual", "dimension", "category"]
        constraints = [
            models.UniqueConstraint(fields=["actual", "dimension", "category"], name="part_once"),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="part_not_negative",
                violation_error_message=_("A part is not below zero."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.dimension}: {self.category}"


class Evidence(KeptFile):
    """Dowód: a file behind a value or a milestone reached (`milestone`: its uid)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    actual = models.ForeignKey(Actual, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence")
    milestone = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["programme", "added_at", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["actual", "digest"], name="evidence_once",
                violation_error_message=_("This file is attached already."),
            ),
            models.CheckConstraint(
                condition=Q(actual__isnull=False, milestone__isnull=True)
                | Q(actual__isnull=True, milestone__isnull=False),
                name="evidence_of_one_thing",
            ),
        ]  # fmt: skip
