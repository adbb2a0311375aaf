"""What a working group hands to the body that set it up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .body import Body
from .meeting import AgendaItem


class GroupReport(models.Model):
    """Sprawozdanie grupy roboczej."""

    group = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("findings and proposals"))
    handed_in_on = models.DateField(_("handed in on"))
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["group", "-handed_in_on", "-id"]

    def __str__(self) -> str:
        return self.title
