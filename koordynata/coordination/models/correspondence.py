"""The log of correspondence: cases with their sign, letters, what is attached."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.foundation.collation import POLISH
from koordynata.foundation.models import KeptFile
from koordynata.reference.models import Territory

from ..case_numbers import Series, series
from ..enums import Direction, LetterWay
from .office import OfficeQuerySet


class Case(models.Model):
    """Sprawa, known by its sign (znak sprawy). `series` is a row of data/case_numbers.csv."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(_("series"), max_length=30)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(pgettext_lazy("of a record", "number"))
    signature = models.CharField(_("case number"), max_length=60)  # the template may change, a sign never does
    title = models.CharField(_("what the case is about"), max_length=300, db_collation=POLISH)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_sample = models.BooleanField(default=False, editable=False)

    objects = OfficeQuerySet["Case"].as_manager()

    class Meta:
        ordering = ["-year", "series", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "series", "year", "number"], name="case_number_once",
                violation_error_message=_("This number is taken."),
            ),
            models.UniqueConstraint(
                fields=["territory", "signature"], name="case_signature_once",
                violation_error_message=_("Another case has this sign already. Correct the templates of the series."),
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="case_number_from_one"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on")),
                name="case_closed_after_it_opened",
                violation_error_message=_("A case is not closed before it was opened."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.signature

    @property
    def series_info(self) -> Series | None:
        """The series as the data have it; None when its row is gone."""
        return next((one for one in series() if one.id == self.series), None)


class LetterQuerySet(OfficeQuerySet["Letter"]):
    """Letters lie where their case lies."""

    territory_path = "case__territory__path"


class Letter(models.Model):
    """Pismo w sprawie: an entry of the log. It is never changed; a mistaken one is struck out with a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    position = models.PositiveSmallIntegerField(_("number in the case"))
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices)
    counterpart = models.CharField(_("sender or addressee"), max_length=200, db_collation=POLISH)
    address = models.CharField(_("e-delivery address"), max_length=40, blank=True)
    way = models.CharField(_("way"), max_length=10, choices=LetterWay.choices)
    dated_on = models.DateField(_("date of the letter"))
    handled_on = models.DateField(_("received or sent on"))
    their_sign = models.CharField(_("sign on the letter"), max_length=80, blank=True)
    subject = models.CharField(_("subject"), max_length=300, db_collation=POLISH)
    concerns = models.CharField(_("what it concerns"), max_length=60, blank=True)  # e.g. `meeting:17`
    answer_due = models.DateField(_("answer due"), null=True, blank=True)
    answers = models.ForeignKey(
        "self", verbose_name=_("answers the letter"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="answered_by",
    )  # fmt: skip
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.CharField(max_length=200)
    struck_out_at = models.DateTimeField(null=True, blank=True)
    struck_out_because = models.CharField(_("why it is struck out"), max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-handled_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="letter_position_once"),
            models.CheckConstraint(
                condition=models.Q(answer_due__isnull=True) | models.Q(answer_due__gte=models.F("handled_on")),
                name="letter_answer_due_after_it",
                violation_error_message=_("An answer is not due before the letter came or went."),
            ),
            models.CheckConstraint(
                condition=models.Q(struck_out_at__isnull=True) | ~models.Q(struck_out_because=""),
                name="letter_struck_out_with_reason",
                violation_error_message=_("Say why the entry is struck out."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case.signature}/{self.position}"


class LetterFile(KeptFile):
    """Załącznik pisma; its content lies under its digest."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")

    class Meta:
        ordering = ["letter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "digest"], name="letter_file_once",
                violation_error_message=_("This file is attached already."),
            ),
        ]  # fmt: skip
