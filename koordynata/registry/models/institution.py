"""Institutions of every kind in one register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.collation import POLISH
from koordynata.reference.models import SchoolType, Territory
from koordynata.sources.models import Imported

from ..enums import InstitutionKind, NumberScheme
from ..scopes import ScopedQuerySet


class InstitutionQuerySet(ScopedQuerySet["Institution"]):
    """Filters said in one word; lists start from `visible_to(user)`."""

    territory_path = "territory__path"

    def current(self) -> "InstitutionQuerySet":
        """Neither closed, withdrawn from its register, nor merged into another."""
        return self.filter(closed_on__isnull=True, withdrawn_run__isnull=True, merged_into__isnull=True)


class Institution(Imported):
    """Instytucja. Columns follow RSPO (Prawo oświatowe, system informacji oświatowej); other kinds use a part."""

    kind = models.CharField(_("kind"), max_length=16, choices=InstitutionKind.choices)
    name = models.CharField(_("name"), max_length=400, db_collation=POLISH)
    rspo = models.IntegerField("RSPO", null=True, blank=True, unique=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    nip = models.CharField("NIP", max_length=10, blank=True)
    type_name = models.CharField(_("type in its register"), max_length=160, blank=True)
    school_type = models.ForeignKey(SchoolType, null=True, blank=True, on_delete=models.PROTECT)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="institutions")
    gmina_code = models.CharField(_("gmina"), max_length=7, blank=True)
    locality = models.CharField(_("locality"), max_length=100, blank=True)
    locality_code = models.CharField("SIMC", max_length=7, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    street_code = models.CharField(max_length=5, blank=True)
    building = models.CharField(_("building"), max_length=30, blank=True)
    flat = models.CharField(_("flat"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    post_office = models.CharField(_("post office"), max_length=100, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.CharField(_("e-mail"), max_length=120, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    head_name = models.CharField(_("head"), max_length=150, blank=True)
    public_status = models.CharField(_("public or non-public"), max_length=160, blank=True, db_collation=POLISH)
    pupil_category = models.CharField(_("category of pupils"), max_length=60, blank=True)
    specifics = models.CharField(_("specifics"), max_length=120, blank=True)
    structure = models.CharField(_("place in the structure"), max_length=120, blank=True)
    parent_rspo = models.IntegerField(_("RSPO of the parent"), null=True, blank=True, db_index=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    started_on = models.DateField(_("operating since"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    body_type = models.CharField(_("type of governing body"), max_length=120, blank=True)
    body_name = models.CharField(_("governing body"), max_length=300, blank=True)
    body_regon = models.CharField(max_length=14, blank=True)
    body_nip = models.CharField(max_length=10, blank=True)
    pupils = models.IntegerField(_("pupils"), null=True, blank=True)
    # Columns of the register that nothing computes with, as they stand in the file.
    details = models.JSONField(default=dict, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["territory", "kind"]),
            # Only what was merged: for the rest SQLite is to take the next index.
            models.Index(
                fields=["merged_into"],
                name="institution_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
            # The register's list as it opens: what is current, by name.
            models.Index(
                fields=["name", "id"],
                name="institution_current_by_name",
                condition=models.Q(closed_on__isnull=True, withdrawn_run__isnull=True, merged_into__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=InstitutionKind.values), name="institution_kind_known"),
            models.CheckConstraint(
                condition=models.Q(pupils__isnull=True) | models.Q(pupils__gte=0),
                name="institution_pupils_not_negative",
                violation_error_message=_("The number of pupils cannot be negative."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="institution_not_its_own_parent",
                violation_error_message=_("An institution cannot be a part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegisterNumber(models.Model):
    """A further number of an institution in some register, e.g. one kept after a merge."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="numbers")
    scheme = models.CharField(max_length=8, choices=NumberScheme.choices)
    value = models.CharField(max_length=20)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="register_number_once",
                violation_error_message=_("This number already belongs to an institution."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class Contact(models.Model):
    """Osoba do kontaktu in an institution; seen only by those who may see contacts."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name and surname"), max_length=150, db_collation=POLISH)
    function = models.CharField(_("function"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
