"""Qualifications of which occupations are made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.collation import POLISH
from koordynata.sources.models import Imported

from .occupation import Bilingual, Occupation


class Qualification(Imported, Bilingual):
    """Kwalifikacja wyodrębniona w zawodzie, e.g. `TKO.07`. The list is not complete; `status` says how sure it is."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    name_pl = models.CharField(_("name"), max_length=300, db_collation=POLISH)
    name_en = models.CharField(_("English name"), max_length=300, blank=True)
    status = models.CharField(max_length=12, default="certain")
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code"]


class OccupationQualification(Imported):
    """One qualification of an occupation."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="qualification_links")
    qualification = models.ForeignKey(Qualification, on_delete=models.CASCADE, related_name="occupation_links")
    status = models.CharField(max_length=12, default="certain")

    class Meta:
        ordering = ["occupation", "qualification"]
        constraints = [
            models.UniqueConstraint(fields=["occupation", "qualification"], name="occupation_qualification_once"),
        ]

    def __str__(self) -> str:
        return f"{self.occupation} · {self.qualification.code}"
