"""The register of resolutions as lists show it, for members and for everybody."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from koordynata.accounts.roles import Permission

from ..enums import ActKind, AnswerState, TaskState
from ..models import Body, Resolution, Task
from ..models.outcome import ResolutionQuerySet

_DONE, _ALL = Count("tasks", filter=Q(tasks__state=TaskState.DONE)), Count("tasks")


@dataclass(frozen=True)
class RegisterFilter:
    """What a reader asked for; empty means everything."""

    q: str = ""
    body: str = ""
    kind: str = ""
    year: str = ""
    answer: str = ""

    def apply(self, rows: ResolutionQuerySet, today: date) -> ResolutionQuerySet:
        """The rows asked for, the newest first."""
        if self.kind in ActKind.values:
            rows = rows.filter(kind=self.kind)
        if self.year:
            rows = rows.filter(year=self.year)
        if self.body:
            rows = rows.filter(body_id=int(self.body))
        if self.answer in AnswerState.values:
            rows = rows.answer(self.answer, today)
        if self.q.strip():
            rows = rows.filter(Q(title__mentions=self.q.strip()) | Q(text__mentions=self.q.strip()))
        return rows.order_by("-adopted_on", F("number").desc(nulls_last=True), "-pk")


def visible_resolutions(user: Any) -> ResolutionQuerySet:
    """Entries of bodies in the user's scope."""
    return Resolution.objects.visible_to(user, Permission.VIEW_MEETINGS)


def list_resolutions(user: Any, asked: RegisterFilter, today: date) -> QuerySet[Resolution]:
    """With what a row shows: the body, the ballot, how many tasks there are and how many are done. One query."""
    rows = asked.apply(visible_resolutions(user), today).select_related("body__territory", "ballot")
    return rows.annotate(tasks_done=_DONE, tasks_all=_ALL)


def public_resolutions(asked: RegisterFilter, today: date) -> QuerySet[Resolution]:
    """What anybody may read: published entries, with their body and territory."""
    rows = asked.apply(Resolution.objects.published(), today)
    return rows.select_related("body__territory", "ballot").annotate(tasks_done=_DONE, tasks_all=_ALL)


def answer_counts(rows: ResolutionQuerySet | QuerySet[Resolution], today: date) -> dict[str, int]:
    """How many answers stand how; every state is named."""
    pairs = rows.order_by("pk").values_list("answered_on", "answer_due")
    found = Counter(
        Resolution(answered_on=answered, answer_due=due).answer_state(today) for answered, due in pairs
    )  # fmt: skip
    return {state.value: found[state] for state in AnswerState}


def years_of(rows: QuerySet[Resolution]) -> list[int]:
    """The years that occur, the newest first."""
    return sorted(set(rows.order_by("pk").values_list("year", flat=True)), reverse=True)


def bodies_with_resolutions(rows: QuerySet[Resolution]) -> QuerySet[Body]:
    """The bodies whose entries are among them."""
    return Body.objects.filter(pk__in=rows.order_by().values("body")).select_related("territory").order_by("name", "pk")


def visible_tasks(user: Any) -> QuerySet[Task]:
    """Tasks of bodies in the user's scope, the earliest deadline first."""
    rows = Task.objects.visible_to(user, Permission.VIEW_MEETINGS)
    return rows.select_related("body__territory", "owner", "meeting__term__body", "resolution").order_by("due", "pk")
