"""Exact borders, where an operator has loaded them."""

from django.db import models

from koordynata.sources.models import Imported

from .territory import Territory


class Boundary(Imported):
    """Granica of a voivodeship or powiat as an SVG path in the plane of the cartogram (km, y down)."""

    territory = models.OneToOneField(Territory, on_delete=models.CASCADE, related_name="boundary")
    path = models.TextField()
    left = models.FloatField()
    top = models.FloatField()
    right = models.FloatField()
    bottom = models.FloatField()
    label_x = models.FloatField()
    label_y = models.FloatField()

    class Meta:
        ordering = ["territory"]
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return str(self.territory)
