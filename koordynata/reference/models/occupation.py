"""The classification of vocational education (KZSB) and its neighbours."""

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.collation import POLISH
from koordynata.sources.models import Imported

from ..enums import Scheme


class Bilingual(models.Model):
    """A name in Polish, with an English one beside it."""

    name_pl = models.CharField(_("name"), max_length=200, db_collation=POLISH)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_pl

    def __str__(self) -> str:
        return self.name


class SchoolType(Imported, Bilingual):
    """Typ szkoły kształcącej w zawodzie (Prawo oświatowe art. 18)."""

    code = models.CharField(max_length=4, unique=True)
    years = models.PositiveSmallIntegerField(_("years of learning"))  # begun years: 2.5 counts as 3
    abbreviation = models.CharField(max_length=20)
    rspo_name = models.CharField(max_length=120, unique=True)  # the value of "Typ" in RSPO

    class Meta:
        ordering = ["code"]


class Branch(Imported, Bilingual):
    """Branża: one of the 32 groups of occupations."""

    code = models.CharField(_("code"), max_length=3, unique=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["name_pl"]


class OccupationQuerySet(models.QuerySet["Occupation"]):
    """Filters said in one word."""

    def open_in(self, year: int) -> Self:
        """Occupations that admit pupils in the school year starting in `year`."""
        opened = models.Q(opened__isnull=True) | models.Q(opened__lte=year)
        closed = models.Q(closed__isnull=True) | models.Q(closed__gte=year)
        return self.filter(opened, closed, withdrawn_run=None)


class Occupation(Imported, Bilingual):
    """Zawód szkolnictwa branżowego, by its six-digit code."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="occupations")
    school_types = models.CharField(_("school types"), max_length=40)  # codes with blanks between
    prk_level = models.PositiveSmallIntegerField(_("PRK level"), null=True)
    opened = models.PositiveSmallIntegerField(_("admits since"), null=True)
    closed = models.PositiveSmallIntegerField(_("last admission"), null=True)
    replaced_by = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=12, default="certain")
    source = models.CharField(max_length=200, blank=True)

    objects = OccupationQuerySet.as_manager()

    class Meta:
        ordering = ["name_pl"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(prk_level__isnull=True) | models.Q(prk_level__range=(1, 8)),
                name="occupation_prk_level_1_8",
            ),
        ]

    @property
    def school_type_codes(self) -> list[str]:
        """The codes of the school types that may teach it."""
        return self.school_types.split()


class OccupationSchoolType(Imported):
    """One type of school that may teach an occupation: for how long, and since or until which admission."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="taught_in")
    school_type = models.ForeignKey(SchoolType, on_delete=models.PROTECT, related_name="+")
    years = models.FloatField(_("years of learning"), null=True)
    opened = models.PositiveSmallIntegerField(_("admits since"), null=True)
    closed = models.PositiveSmallIntegerField(_("last admission"), null=True)
    for_group = models.CharField(max_length=40, blank=True)  # a special need; empty: for everybody
    status = models.CharField(max_length=12, default="certain")

    class Meta:
        ordering = ["occupation", "school_type"]
        constraints = [
            models.UniqueConstraint(fields=["occupation", "school_type"], name="occupation_school_type_once"),
        ]

    def __str__(self) -> str:
        return f"{self.occupation} · {self.school_type}"


class BarometerGroup(Imported, Bilingual):
    """Grupa zawodów Barometru zawodów."""

    code = models.CharField(max_length=60, unique=True)
    status = models.CharField(max_length=12, default="draft")
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name_pl"]


class Crosswalk(Imported):
    """Tablica powiązań: one step between two classifications, with its edition and quality."""

    from_scheme = models.CharField(max_length=10, choices=Scheme.choices)
    from_code = models.CharField(max_length=60)
    to_scheme = models.CharField(max_length=10, choices=Scheme.choices)
    to_code = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    quality = models.CharField(max_length=12)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["from_scheme", "from_code", "to_scheme", "to_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_scheme", "from_code", "to_scheme", "to_code", "version"],
                name="crosswalk_step_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_scheme} {self.from_code} → {self.to_scheme} {self.to_code}"
