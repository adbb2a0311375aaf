"""What came out of a meeting: resolutions with what became of them, tasks."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.foundation.models import OptionalFile
from koordynata.registry.scopes import ScopedQuerySet

from ..enums import ActKind, AnswerState, TaskState
from .ballot import Ballot
from .body import Body
from .mandate import Member
from .meeting import Meeting


class ResolutionQuerySet(ScopedQuerySet["Resolution"]):
    """Filters said in one word; lists start from `visible_to(user, Permission.VIEW_MEETINGS)`."""

    territory_path = "body__territory__path"

    def published(self) -> "ResolutionQuerySet":
        """Those that anybody may read."""
        return self.filter(published_at__isnull=False)

    def answer(self, state: str, today: date) -> "ResolutionQuerySet":
        """Those whose answer stands so on a day; see `Resolution.answer_state`."""
        late = models.Q(answered_on__isnull=True, answer_due__lt=today)
        awaited = models.Q(answered_on__isnull=True, answer_due__gte=today)
        answered = models.Q(answered_on__isnull=False)
        rules = {AnswerState.LATE: late, AnswerState.AWAITED: awaited, AnswerState.ANSWERED: answered}
        none = models.Q(answered_on__isnull=True, answer_due__isnull=True)
        return self.filter(rules.get(AnswerState(state), none))


class Resolution(OptionalFile):
    """Uchwała, opinia, stanowisko, rekomendacja: an entry of the body's numbered register.

    Its file is the signed document of an earlier one.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="resolutions")
    kind = models.CharField(_("kind"), max_length=16, choices=ActKind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(  # none where it was given elsewhere
        pgettext_lazy("of a record", "number"), null=True, blank=True
    )
    # The number as it was given before this register was kept: such an entry was made by hand, by whom it says.
    earlier_number = models.CharField(_("number as it was"), max_length=60, blank=True)
    entered_by = models.CharField(max_length=200, blank=True)
    known_votes = models.JSONField(default=dict, blank=True)  # {"in_favour": 12}: of an earlier one, as far as known
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    adopted_on = models.DateField(_("adopted on"))
    ballot = models.OneToOneField(Ballot, null=True, blank=True, on_delete=models.PROTECT, related_name="resolution")
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    answer_due = models.DateField(_("answer due"), null=True, blank=True)
    # Who watches over the answer; where nobody is named, the secretary of the body.
    watcher = models.ForeignKey(
        Member, verbose_name=_("who watches over the answer"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    reminded_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    outcome = models.TextField(_("what became of it"), blank=True)
    origin = models.CharField(max_length=60, blank=True, db_index=True)
    evidence = models.JSONField(default=list, blank=True)  # [{"title", "digest"}]: what lay before the body, frozen
    decided_by = models.CharField(max_length=200, blank=True)  # the rule, where the ballot adopted nothing
    published_at = models.DateTimeField(null=True, blank=True)  # since when anybody may read it
    entered_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "year", "number"], name="resolution_number_once",
                violation_error_message=_("This number is taken."),
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "year", "earlier_number"], condition=~models.Q(earlier_number=""),
                name="resolution_earlier_once", violation_error_message=_("This number is taken."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__isnull=False, earlier_number="")
                | (models.Q(number__isnull=True, ballot__isnull=True) & ~models.Q(earlier_number="")),
                name="resolution_one_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") | ~models.Q(digest=""), name="resolution_says_something",
                violation_error_message=_("Give the text, or a file with it."),
            ),
            models.CheckConstraint(
                condition=models.Q(answer_due__isnull=True) | models.Q(answer_due__gte=models.F("adopted_on")),
                name="resolution_due_after_adoption",
                violation_error_message=_("The deadline for the answer lies before the day of adoption."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True) | models.Q(answered_on__gte=models.F("adopted_on")),
                name="resolution_answered_after_adoption",
                violation_error_message=_("The answer lies before the day of adoption."),
            ),
        ]  # fmt: skip

    def answer_state(self, today: date) -> AnswerState:
        """How the answer stands on a day."""
        if self.answered_on:
            return AnswerState.ANSWERED
        if self.answer_due is None:
            return AnswerState.NONE
        return AnswerState.LATE if self.answer_due < today else AnswerState.AWAITED

    @property
    def is_earlier(self) -> bool:
        """Whether it is of the time before this register, entered by hand."""
        return bool(self.earlier_number)

    def __str__(self) -> str:
        return self.earlier_number or f"{self.number}/{self.year}"


class TaskQuerySet(ScopedQuerySet["Task"]):
    """Filters said in one word; lists start from `visible_to(user, Permission.VIEW_MEETINGS)`."""

    territory_path = "body__territory__path"

    def open(self) -> "TaskQuerySet":
        """Those that are still to be done."""
        return self.filter(state=TaskState.OPEN)


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
    version = models.PositiveIntegerField(default=1)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False) | ~models.Q(owner_name=""), name="task_has_owner",
                violation_error_message=_("Say who answers for the task."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=TaskState.DONE) | models.Q(done_on__isnull=False), name="task_done_has_day",
            ),
        ]  # fmt: skip

    @property
    def answers(self) -> str:
        """The name of whoever answers for it."""
        return self.owner.name if self.owner else self.owner_name

    def __str__(self) -> str:
        return self.title
