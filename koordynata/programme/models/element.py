"""What a version is made of: elements in a tree, with what belongs to each."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.foundation.collation import POLISH
from koordynata.foundation.dated import Dated, spoken
from koordynata.registry.models import Institution

from ..enums import ActionState, Involved, LevelRole, LinkKind
from ..layout import Level, tags
from .programme import Programme, Version


class Strand(models.Model):
    """What one element is through all versions: its work, its money, its values hang here and outlive a version."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="strands")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=ActionState.choices, default=ActionState.PLANNED)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    began_on = models.DateField(_("began on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["programme", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")), name="strand_ends_after_start",
                violation_error_message=_("The action ended before it began."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ActionState.SUSPENDED, ActionState.ABANDONED]) | ~Q(state_reason=""),
                name="strand_halted_with_reason",
                violation_error_message=_("Say why the action is suspended or abandoned."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.uid)


class Element(models.Model):
    """Obszar, temat, kierunek, cel, działanie, podzadanie: one element as one version words it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="elements")
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="elements")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    level = models.CharField(_("level"), max_length=20)
    role = models.CharField(max_length=10, choices=LevelRole.choices)
    code = models.CharField(pgettext_lazy("of a record", "number"), max_length=30)
    name = models.CharField(_("name"), max_length=300, db_collation=POLISH)
    name_en = models.CharField(_("English name"), max_length=300, blank=True)
    text = models.TextField(_("content"), blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    path = models.CharField(max_length=80)  # positions of all elements above and its own: 001.002.
    starts = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)

    class Meta:
        ordering = ["version", "path"]
        constraints = [
            models.UniqueConstraint(fields=["version", "strand"], name="element_strand_once"),
            models.UniqueConstraint(
                fields=["version", "code"], name="element_code_once",
                violation_error_message=_("Another element of this version has that number."),
            ),
            models.UniqueConstraint(fields=["version", "path"], name="element_path_once"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="element_ends_after_start",
                violation_error_message=_("It ends before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return spoken(self.name, self.name_en or self.name)

    @property
    def level_info(self) -> Level:
        """The level with its names."""
        return self.version.programme.layout.level(self.level)

    @property
    def depth(self) -> int:
        """How many elements stand above."""
        return self.path.count(".") - 1

    @property
    def is_work(self) -> bool:
        """Whether somebody carries it out: an action or a sub-task."""
        return self.role in (LevelRole.ACTION, LevelRole.SUBTASK)


class Tag(models.Model):
    """Znacznik elementu: a row of data/tags.csv."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=20)

    class Meta:
        ordering = ["element", "tag"]
        constraints = [models.UniqueConstraint(fields=["element", "tag"], name="element_tag_once")]

    def __str__(self) -> str:
        return self.tag

    @property
    def info(self) -> Dated:
        """The tag with its names."""
        return tags()[self.tag]


class Link(models.Model):
    """Powiązanie: what an element points to, by its code in its own list (`311410`, `MEC`, `0861`, `resolution:7`)."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=12, choices=LinkKind.choices)
    code = models.CharField(_("code"), max_length=60)
    title = models.CharField(_("title"), max_length=300, blank=True)

    class Meta:
        ordering = ["element", "kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["element", "kind", "code"], name="element_link_once",
                violation_error_message=_("This link is already there."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.code


class Involvement(models.Model):
    """Instytucja odpowiedzialna albo współpracująca, z osobą, która odpowiada."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="involvements")
    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("role"), max_length=12, choices=Involved.choices)
    person = models.CharField(_("who answers"), max_length=150, blank=True)

    class Meta:
        ordering = ["element", "-role", "institution__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["element", "institution"], name="element_institution_once",
                violation_error_message=_("This institution is already there."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.institution)


class Milestone(models.Model):
    """Kamień milowy, as a version plans it. One `uid` through all versions."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="milestones")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200, db_collation=POLISH)
    due = models.DateField(_("due"))
    evidence = models.CharField(_("what proves it"), max_length=200, blank=True)

    class Meta:
        ordering = ["element", "due", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["element", "uid"], name="milestone_once")]

    def __str__(self) -> str:
        return self.name


class Budget(models.Model):
    """Budżet planowany: zł from one source in one year. `source`: data/money_sources.csv."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="budget")
    source = models.CharField(_("source of money"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount in zł"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["element", "year", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["element", "source", "year"], name="budget_line_once",
                violation_error_message=_("This source has an amount for that year already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="budget_not_negative",
                violation_error_message=_("An amount is not below zero."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source} {self.year}"
