"""How the records of an applied run become what they were before it."""

import json
from collections import defaultdict
from typing import Any

import polars as pl
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from koordynata.foundation.models import AuditEvent

from .columns import field, is_json
from .enums import ChangeKind, RunState, Severity
from .errors import UndoRefused
from .fingerprint import HASH
from .inheriting import hand_on
from .models import Imported, ImportRun, RowChange
from .reading import Problem
from .writing import update_frame

CHUNK = 10_000


def imported_models() -> list[type[Imported]]:
    """Every model that an import may fill."""
    return [model for model in apps.get_models() if issubclass(model, Imported)]


def _created(model: type[Imported], run: ImportRun) -> "models.QuerySet[Any, Any]":
    return model._base_manager.filter(created_run=run)


def undo(run: ImportRun) -> int:
    """Take a run back. What later files say as well becomes their doing and stays: how many records.

    UndoRefused when something came after the run that its undoing would destroy.
    """
    models_filled = imported_models()
    for model in models_filled:
        _refuse_later_runs(model, run)
    kept = sum(hand_on(model, run) for model in models_filled)
    for model in models_filled:
        _refuse_edits(model, run)
        _refuse_references(model, run)
    _take_back(run)
    return kept


def _refuse(code: str, **params: Any) -> None:
    raise UndoRefused(Problem(code, params=params, severity=Severity.FILE))


def _refuse_later_runs(model: type[Imported], run: ImportRun) -> None:
    name = model._meta.label_lower
    own = RowChange.objects.filter(run=run, model=name).values("object_id")
    touched = models.Q(object_id__in=own) | models.Q(object_id__in=_created(model, run).values("pk"))
    # Later is what was applied later: a file may have come first and waited for its confirmation.
    applied = ImportRun.objects.filter(state=RunState.APPLIED, finished_at__gte=run.finished_at).exclude(pk=run.pk)
    later = RowChange.objects.filter(touched, run__in=applied, model=name).first()
    if later is not None:
        _refuse("undo_later_run", run=later.run_id, label=later.label)


def _refuse_edits(model: type[Imported], run: ImportRun) -> None:
    """Somebody edited a record after the run: a person's work is not thrown away."""
    names = [model._meta.label, model._meta.label_lower, model._meta.object_name, model._meta.model_name]
    events = AuditEvent.objects.filter(object_type__in=names, at__gt=run.finished_at)
    edited = {int(pk) for pk in events.values_list("object_id", flat=True) if pk.isdigit()}
    for start in range(0, len(edited), CHUNK):
        some = sorted(edited)[start : start + CHUNK]
        created = _created(model, run).filter(pk__in=some).first()
        changed = RowChange.objects.filter(run=run, model=model._meta.label_lower, object_id__in=some).first()
        if created or changed:
            _refuse("undo_edited", label=changed.label if changed else str(created))


def _refuse_references(model: type[Imported], run: ImportRun) -> None:
    links = {tuple(link) for link in run.options.get("links", [])}
    for relation in model._meta.related_objects:
        other, column = relation.related_model, relation.field
        if (other._meta.label_lower, column.attname) in links:
            continue
        found = other._base_manager.filter(**{f"{column.name}__in": _created(model, run).values("pk")})
        if issubclass(other, Imported):
            found = found.exclude(created_run=run)
        if (first := found.first()) is not None:
            _refuse("undo_referred", kind=str(other._meta.verbose_name), label=str(first)[:200])


def _take_back(run: ImportRun) -> None:
    """Restore changed and withdrawn records, then delete the created ones."""
    for model in imported_models():
        _restore(model, run)
    for label, column in run.options.get("links", []):
        model = apps.get_model(label)
        created = _created(model, run).values("pk")
        model._base_manager.filter(**{f"{column}__in": created}).update(**{column: None})
    for model in imported_models():
        found = _created(model, run)
        found._raw_delete(found.db)


def _restore(model: type[Imported], run: ImportRun) -> None:
    """Write the former values back, records with the same changed columns together."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    changes = RowChange.objects.filter(run=run, model=model._meta.label_lower)
    for change in changes.iterator(CHUNK):
        groups[tuple(sorted(change.before))].append({"id": change.object_id, **change.before})
        if change.kind == ChangeKind.CHANGED:
            _refuse_if_otherwise(model, change)
    for names, rows in groups.items():
        columns = {name: [_stored_value(model, name, row[name]) for row in rows] for name in names}
        frame = pl.DataFrame({"id": [row["id"] for row in rows], **columns}, infer_schema_length=None, strict=False)
        update_frame(model, frame, names)


def _refuse_if_otherwise(model: type[Imported], change: RowChange) -> None:
    """The record must be as the run left it."""
    names = [name for name in change.after if name != HASH]
    now = model._base_manager.filter(pk=change.object_id).values(*names).first()
    if now is None or json.loads(json.dumps(now, cls=DjangoJSONEncoder)) != {n: change.after[n] for n in names}:
        _refuse("undo_edited", label=change.label)


def _stored_value(model: type[Imported], name: str, value: Any) -> Any:
    if value is not None and is_json(model, name):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return field(model, name).to_python(value) if name != "withdrawn_run_id" else value
