"""When a region takes applications in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.coordination.models import Meeting
from koordynata.reference.models import Territory


class IntakeWindow(models.Model):
    """Okno naboru: applications that come in from … to are treated at one meeting."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    opens = models.DateField(_("from"))
    closes = models.DateField(_("to"))
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("meeting")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["region", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "opens"], name="intake_window_once",
                violation_error_message=_("A window that opens on that day is there already."),
            ),
            models.CheckConstraint(
                condition=models.Q(closes__gte=models.F("opens")), name="intake_window_closes_after_it_opens",
                violation_error_message=_("The window closes before it opens."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.opens} – {self.closes}"
