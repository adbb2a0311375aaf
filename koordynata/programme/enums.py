"""States and kinds of the room, with their legal moves."""

from django.db import models
from django.utils.translation import pgettext_lazy

from koordynata.foundation.states import TransitionTable


class VersionState(models.TextChoices):
    """Stan wersji programu. Whether an adopted version is in force follows from its days."""

    DRAFT = "draft", pgettext_lazy("version", "draft")
    CONSULTATION = "consultation", pgettext_lazy("version", "in consultation")
    SUBMITTED = "submitted", pgettext_lazy("version", "submitted for adoption")
    ADOPTED = "adopted", pgettext_lazy("version", "adopted")
    ABANDONED = "abandoned", pgettext_lazy("version", "abandoned")


VERSION_MOVES = TransitionTable({
    VersionState.DRAFT: {VersionState.CONSULTATION, VersionState.SUBMITTED, VersionState.ABANDONED},
    VersionState.CONSULTATION: {VersionState.DRAFT, VersionState.ABANDONED},
    VersionState.SUBMITTED: {VersionState.DRAFT, VersionState.ADOPTED, VersionState.ABANDONED},
})  # fmt: skip


class LevelRole(models.TextChoices):
    """What an element is for, whatever its programme calls its level."""

    GROUP = "group", pgettext_lazy("level", "division")
    OBJECTIVE = "objective", pgettext_lazy("level", "objective")
    ACTION = "action", pgettext_lazy("level", "action")
    SUBTASK = "subtask", pgettext_lazy("level", "sub-task")


class ActionState(models.TextChoices):
    """Stan działania programu. Overdue is computed from its days."""

    PLANNED = "planned", pgettext_lazy("programme action", "planned")
    RUNNING = "running", pgettext_lazy("programme action", "under way")
    SUSPENDED = "suspended", pgettext_lazy("programme action", "suspended")
    DONE = "done", pgettext_lazy("programme action", "done")
    ABANDONED = "abandoned", pgettext_lazy("programme action", "abandoned")


ACTION_MOVES = TransitionTable({
    ActionState.PLANNED: {ActionState.RUNNING, ActionState.ABANDONED},
    ActionState.RUNNING: {ActionState.SUSPENDED, ActionState.DONE, ActionState.ABANDONED},
    ActionState.SUSPENDED: {ActionState.RUNNING, ActionState.ABANDONED},
    ActionState.DONE: {ActionState.RUNNING},
})  # fmt: skip
NEEDS_REASON = frozenset({ActionState.SUSPENDED, ActionState.ABANDONED})


class Involved(models.TextChoices):
    """Rola instytucji w działaniu."""

    RESPONSIBLE = "responsible", pgettext_lazy("institution", "responsible")
    COOPERATING = "cooperating", pgettext_lazy("institution", "co-operating")


class LinkKind(models.TextChoices):
    """What an element points to."""

    OCCUPATION = "occupation", pgettext_lazy("link", "occupation")
    BRANCH = "branch", pgettext_lazy("link", "branch")
    TERRITORY = "territory", pgettext_lazy("link", "territory")
    RESOLUTION = "resolution", pgettext_lazy("link", "resolution")
    PROPOSAL = "proposal", pgettext_lazy("link", "proposal")
    PROJECT = "project", pgettext_lazy("link", "project")


class MoneyStage(models.TextChoices):
    """How far money has gone; what is planned stands in the version."""

    CONTRACTED = "contracted", pgettext_lazy("money", "contracted")
    SPENT = "spent", pgettext_lazy("money", "spent")


class OverTime(models.TextChoices):
    """How the values of periods make the value on a day."""

    ADDED = "added", pgettext_lazy("over time", "each period's own, added up")
    RUNNING = "running", pgettext_lazy("over time", "counted from the beginning (cumulative)")
    STATE = "state", pgettext_lazy("over time", "state on the last day")


class OverElements(models.TextChoices):
    """How values of actions make the value of an objective or area."""

    SUM = "sum", pgettext_lazy("over elements", "added up")
    RATIO = "ratio", pgettext_lazy("over elements", "ratio: numerators and denominators added up")
    DISTINCT = "distinct", pgettext_lazy("over elements", "each person counted once")
    NONE = "none", pgettext_lazy("over elements", "not put together")


class Direction(models.TextChoices):
    """Pożądany kierunek zmiany."""

    UP = "up", pgettext_lazy("direction", "to grow")
    DOWN = "down", pgettext_lazy("direction", "to fall")


class MeasureSource(models.TextChoices):
    """Where actuals come from."""

    TYPED = "typed", pgettext_lazy("actuals", "typed in")
    COUNTED = "counted", pgettext_lazy("actuals", "counted from facts")
    METRIC = "metric", pgettext_lazy("actuals", "metric of the warehouse")


class ActualState(models.TextChoices):
    """Stan wartości osiągniętej."""

    DRAFT = "draft", pgettext_lazy("actual", "draft")
    SUBMITTED = "submitted", pgettext_lazy("actual", "submitted")
    CHECKED = "checked", pgettext_lazy("actual", "checked")
    APPROVED = "approved", pgettext_lazy("actual", "approved")
    RETURNED = "returned", pgettext_lazy("actual", "returned for correction")


ACTUAL_MOVES = TransitionTable({
    ActualState.DRAFT: {ActualState.SUBMITTED},
    ActualState.SUBMITTED: {ActualState.CHECKED, ActualState.RETURNED},
    ActualState.CHECKED: {ActualState.APPROVED, ActualState.RETURNED},
    ActualState.APPROVED: {ActualState.RETURNED},
    ActualState.RETURNED: {ActualState.SUBMITTED},
})  # fmt: skip


class RiskState(models.TextChoices):
    """Stan ryzyka."""

    OPEN = "open", pgettext_lazy("risk", "open")
    CLOSED = "closed", pgettext_lazy("risk", "closed")


class CommentOutcome(models.TextChoices):
    """Rozstrzygnięcie uwagi z konsultacji."""

    OPEN = "", pgettext_lazy("comment", "waiting for an answer")
    TAKEN = "taken", pgettext_lazy("comment", "taken in")
    PARTLY = "partly", pgettext_lazy("comment", "taken in partly")
    REFUSED = "refused", pgettext_lazy("comment", "not taken in")
    NOTED = "noted", pgettext_lazy("comment", "noted")


class ReportState(models.TextChoices):
    """Stan sprawozdania."""

    DRAFT = "draft", pgettext_lazy("report", "draft")
    FROZEN = "frozen", pgettext_lazy("report", "approved and frozen")
