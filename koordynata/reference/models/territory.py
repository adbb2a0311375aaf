"""Territories: country, voivodeships, powiats, gminas, functional areas."""

from typing import Self

from django.db import models
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from koordynata.foundation.collation import POLISH
from koordynata.sources.models import Imported

from ..enums import TerritoryKind


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """Filters said in one word."""

    def of_kind(self, kind: TerritoryKind) -> Self:
        """Territories of one kind, in the order of their names."""
        return self.filter(kind=kind)

    def region_by_region(self) -> Self:
        """Each voivodeship, and after it what lies in it by name."""
        first = models.Case(models.When(kind=TerritoryKind.VOIVODESHIP, then=0), default=1)
        return self.order_by(Left("path", 2), first, "name", "code")

    def below(self, code: str) -> Self:
        """The territory and everything inside it; `PL` is the whole country."""
        if code == "PL":
            return self.all()
        own = models.Q(memberships__area__code=code, memberships__withdrawn_run=None)
        areas = own | models.Q(parent__memberships__area__code=code, parent__memberships__withdrawn_run=None)
        return self.filter(models.Q(code=code) | models.Q(path__startswith=f"{code}/") | areas).distinct()


class Territory(Imported):
    """Jednostka terytorialna. `code` is the TERYT number; the country is `PL`, a functional area has its own code.

    `path` lists the codes from the voivodeship down (`16/`, `16/1609/`), so that a subtree is a prefix.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=TerritoryKind.choices)
    name = models.CharField(_("name"), max_length=120, db_collation=POLISH)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=60, db_index=True)
    type_name = models.CharField(_("type in TERYT"), max_length=60, blank=True)  # e.g. gmina miejsko-wiejska
    seat = models.CharField(_("seat"), max_length=80, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    nuts3 = models.CharField("NUTS 3", max_length=5, blank=True)
    city_rights = models.BooleanField(_("city with powiat rights"), default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=TerritoryKind.values), name="territory_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name with its kind, never glued into a sentence that would inflect it."""
        if self.kind == TerritoryKind.POWIAT and not self.city_rights:
            return pgettext("territory", "%s powiat") % self.name
        if self.kind == TerritoryKind.VOIVODESHIP:
            return pgettext("territory", "%s voivodeship") % self.name
        return self.name

    @property
    def voivodeship_code(self) -> str:
        """Two digits, or empty for the country and areas that cross borders."""
        return self.path[:2] if self.path[:2].isdigit() else ""


class FunctionalAreaMember(Imported):
    """One powiat or gmina of a functional area (obszar funkcjonalny, ITI/ZIT)."""

    area = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="memberships")
    status = models.CharField(max_length=12, default="certain")
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["area", "member"]
        constraints = [models.UniqueConstraint(fields=["area", "member"], name="functional_area_member_once")]

    def __str__(self) -> str:
        return f"{self.member} ∈ {self.area}"
