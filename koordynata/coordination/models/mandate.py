"""Seats, who fills them, and who stands in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.foundation.collation import POLISH
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution

from ..enums import MandateEnd, MandateFunction
from .body import Term


def initials_of(name: str) -> str:
    """Two letters for the picture of the room."""
    return "".join(word[0] for word in name.split()[:2]).upper()


class Member(models.Model):
    """Osoba w ciałach kolegialnych of a voivodeship: a member, a substitute, or both in different bodies."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name and surname"), max_length=150, db_collation=POLISH)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="member_entries"
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "user"], name="member_user_once",
                violation_error_message=_("This account already belongs to a person here."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the picture of the room."""
        return initials_of(self.name)


class Seat(models.Model):
    """Miejsce w składzie of one term, with the side it speaks for. An advisory seat has a voice and no vote."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a record", "number"))
    side = models.CharField(_("side"), max_length=30)  # a code of data/sides.csv
    organisation = models.CharField(_("delegating organisation"), max_length=200, blank=True)
    institution = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    voting = models.BooleanField(_("with a vote"), default=True)

    class Meta:
        ordering = ["term", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"], name="seat_number_once",
                violation_error_message=_("This number of a seat is taken."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}"


class Mandate(models.Model):
    """Mandat: a seat held by one person from … to."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="mandates")
    function = models.CharField(
        _("function"), max_length=12, choices=MandateFunction.choices, default=MandateFunction.MEMBER
    )
    starts = models.DateTimeField(_("since"), default=timezone.now)
    ends = models.DateTimeField(_("until"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=12, choices=MandateEnd.choices, blank=True)
    appointed_by = models.CharField(_("appointed by"), max_length=200, blank=True)  # the act with its number

    class Meta:
        ordering = ["seat", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(ends__isnull=True), name="mandate_one_in_force",
                violation_error_message=_("The seat is filled."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="mandate_ends_after_start", violation_error_message=_("The mandate ends before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.seat} {self.member}"


class Suspension(models.Model):
    """Zawieszenie mandatu."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="suspensions")
    starts = models.DateTimeField(_("since"))
    ends = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["mandate", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate"], condition=models.Q(ends__isnull=True), name="suspension_one_open",
                violation_error_message=_("This mandate is suspended already."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="suspension_ends_after_start",
                violation_error_message=_("The suspension ends before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.mandate} {self.starts:%Y-%m-%d}"


class Substitute(models.Model):
    """Zastępca członka, not of the chair: votes in the member's place, in order."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="substitutes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="stands_in")
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["mandate", "order"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "order"], name="substitute_order_once"),
            models.UniqueConstraint(
                fields=["mandate", "member"], name="substitute_once",
                violation_error_message=_("This person stands in for that mandate already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.member}"
