"""What changed in a record, field by field, in words: labels of its own model, names instead of keys.

Lists are public, so their records are named. A key that leads elsewhere is left out: whoever reads the history of a
school need not see the other institution, and the numbers by which they are joined stand beside anyway.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from koordynata.registry.queries.history import Change, Difference

from .wording import field_label, shown_value

Model = type[models.Model]
# Says only that something changed, or how a map is drawn.
BOOKKEEPING = {"content_hash", "path", "left", "top", "right", "bottom", "label_x", "label_y"}
WITHDRAWN = "withdrawn_run_id"


@dataclass(frozen=True)
class Told:
    """One field as people read it."""

    label: str
    before: str
    after: str


def tell(differences: Iterable[Difference], model: Model | None = None) -> list[Told]:
    """The differences of one record."""
    return tell_all([(model, list(differences))])[0]


def tell_changes(changes: Sequence[Change], model: Model) -> list[tuple[Change, list[Told]]]:
    """Each change of a record's history with its differences in words."""
    return list(zip(changes, tell_all([(model, change.differences) for change in changes]), strict=True))


def tell_all(records: Sequence[tuple[Model | None, Sequence[Difference]]]) -> list[list[Told]]:
    """The differences of many records; what they refer to is looked up once for each kind."""
    names = _names(records)
    return [
        [_tell(one, model, names) for one in differences if not _left_out(one, model)] for model, differences in records
    ]


def _left_out(one: Difference, model: Model | None) -> bool:
    related = _related(model, one.field)
    return one.field in BOOKKEEPING or (related is not None and not _is_list(related))


def _is_list(model: Model) -> bool:
    return model._meta.app_label == "reference"


def _tell(one: Difference, model: Model | None, names: dict[Model, dict[Any, str]]) -> Told:
    label = field_label(one.field, model)
    if one.field == WITHDRAWN:  # the run is of no interest, only whether there is one
        return Told(label, shown_value(one.before is not None), shown_value(one.after is not None))
    related = _related(model, one.field)
    if related is None:
        return Told(label, shown_value(one.before, one.field), shown_value(one.after, one.field))
    known = names[related]
    return Told(label, shown_value(known.get(one.before)), shown_value(known.get(one.after)))


def _names(records: Iterable[tuple[Model | None, Sequence[Difference]]]) -> dict[Model, dict[Any, str]]:
    keys: defaultdict[Model, set[Any]] = defaultdict(set)
    for model, differences in records:
        for one in differences:
            if (related := _related(model, one.field)) is not None and _is_list(related):
                keys[related] |= {one.before, one.after} - {None}
    return {
        related: {pk: str(record) for pk, record in related._default_manager.in_bulk(list(wanted)).items()}
        for related, wanted in keys.items()
    }


def _related(model: Model | None, name: str) -> Model | None:
    """The model to which a column of keys (`territory_id`) leads."""
    if model is None or not name.endswith("_id") or name == WITHDRAWN:
        return None
    try:
        field = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None
    return field.related_model if isinstance(field, models.ForeignKey) else None
