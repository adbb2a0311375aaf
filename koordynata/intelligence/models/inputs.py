"""Imported labour-market inputs, one model per kind of file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.reference.models import BarometerGroup, Occupation, Territory
from koordynata.sources.models import Imported


class Observation(Imported):
    """One value of a public statistic (GUS BDL): variable × territory × period."""

    variable = models.CharField(_("variable"), max_length=160)  # BDL id, or the subject line of a website file
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField(_("year"))
    period = models.CharField(_("period"), max_length=40, blank=True)  # a month or quarter; empty: the year
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    value = models.FloatField(_("value"), null=True)

    class Meta:
        ordering = ["variable", "territory", "year", "period"]
        constraints = [
            models.UniqueConstraint(fields=["variable", "territory", "year", "period"], name="observation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.variable} {self.year} {self.period}: {self.value}"


class BarometerRating(Imported):
    """Barometr zawodów: a panel's two answers for one group (or occupation) in one powiat and year.

    Both scales have five steps: 1 fast growth … 5 fast fall; 1 large deficit … 5 large surplus.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT)
    group = models.ForeignKey(BarometerGroup, null=True, blank=True, on_delete=models.PROTECT)
    occupation = models.ForeignKey(Occupation, null=True, blank=True, on_delete=models.PROTECT)
    demand_change = models.PositiveSmallIntegerField(_("change in demand"))
    relation = models.PositiveSmallIntegerField(_("relation of supply and demand"))
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["year", "territory", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "territory", "group"],
                condition=models.Q(occupation__isnull=True),
                name="rating_once_per_group",
            ),
            models.UniqueConstraint(
                fields=["year", "territory", "occupation"],
                condition=models.Q(group__isnull=True),
                name="rating_once_per_occupation",
            ),
            models.CheckConstraint(
                condition=models.Q(demand_change__range=(1, 5), relation__range=(1, 5)),
                name="rating_five_steps",
            ),
            models.CheckConstraint(
                condition=models.Q(group__isnull=True, occupation__isnull=False)
                | models.Q(group__isnull=False, occupation__isnull=True),
                name="rating_group_or_occupation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.territory} {self.group or self.occupation}"


class DemandForecast(Imported):
    """Prognoza zapotrzebowania (Prawo oświatowe art. 46b): level of demand for an occupation in a territory."""

    year = models.PositiveSmallIntegerField(_("year"))
    gazette_item = models.CharField(_("Monitor Polski item"), max_length=40, blank=True)
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT)  # country or voivodeship
    level = models.CharField(_("level"), max_length=60)  # the levels are data: data/forecast_levels.csv

    class Meta:
        ordering = ["year", "territory", "occupation"]
        constraints = [
            models.UniqueConstraint(fields=["year", "occupation", "territory"], name="forecast_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.occupation}: {self.level}"


class GraduateOutcome(Imported):
    """Monitoring karier absolwentów: what graduates of one year did twelve months later, by school's powiat."""

    year = models.PositiveSmallIntegerField(_("year of graduation"))
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT)
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT)
    graduates = models.PositiveIntegerField(_("graduates"))
    working = models.PositiveIntegerField(_("working"), null=True)
    learning = models.PositiveIntegerField(_("learning"), null=True)
    unemployed = models.PositiveIntegerField(_("unemployed"), null=True)
    staying = models.PositiveIntegerField(_("working in the voivodeship"), null=True)
    wage_ratio = models.FloatField(_("wage relative to the powiat"), null=True)  # 1.0 = the powiat's mean

    class Meta:
        ordering = ["year", "territory", "occupation"]
        constraints = [
            models.UniqueConstraint(fields=["year", "territory", "occupation"], name="graduate_outcome_once"),
            models.CheckConstraint(
                condition=models.Q(working__isnull=True) | models.Q(working__lte=models.F("graduates")),
                name="graduate_outcome_working_within",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.occupation}"


class LabourFlow(Imported):
    """Job offers and registered unemployed by occupation, powiat and year (labour offices)."""

    year = models.PositiveSmallIntegerField(_("year"))
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT)
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT)
    vacancies = models.PositiveIntegerField(_("job offers"), null=True)
    unemployed = models.PositiveIntegerField(_("registered unemployed"), null=True)

    class Meta:
        ordering = ["year", "territory", "occupation"]
        constraints = [
            models.UniqueConstraint(fields=["year", "territory", "occupation"], name="labour_flow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.occupation}: {self.vacancies}"
