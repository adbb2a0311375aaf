"""An organisation asked to name somebody for a seat."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .mandate import Seat


class CandidateRequest(models.Model):
    """Wystąpienie o wskazanie kandydata: to whom the office wrote, until when, and what came back."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="candidate_requests")
    organisation = models.CharField(_("organisation"), max_length=200)
    asked_on = models.DateField(_("asked on"))
    due = models.DateField(_("answer due"))
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    candidate = models.CharField(_("candidate"), max_length=150, blank=True)  # empty in an answer: names nobody
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["seat", "-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(answered_on__isnull=True), name="candidate_one_open_request",
                violation_error_message=_("An organisation was asked already and has not answered yet."),
            ),
            models.CheckConstraint(
                condition=models.Q(due__gte=models.F("asked_on")), name="candidate_due_after_asked",
                violation_error_message=_("The answer is due before the question is asked."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True) | models.Q(answered_on__gte=models.F("asked_on")),
                name="candidate_answered_after_asked",
                violation_error_message=_("The answer came before the question was asked."),
            ),
            models.CheckConstraint(
                condition=models.Q(candidate="") | models.Q(answered_on__isnull=False), name="candidate_in_an_answer"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.organisation
