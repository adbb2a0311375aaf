"""Who may do what in the room: predicates `(user, thing) -> bool`."""

from typing import Any

from koordynata.accounts.roles import Permission
from koordynata.registry.models import Institution
from koordynata.registry.scopes import scope_of

from .models import Opinion, OpinionRequest
from .models.request import own_schools


def answers_for(user: Any, school: Institution) -> bool:
    """Whether the user answers for the school, or for its complex."""
    if not getattr(user, "is_authenticated", False):
        return False
    return Institution.objects.filter(own_schools(user), pk=school.pk).exists()


def may_apply(user: Any, request: OpinionRequest) -> bool:
    """Whether the application is the user's to write, submit and withdraw."""
    return answers_for(user, request.school)


def may_handle(user: Any, request: OpinionRequest) -> bool:
    """Whether the user treats it in the office of the region."""
    return scope_of(user, Permission.HANDLE_OPINIONS).covers(request.school.territory.path)


def may_read_opinion(user: Any, opinion: Opinion) -> bool:
    """Whether the user reads what an opinion says: the school itself only when it was delivered."""
    request = opinion.request
    return bool(opinion.delivered_on) or may_handle(user, request) or not may_apply(user, request)


def may_read_file(user: Any, request: OpinionRequest) -> bool:
    """Whether the user may open what is attached: whoever may see the application."""
    return OpinionRequest.objects.visible_to(user).filter(pk=request.pk).exists()
