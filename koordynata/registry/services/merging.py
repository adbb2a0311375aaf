"""Two entries that are one institution become one."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.audit import Actor

from ..enums import NumberScheme
from ..errors import RegistryRefusal
from ..models import Contact, Institution, Invitation, Membership, Offer, RegisterNumber
from ..search import reindex_later
from .trail import record_institution

# Whatever points at an institution stands in one of these two; a test looks for what was forgotten.
# What is told apart within its institution by a key: what the keeper has as well stays with the duplicate.
KEYED: list[tuple[str, type[Model], str, tuple[str, ...]]] = [
    ("offers", Offer, "school", ("occupation_id", "school_year", "grade")),
]
FOLLOWERS: tuple[tuple[str, type[Model], str], ...] = (
    ("contacts", Contact, "institution"),
    ("memberships", Membership, "institution"),
    ("invitations", Invitation, "institution"),
    ("parts", Institution, "parent"),
    ("merged", Institution, "merged_into"),
    ("numbers", RegisterNumber, "institution"),
)


@transaction.atomic
def merge_institutions(*, keeper: Institution, duplicate: Institution, by: Actor) -> Institution:
    """Everything of the duplicate moves to the keeper; the duplicate stays and points there.

    The duplicate keeps its own columns, so that its register's next file still finds it. An offer that the keeper
    has as well stays with the duplicate. Raises RegistryRefusal.
    """
    locked = Institution.objects.select_for_update(of=("self",)).select_related("territory")
    pair = {row.pk: row for row in locked.filter(pk__in=[keeper.pk, duplicate.pk]).order_by("pk")}
    _check_pair(pair[keeper.pk], pair.get(duplicate.pk))
    keeper, duplicate = pair[keeper.pk], pair[duplicate.pk]
    moved = _move_keyed(keeper, duplicate) | _move_followers(keeper, duplicate)
    moved["numbers"] = sorted({*moved["numbers"], *_copy_numbers(keeper, duplicate)})
    duplicate.merged_into = keeper
    duplicate.save(update_fields=["merged_into"])
    told = {"keeper": f"{keeper.pk} {keeper.name}", "duplicate": f"{duplicate.pk} {duplicate.name}", "moved": moved}
    record_institution("merged", keeper, by=by, before={}, after=told)
    record_institution("merged_into", duplicate, by=by, before={}, after=told)
    reindex_later([keeper.pk, duplicate.pk])
    return keeper


def _check_pair(keeper: Institution, duplicate: Institution | None) -> None:
    if duplicate is None or keeper.pk == duplicate.pk:
        raise RegistryRefusal(_("Choose two different institutions."))
    if keeper.merged_into_id or duplicate.merged_into_id:
        raise RegistryRefusal(_("One of them was merged already."))
    if keeper.kind != duplicate.kind:
        raise RegistryRefusal(_("Only institutions of the same kind can be merged."))
    if keeper.parent_id == duplicate.pk or duplicate.parent_id == keeper.pk:
        raise RegistryRefusal(_("One of them is a part of the other."))


def _move_keyed(keeper: Institution, duplicate: Institution) -> dict[str, Any]:
    """Records that the keeper does not have itself."""
    moved = {}
    for name, model, field, key in KEYED:
        own = set(model._default_manager.filter(**{field: keeper}).values_list(*key))
        rows = model._default_manager.filter(**{field: duplicate})
        ids = [pk for pk, *rest in rows.values_list("pk", *key) if tuple(rest) not in own]
        moved[name] = model._default_manager.filter(pk__in=ids).update(**{field: keeper})
        moved[f"{name}_left"] = rows.count()
    return moved


def _move_followers(keeper: Institution, duplicate: Institution) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for name, model, field in FOLLOWERS:
        rows = model._default_manager.filter(**{field: duplicate})
        moved[name] = sorted(map(str, rows))
        rows.update(**{field: keeper})
    return moved


def _copy_numbers(keeper: Institution, duplicate: Institution) -> list[str]:
    """The duplicate's own numbers lead to the keeper from now on."""
    added = []
    for scheme in (NumberScheme.RSPO, NumberScheme.REGON, NumberScheme.NIP):
        value = getattr(duplicate, scheme.value)
        if not value or value == getattr(keeper, scheme.value):
            continue
        number, new = RegisterNumber.objects.get_or_create(
            scheme=scheme, value=str(value), defaults={"institution": keeper}
        )
        if new:
            added.append(str(number))
    return added
