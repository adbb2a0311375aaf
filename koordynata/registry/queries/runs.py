"""Import runs by scope."""

from typing import Any

from django.db.models import QuerySet

from koordynata.accounts.roles import Permission
from koordynata.sources.models import ImportRun, RunPlace

from ..scopes import scope_of


def visible_runs(user: Any) -> QuerySet[ImportRun]:
    """Runs that lie wholly where the user loads files. Having started one gives no right that a lost role took."""
    scope = scope_of(user, Permission.IMPORT_DATA)
    rows = ImportRun.objects.filter(scope.holds_all(RunPlace.objects.all(), "run"))
    return rows.select_related("snapshot")
