"""Notices of meetings, with the answers."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Capacity, Reply
from .mandate import Member
from .meeting import Meeting


class Notice(models.Model):
    """Zawiadomienie o posiedzeniu of one person, with the answer. The key names the page on which they answer.

    A guest is no entry of the body's lists: the notice itself holds the name and the address.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notices")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    capacity = models.CharField(_("invited as"), max_length=10, choices=Capacity.choices, default=Capacity.MEMBER)
    guest_name = models.CharField(_("name and surname"), max_length=150, blank=True)
    guest_email = models.EmailField(_("e-mail address"), blank=True)
    key = models.UUIDField(default=uuid4, unique=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_sequence = models.PositiveIntegerField(null=True, blank=True)  # which state of the meeting was sent last
    problem = models.CharField(max_length=200, blank=True)  # why the last letter did not go out
    reply = models.CharField(_("answer"), max_length=12, choices=Reply.choices, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    # Of a substitute: whose place they are to take now, and of which place they have been told.
    stands_in_for = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_for = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting", "member__name", "guest_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"], name="notice_once",
                violation_error_message=_("This person has a notice already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "guest_email"], condition=~models.Q(guest_email=""), name="notice_guest_once",
                violation_error_message=_("A guest with this address has a notice already."),
            ),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, guest_name="")
                | models.Q(member__isnull=True, capacity=Capacity.GUEST) & ~models.Q(guest_name=""),
                name="notice_of_somebody", violation_error_message=_("Say who is invited."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.member.name if self.member else self.guest_name

    @property
    def email(self) -> str:
        """Where the letter goes; empty: nowhere."""
        return self.member.email if self.member else self.guest_email
