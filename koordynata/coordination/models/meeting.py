"""Meetings and their agenda."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import ItemKind, ItemState, Matter, MeetingForm, MeetingState
from .body import Term
from .mandate import Member


class Meeting(models.Model):
    """Posiedzenie."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a record", "number"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    form = models.CharField(
        _("form of the meeting"), max_length=10, choices=MeetingForm.choices, default=MeetingForm.IN_PERSON
    )
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("planned end"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link for those who join remotely"), max_length=400, blank=True)
    presiding = models.ForeignKey(
        Member, verbose_name=_("who presides"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    called_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # What calendars know the meeting by, and how often the invited heard of a change (RFC 5545: UID, SEQUENCE).
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    short_notice_reason = models.CharField(_("why the notice is so short"), max_length=300, blank=True)
    cancelled_because = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)  # grows with every change that the live page shows

    class Meta:
        ordering = ["-starts", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"], name="meeting_number_once",
                violation_error_message=_("This term already has a meeting of that number."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="meeting_ends_after_start",
                violation_error_message=_("The meeting ends before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.term.body.short_name} {self.number}"


class AgendaItem(models.Model):
    """Punkt porządku obrad. `origin` names the record of a higher room that put it here, as `opinions:17`."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind.choices, default=ItemKind.DISCUSSION)
    matter = models.CharField(_("matter"), max_length=12, choices=Matter.choices, default=Matter.RESOLUTION)
    title = models.CharField(_("title"), max_length=300)
    rapporteur = models.CharField(_("rapporteur"), max_length=150, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes planned"), default=10)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    record = models.TextField(_("course of the discussion"), blank=True)
    origin = models.CharField(max_length=60, blank=True, db_index=True)

    class Meta:
        ordering = ["meeting", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(state=ItemState.CURRENT), name="item_one_current"
            ),
        ]

    def __str__(self) -> str:
        return self.title
