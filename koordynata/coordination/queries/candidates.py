"""Organisations that were asked for a candidate and have not answered."""

from typing import Any

from django.db.models import QuerySet

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of

from ..models import CandidateRequest


def unanswered_requests(user: Any) -> QuerySet[CandidateRequest]:
    """Those of the bodies whose affairs the user keeps, the earliest deadline first."""
    scope = scope_of(user, Permission.RUN_MEETINGS)
    rows = CandidateRequest.objects.filter(scope.query("seat__term__body__territory__path"), answered_on__isnull=True)
    return rows.select_related("seat__term__body").order_by("due", "pk")
