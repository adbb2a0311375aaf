"""Kinds of institutions and of register numbers."""

from django.db import models
from django.utils.translation import pgettext_lazy


class InstitutionKind(models.TextChoices):
    """Rodzaj instytucji."""

    SCHOOL = "school", pgettext_lazy("institution", "school")
    SCHOOL_COMPLEX = "school_complex", pgettext_lazy("institution", "school complex")
    ESTABLISHMENT = "establishment", pgettext_lazy("institution", "educational establishment")
    CLINIC = "clinic", pgettext_lazy("institution", "psychological and pedagogical clinic")
    EMPLOYER = "employer", pgettext_lazy("institution", "employer")
    UNIVERSITY = "university", pgettext_lazy("institution", "university")
    LABOUR_OFFICE = "labour_office", pgettext_lazy("institution", "labour office")
    SECTOR_COUNCIL = "sector_council", pgettext_lazy("institution", "sector skills council")


# The Register of Schools (RSPO) is public: whoever reads the figures may know a school's name, place and offer.
PUBLIC_KINDS = frozenset({InstitutionKind.SCHOOL, InstitutionKind.SCHOOL_COMPLEX})


class NumberScheme(models.TextChoices):
    """Registers that number institutions."""

    RSPO = "rspo", "RSPO"
    REGON = "regon", "REGON"
    NIP = "nip", "NIP"
    KRS = "krs", "KRS"
    POLON = "polon", "POL-on"


# Schools and their complexes come from RSPO; these the office enters itself.
KEPT_BY_HAND = frozenset(InstitutionKind) - PUBLIC_KINDS
