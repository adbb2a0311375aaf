"""Every change of an institution, from the audit log and from imports, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from koordynata.foundation.models import AuditEvent
from koordynata.sources.models import RowChange

from ..models import Institution
from .actors import roles_at
from .runs import visible_runs

MODEL = "registry.institution"  # how imports name the register in RowChange.model
NAMING_PEOPLE = frozenset(
    {"institution.contact_added", "institution.contact_removed", "institution.merged", "institution.merged_into"}
)


@dataclass(frozen=True)
class Difference:
    """One field, before and after; None: it did not exist."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Step:
    """One change. `what` names the thing as it was called then; `made`: nothing stood there before."""

    at: datetime
    who: str
    verb: str
    what: str
    differences: list[Difference]
    made: bool


@dataclass(frozen=True)
class Change:
    """One step of an institution's history. `run` is the import that made it, if one did and the reader sees it."""

    at: datetime
    who: str
    verb: str
    differences: list[Difference] = field(default_factory=list)
    run: int | None = None
    actor: int | None = None


def pair_up(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Difference]:
    """The fields of two states, side by side."""
    old, new = before or {}, after or {}
    names = [*old, *(name for name in new if name not in old)]
    return [Difference(name, old.get(name), new.get(name)) for name in names if _said(old, name) != _said(new, name)]


def _said(values: dict[str, Any], name: str) -> Any:
    """A value; all ways of saying nothing are the same."""
    value = values.get(name)
    return None if value in ("", [], {}) else value


def _edits(institution: Institution, *, with_people: bool) -> Iterator[Change]:
    events = AuditEvent.objects.filter(object_type="institution", object_id=str(institution.pk))
    for event in events:
        told = with_people or event.verb not in NAMING_PEOPLE
        differences = pair_up(event.before, event.after) if told else []
        yield Change(event.at, event.actor_label, event.verb, differences, actor=event.actor_id)


def _imports(institution: Institution) -> Iterator[Change]:
    changes = RowChange.objects.filter(model=MODEL, object_id=institution.pk).select_related("run")
    for row in changes:
        run = row.run
        yield Change(
            run.finished_at or run.started_at,
            run.started_by_label,
            f"import.{row.kind}",
            pair_up(row.before, row.after),
            run.pk,
            run.started_by_id,
        )
    if first := institution.created_run:
        at = first.finished_at or first.started_at
        yield Change(at, first.started_by_label, "import.created", [], first.pk, first.started_by_id)


def history_of(institution: Institution, user: Any, *, with_people: bool) -> list[Change]:
    """All changes, newest first. Three to five queries, however long the history.

    Without `with_people` a change is told with the role of whoever made it instead of a name, and one that names
    contacts, members or invited people without its details.
    """
    steps = [*_edits(institution, with_people=with_people), *_imports(institution)]
    if not with_people:
        steps = _in_their_roles(institution, steps)
    steps = _with_runs_for(user, steps)
    return sorted(steps, key=lambda change: change.at, reverse=True)


def _in_their_roles(institution: Institution, steps: list[Change]) -> list[Change]:
    moments = [(step.actor, step.at) for step in steps if step.actor is not None]
    roles = roles_at(moments, institution.territory)
    return [step if step.actor is None else replace(step, who=roles[step.actor, step.at], actor=None) for step in steps]


def _with_runs_for(user: Any, steps: list[Change]) -> list[Change]:
    """A run outside the reader's scope is not pointed at: its page would not be there."""
    wanted = {step.run for step in steps if step.run is not None}
    seen = set(visible_runs(user).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return [step if step.run in seen else replace(step, run=None) for step in steps]
