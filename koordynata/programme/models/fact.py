"""Facts: what happened, entered once by whoever knows it, counted wherever it matters."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.reference.models import Territory


class FactQuerySet(models.QuerySet["Fact"]):
    """Filters said in one word."""

    def standing(self) -> "FactQuerySet":
        """Those that nobody has taken back."""
        return self.filter(withdrawn_at=None)


class Fact(models.Model):
    """Fakt: a completed course, a placement, an agreement, an event. No name and no number of a person stands here.

    `person` is an opaque key, the same for one person in all projects; `ref` names the record behind the fact in the
    room that reported it, so that the same fact sent twice stays one.
    """

    kind = models.CharField(max_length=30)  # data/fact_kinds.csv
    room = models.CharField(max_length=20)
    ref = models.CharField(max_length=60)
    person = models.CharField(max_length=64, blank=True)
    on = models.DateField(_("day"))
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    project = models.CharField(_("project"), max_length=60, blank=True)
    attributes = models.JSONField(default=dict, blank=True)  # category by dimension, as data/dimensions.csv has them
    is_sample = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["room", "ref"], name="fact_once"),
            models.CheckConstraint(condition=~Q(room="") & ~Q(ref=""), name="fact_has_origin"),
        ]
        indexes = [models.Index(fields=["kind", "project", "on"], name="fact_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
