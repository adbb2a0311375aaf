"""Who was there, and who stayed out of a matter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .mandate import Member
from .meeting import AgendaItem, Meeting


class Presence(models.Model):
    """Obecność na posiedzeniu from … to; who comes back has another one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="presences")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    remote = models.BooleanField(_("remotely"), default=False)

    class Meta:
        ordering = ["meeting", "starts", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"], condition=models.Q(ends__isnull=True), name="presence_one_open",
                violation_error_message=_("This person is present already."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="presence_ends_after_start",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.member}"


class Recusal(models.Model):
    """Wyłączenie członka from one item of the agenda, from a moment on."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="recusals")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="recusals")
    since = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["item", "since", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.member}"
