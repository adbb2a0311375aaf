"""Takes all sample data out again, so that an installation can start clean. The audit log keeps what happened."""

from contextlib import suppress

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from koordynata.accounts.models import User
from koordynata.foundation.audit import Actor, record_event
from koordynata.intelligence.services import rebuild_warehouse
from koordynata.registry.models import Institution, Invitation, Membership
from koordynata.registry.search import refresh_search_index
from koordynata.sources import snapshots
from koordynata.sources.models import Imported, ImportRun, Snapshot

from .office import remove_office
from .remove_council import remove_councils
from .remove_programmes import remove_programmes

# Rooms from the top down, so that whatever points at a record goes before it; councils go before them all.
_ROOMS = ("intelligence", "registry", "reference", "accounts", "sources")


def remove_sample(*, by: Actor) -> dict[str, int]:
    """Delete every record marked as sample; how many of each kind. Raises ProtectedError when real data hang on one."""
    files = list(Snapshot.objects.filter(is_sample=True))
    removed = _remove_records(by)
    for snapshot in files:
        if not Snapshot.objects.filter(sha256=snapshot.sha256).exists():
            with suppress(FileNotFoundError):
                snapshots.path_of(snapshot).unlink()
        with suppress(FileNotFoundError):
            snapshots.manifest_path(snapshot).unlink()
    if removed:
        rebuild_warehouse(by=by, emptied=True)
        refresh_search_index()
    return removed


@transaction.atomic
def _remove_records(by: Actor) -> dict[str, int]:
    removed = remove_councils() + remove_office() + remove_programmes()
    samples = Institution.objects.filter(is_sample=True)
    _forget_runs()
    samples.update(parent=None, merged_into=None)
    of_sample = Q(institution__is_sample=True) | Q(user__is_sample=True)
    removed["membership"] = Membership.objects.filter(of_sample).delete()[0]
    Invitation.objects.filter(Q(institution__is_sample=True) | Q(invited_by__is_sample=True)).delete()
    for model in _sample_models():
        if model is Snapshot:
            _all, by_model = ImportRun.objects.filter(snapshot__is_sample=True).delete()
            removed["importrun"] += by_model.get(ImportRun._meta.label, 0)  # and not their places, problems, changes
        _all, by_model = model._default_manager.filter(is_sample=True).delete()
        removed[model._meta.model_name or ""] += by_model.get(model._meta.label, 0)
    if +removed:
        record_event("sample.removed", by=by, object_type="sample", object_id="", label="sample", after=dict(+removed))
    return dict(+removed)


def _forget_runs() -> None:
    """Real records may have been written or withdrawn by a sample run: they are simply there from now on."""
    runs = ImportRun.objects.filter(snapshot__is_sample=True)
    for model in apps.get_models():
        if issubclass(model, Imported):
            real = model._default_manager.filter(is_sample=False)
            real.filter(created_run__in=runs).update(created_run=None)
            real.filter(withdrawn_run__in=runs).update(withdrawn_run=None)


def _sample_models() -> list[type[models.Model]]:
    """Every model with a sample mark, those that point at others first."""
    found = [model for model in apps.get_models() if _is_marked(model)]
    return sorted(found, key=lambda model: (_ROOMS.index(model._meta.app_label), _pointed_at(model)))


def _is_marked(model: type[models.Model]) -> bool:
    return model._meta.app_label in _ROOMS and any(field.name == "is_sample" for field in model._meta.fields)


def _pointed_at(model: type[models.Model]) -> bool:
    """Within the registry only institutions are pointed at by other records with a mark."""
    return model in {Institution, User}
