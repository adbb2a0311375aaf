"""What belongs to an application: partner employers, workshops and teachers, attachments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.collation import POLISH
from koordynata.foundation.models import KeptFile
from koordynata.registry.models import Institution

from ..enums import ResourceKind
from .request import OpinionRequest


class Attachment(KeptFile):
    """Załącznik; its content lies under its digest. `kind` is a row of data/attachments.csv."""

    request = models.ForeignKey(OpinionRequest, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(_("kind of attachment"), max_length=20)

    class Meta:
        ordering = ["request", "kind", "file_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "digest"], name="attachment_once",
                violation_error_message=_("This file is attached already."),
            ),
        ]  # fmt: skip


class Partner(models.Model):
    """Pracodawca, który współpracuje: training places, and the letter that says so."""

    request = models.ForeignKey(OpinionRequest, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("employer"), max_length=200, db_collation=POLISH)
    institution = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    training_places = models.PositiveSmallIntegerField(_("training places"), default=0)
    jobs = models.PositiveSmallIntegerField(_("jobs promised"), default=0)
    letter = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.SET_NULL, related_name="partners",
        verbose_name=_("letter or agreement"),
    )  # fmt: skip

    class Meta:
        ordering = ["request", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "name"], name="partner_once",
                violation_error_message=_("This employer is on the list already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Resource(models.Model):
    """Pracownia, wyposażenie, nauczyciel: there already, or by when."""

    request = models.ForeignKey(OpinionRequest, on_delete=models.CASCADE, related_name="resources")
    kind = models.CharField(_("what"), max_length=10, choices=ResourceKind.choices)
    name = models.CharField(_("which"), max_length=200, db_collation=POLISH)
    available = models.BooleanField(_("there already"), default=False)
    available_by = models.DateField(_("to be there by"), null=True, blank=True)

    class Meta:
        ordering = ["request", "kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "name"], name="opinion_resource_once",
                violation_error_message=_("This is on the list already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
