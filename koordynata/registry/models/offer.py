"""What a school teaches in which year, and to how many."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.reference.models import Occupation
from koordynata.sources.models import Imported

from ..scopes import ScopedQuerySet
from .institution import Institution


class OfferQuerySet(ScopedQuerySet["Offer"]):
    """Offers are seen with their school."""

    territory_path = "school__territory__path"


class Offer(Imported):
    """Oferta kształcenia: an occupation at a school in a school year, one row per grade.

    Grade 0 says only that the occupation is taught (RSPO); counts are unknown then.
    """

    school = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="offers")
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="offers")
    school_year = models.PositiveSmallIntegerField(_("school year"))  # the year in which it starts
    grade = models.PositiveSmallIntegerField(_("grade"), default=0)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    graduates = models.PositiveIntegerField(_("graduates"), null=True, blank=True)
    pass_share = models.FloatField(_("share passing the exam"), null=True, blank=True)  # 0–1

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["school_year", "grade", "id"]
        indexes = [models.Index(fields=["occupation", "school_year"])]
        constraints = [
            models.UniqueConstraint(fields=["school", "occupation", "school_year", "grade"], name="offer_once"),
            models.CheckConstraint(
                condition=models.Q(pass_share__isnull=True) | models.Q(pass_share__range=(0, 1)),
                name="offer_pass_share_0_1",
                violation_error_message=_("The share passing the exam lies between 0 and 100%."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} · {self.occupation} · {self.school_year}"
