"""For whom a person answers, and whose programmes they run."""

from typing import Any

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of

from ..models import Programme


def institutions_of(user: Any) -> set[int]:
    """Ids of the institutions for which the user answers."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return set()
    rows = user.memberships.active().filter(institution__isnull=False).select_related("institution")
    return {one.institution_id for one in rows if Permission.ANSWER_FOR_INSTITUTION in one.role_info.permissions}


def runs_programme(user: Any, programme: Programme) -> bool:
    """Whether the user writes the programme and its reports: the coordination office."""
    return scope_of(user, Permission.RUN_PROGRAMMES).covers(programme.territory.path)
