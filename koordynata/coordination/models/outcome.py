"""What came out of a meeting: resolutions, tasks, minutes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import ActKind, TaskState
from .ballot import Ballot
from .body import Body
from .mandate import Member
from .meeting import Meeting


class Resolution(models.Model):
    """Uchwała, opinia, stanowisko, rekomendacja: an entry of the body's numbered register."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="resolutions")
    kind = models.CharField(_("kind"), max_length=16, choices=ActKind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"))
    adopted_on = models.DateField(_("adopted on"))
    ballot = models.OneToOneField(Ballot, null=True, blank=True, on_delete=models.PROTECT, related_name="resolution")
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    answer_due = models.DateField(_("answer due"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    outcome = models.TextField(_("what became of it"), blank=True)
    origin = models.CharField(max_length=60, blank=True, db_index=True)

    class Meta:
        ordering = ["-year", "-number", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "year", "number"], name="resolution_number_once",
                violation_error_message=_("This number is taken."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class Task(models.Model):
    """Zadanie from what a meeting settled."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="tasks")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    resolution = models.ForeignKey(Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=300)
    owner = models.ForeignKey(
        Member, verbose_name=_("who answers for it"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="tasks",
    )  # fmt: skip
    owner_name = models.CharField(_("or by name"), max_length=200, blank=True)
    due = models.DateField(_("deadline"))
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """Protokół: sections as text; after its approval only corrections are added."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="protocol")
    sections = models.JSONField(default=list)  # [{"title", "text"}], in order
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    audit_head = models.CharField(max_length=64, blank=True)  # the audit chain's head, printed when approved

    class Meta:
        ordering = ["meeting"]
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return str(self.meeting)


class Correction(models.Model):
    """Sprostowanie of approved minutes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField(_("correction"))
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["minutes", "at", "id"]

    def __str__(self) -> str:
        return self.text[:80]
