"""The application of a school."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.coordination.models import AgendaItem
from koordynata.foundation.periods import SchoolYear
from koordynata.reference.models import Occupation, SchoolType, Territory
from koordynata.registry.models import Institution
from koordynata.registry.scopes import scope_of

from ..enums import BEFORE_THE_BODY, CLOSED, RequestState, SchoolKind


class OpinionRequestQuerySet(models.QuerySet["OpinionRequest"]):
    """Filters said in one word; lists start from `visible_to(user)`."""

    def visible_to(self, user: Any) -> Self:
        """The school's own; what reached the office of the region; for members what is before the body."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        office = scope_of(user, Permission.HANDLE_OPINIONS).query("school__territory__path")
        body = scope_of(user, Permission.VIEW_MEETINGS).query("school__territory__path")
        sent = ~models.Q(state=RequestState.DRAFT) & ~models.Q(submitted_at=None)
        before_the_body = models.Q(state__in=BEFORE_THE_BODY)
        return self.filter(own_schools(user, "school__") | (office & sent) | (body & before_the_body))

    def open(self) -> Self:
        """Neither decided nor withdrawn."""
        return self.exclude(state__in=CLOSED)


def own_schools(user: Any, prefix: str = "") -> models.Q:
    """The filter on schools for which the user answers: the institution of a membership, or one of its complex."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return models.Q(pk__in=[])
    mine = [
        membership.institution_id
        for membership in user.memberships.active().order_by("pk")
        if membership.institution_id and Permission.APPLY_FOR_OPINIONS in membership.role_info.permissions
    ]
    return models.Q(**{f"{prefix}pk__in": mine}) | models.Q(**{f"{prefix}parent__in": mine})


class OpinionRequest(models.Model):
    """Wniosek dyrektora o opinię o zasadności kształcenia w zawodzie."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    number = models.PositiveIntegerField(  # given with the first submission
        pgettext_lazy("of a record", "number"), null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.DRAFT)
    school = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", verbose_name=_("school"))
    school_kind = models.CharField(_("public or non-public"), max_length=10, choices=SchoolKind.choices)
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="+", verbose_name=_("occupation"))
    school_type = models.ForeignKey(
        SchoolType, on_delete=models.PROTECT, related_name="+", verbose_name=_("school type")
    )
    start_year = models.PositiveSmallIntegerField(_("first school year"))  # the year in which it starts
    places = models.PositiveSmallIntegerField(_("places in the first grade"), null=True, blank=True)
    young_workers_only = models.BooleanField(_("only for young workers"), default=False)
    main_occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("auxiliary to the occupation"),
    )  # fmt: skip
    reasons = models.TextField(_("reasons"), blank=True)
    programme = models.TextField(_("curriculum and practical training"), blank=True)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeated_by"
    )  # the application that this one repeats
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    keeper = models.CharField(_("handled by"), max_length=200, blank=True)
    started_by = models.CharField(max_length=200)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    due = models.DateField(_("opinion due"), null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    completion_due = models.DateField(_("completion due"), null=True, blank=True)
    to_complete = models.TextField(_("what to complete"), blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)  # grows with every change of content
    is_sample = models.BooleanField(default=False, editable=False)

    objects = OpinionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "-id"]
        indexes = [models.Index(fields=["region", "state"]), models.Index(fields=["occupation", "region"])]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "number"], name="opinion_request_number_once",
                violation_error_message=_("This number is taken."),
            ),
            models.UniqueConstraint(
                fields=["school", "occupation", "school_type"], condition=~models.Q(state__in=sorted(CLOSED)),
                name="opinion_request_one_open",
                violation_error_message=_("The school has an open application for this occupation already."),
            ),
            models.CheckConstraint(
                condition=models.Q(places__isnull=True) | models.Q(places__range=(1, 500)),
                name="opinion_request_places_1_500",
                violation_error_message=_("Give from 1 to 500 places."),
            ),
            models.CheckConstraint(
                condition=models.Q(start_year__range=(2018, 2100)), name="opinion_request_start_year",
                violation_error_message=_("Give a school year from 2018/2019 on."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[RequestState.DRAFT, RequestState.WITHDRAWN])
                | models.Q(number__isnull=False, year__isnull=False, submitted_at__isnull=False, due__isnull=False),
                name="opinion_request_submitted_has_number",
                violation_error_message=_("A submitted application has a number, a day and a deadline."),
            ),
            models.CheckConstraint(
                condition=~models.Q(main_occupation=models.F("occupation")), name="opinion_request_not_its_own_main",
                violation_error_message=_("An occupation is not auxiliary to itself."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.signature} {self.occupation.name_pl}".strip()

    @property
    def signature(self) -> str:
        """`14/2026`; empty for a draft."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def start(self) -> SchoolYear:
        """The first school year."""
        return SchoolYear(self.start_year)
