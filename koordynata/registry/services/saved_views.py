"""Views of lists: saved, changed, shared with a region, thrown away."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.foundation.audit import record_event
from koordynata.reference.models import Territory

from ..errors import NotAllowed, RegistryRefusal
from ..models import SavedView
from ..rules import may_share_views_in

MOST_VIEWS = 50  # of one person and list


@transaction.atomic
def save_view(*, page: str, name: str, query: str, shared_in: Territory | None = None, by: User) -> SavedView:
    """Keep the filters of a list. Raises ValidationError, NotAllowed, and RegistryRefusal when there are too many."""
    _check_sharing(by, shared_in)
    User.objects.select_for_update().get(pk=by.pk)
    if SavedView.objects.own(by).filter(page=page).count() >= MOST_VIEWS:
        raise RegistryRefusal(_("There are as many saved views as a list can have. Delete one first."))
    view = SavedView(user=by, page=page, name=name, query=query, shared_in=shared_in)
    view.full_clean()
    view.save()
    _record("saved", view, by, shared_in, after=_told(view))
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, shared_in: Territory | None, by: User) -> SavedView:
    """Rename, share or stop sharing one's own view. Raises ValidationError and NotAllowed."""
    current = SavedView.objects.select_for_update(of=("self",)).select_related("shared_in").get(pk=view.pk)
    if current.user_id != by.pk:
        raise NotAllowed
    if shared_in != current.shared_in:
        _check_sharing(by, shared_in)
    before, place = _told(current), current.shared_in or shared_in
    current.name, current.shared_in = name, shared_in
    if before == _told(current):
        return current
    current.full_clean()
    current.save()
    _record("changed", current, by, place, before=before, after=_told(current))
    return current


@transaction.atomic
def delete_view(*, view: SavedView, by: User) -> None:
    """Throw one's own view away; a second click finds nothing and does nothing. Raises NotAllowed."""
    current = SavedView.objects.select_for_update(of=("self",)).select_related("shared_in").filter(pk=view.pk).first()
    if current is None:
        return
    if current.user_id != by.pk:
        raise NotAllowed
    _record("deleted", current, by, current.shared_in, before=_told(current))
    current.delete()


@transaction.atomic
def stop_sharing(*, view: SavedView, by: User) -> None:
    """Give a view back to its owner alone: whoever may share there may also stop it. Raises NotAllowed."""
    current = SavedView.objects.select_for_update(of=("self",)).select_related("shared_in").get(pk=view.pk)
    if current.shared_in is None:
        return
    _check_sharing(by, current.shared_in)
    before, place = _told(current), current.shared_in
    current.shared_in = None
    current.save(update_fields=["shared_in"])
    _record("changed", current, by, place, before=before, after=_told(current))


def _check_sharing(by: User, territory: Territory | None) -> None:
    if territory is not None and not may_share_views_in(by, territory):
        raise NotAllowed


def _told(view: SavedView) -> dict[str, Any]:
    """What the audit log keeps: the filters only of what is shared, for in one's own there may be a person's name."""
    told = {"page": view.page, "name": view.name}
    return told | ({"territory": view.shared_in.code, "query": view.query} if view.shared_in else {})


def _record(verb: str, view: SavedView, by: User, place: Territory | None, **values: Any) -> None:
    record_event(
        f"saved_view.{verb}",
        by=by,
        object_type="saved_view",
        object_id=view.pk,
        label=view.name,
        territories=[place.code] if place else [],
        **values,
    )
