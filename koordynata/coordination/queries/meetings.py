"""Meetings by scope."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of

from ..enums import ItemState
from ..models import Meeting


def visible_meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings of bodies in the user's scope, the latest first."""
    scope = scope_of(user, Permission.VIEW_MEETINGS)
    rows = Meeting.objects.filter(scope.query("term__body__territory__path"))
    return rows.select_related("term__body__territory", "presiding").order_by("-starts", "-pk")


def with_counts(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With how many items the agenda has, and how many are done."""
    done = Count("items", filter=Q(items__state=ItemState.DONE), distinct=True)
    return rows.annotate(items_count=Count("items", distinct=True), items_done=done)
