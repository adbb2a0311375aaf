"""The audit log by scope."""

from typing import Any

from django.db.models import QuerySet

from koordynata.accounts.roles import Permission
from koordynata.foundation.models import AuditEvent, EventPlace

from ..scopes import scope_of


def visible_events(user: Any) -> QuerySet[AuditEvent]:
    """Events that speak only of the user's territories; one that speaks of others as well is theirs together."""
    scope = scope_of(user, Permission.VIEW_AUDIT)
    return AuditEvent.objects.filter(scope.holds_all(EventPlace.objects.all(), "event"))
