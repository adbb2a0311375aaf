"""What waits in the office: applications with their clock."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.foundation.work import WorkItem, WorkSource
from koordynata.registry.scopes import scope_of

from ..enums import WITH_THE_OFFICE, RequestState
from ..models import OpinionRequest


def requests(user: Any, today: date) -> Iterator[WorkItem]:
    """Applications with the office, and those that a school is to complete: its deadline, and its turn."""
    inside = scope_of(user, Permission.HANDLE_OPINIONS).query("school__territory__path")
    rows = OpinionRequest.objects.filter(inside, state__in=sorted({*WITH_THE_OFFICE, RequestState.RETURNED}))
    for one in rows.select_related("school", "occupation__branch").order_by("due", "pk"):
        returned = one.state == RequestState.RETURNED
        title = f"{one.signature} {one.occupation.name}"
        about = f"{one.school.name} · {one.get_state_display()}"
        yield WorkItem("opinions", f"opinion_request:{one.pk}", title, about, one.school.name if returned else "",
                       one.completion_due if returned else one.due)  # fmt: skip


SOURCES = (WorkSource("opinions", gettext_lazy("Applications for an opinion"), requests),)
