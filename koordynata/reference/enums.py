"""Kinds that the house itself tells apart; publishers' lists are data, not enums."""

from django.db import models
from django.utils.translation import pgettext_lazy


class TerritoryKind(models.TextChoices):
    """Rodzaj jednostki terytorialnej."""

    COUNTRY = "country", pgettext_lazy("territory", "country")
    VOIVODESHIP = "voivodeship", pgettext_lazy("territory", "voivodeship")
    POWIAT = "powiat", pgettext_lazy("territory", "powiat")
    GMINA = "gmina", pgettext_lazy("territory", "gmina")
    FUNCTIONAL_AREA = "functional_area", pgettext_lazy("territory", "functional area")


class Scheme(models.TextChoices):
    """Classifications between which crosswalks lead."""

    KZSB = "KZSB", "KZSB"
    KZIS = "KZIS", "KZiS"
    ISCO08 = "ISCO08", "ISCO-08"
    ESCO = "ESCO", "ESCO"
    BAROMETER = "BAROMETER", pgettext_lazy("scheme", "Occupational Barometer")
