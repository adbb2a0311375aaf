"""How far an application has come, and how long the office has left."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from koordynata.foundation import working_days
from koordynata.opinions.enums import WITH_THE_OFFICE, RequestState
from koordynata.opinions.models import OpinionRequest


@dataclass(frozen=True)
class Step:
    """One step of the way: done, now, or to come."""

    label: str | Promise
    css: str
    detail: str | Promise


def days_left(shown: OpinionRequest) -> int | None:
    """Working days until the opinion is due, below zero when it is late; None where no clock runs."""
    if shown.state not in WITH_THE_OFFICE or shown.due is None:
        return None
    return working_days.count(timezone.localdate(), shown.due)


_WAY = (
    (RequestState.SUBMITTED, pgettext_lazy("step", "Submitted")),
    (RequestState.COMPLETE, pgettext_lazy("step", "Formally checked")),
    (RequestState.ON_AGENDA, pgettext_lazy("step", "Before the body")),
    (RequestState.DECIDED, pgettext_lazy("step", "Opinion given")),
    (RequestState.DELIVERED, pgettext_lazy("step", "Delivered")),
)


def steps_of(shown: OpinionRequest) -> list[Step]:
    """The way of an application; of a withdrawn one there is none."""
    if shown.state == RequestState.WITHDRAWN:
        return []
    order = [state for state, _label in _WAY]
    state = RequestState.SUBMITTED if shown.state == RequestState.RETURNED else RequestState(shown.state)
    at = order.index(state) if state in order else -1
    return [
        Step(label, "done" if n < at else "now" if n == at else "", shown.get_state_display() if n == at else "")
        for n, (_state, label) in enumerate(_WAY)
    ]
