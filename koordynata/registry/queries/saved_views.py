"""Saved views as their owner and the region see them."""

from dataclasses import dataclass

from django.db.models import Q

from koordynata.accounts.models import User
from koordynata.reference.models import Territory

from ..models import SavedView
from ..models.saved_view import SavedViewQuerySet


@dataclass(frozen=True)
class Views:
    """One's own views, and those that others share with the region."""

    own: list[SavedView]
    shared: list[SavedView]


def own_views(user: User) -> SavedViewQuerySet:
    """The views that this person may rename and delete."""
    return SavedView.objects.own(user).select_related("shared_in")


def shared_views(region: Territory | None) -> SavedViewQuerySet:
    """What is shared with a region."""
    return SavedView.objects.shared_for(region).select_related("shared_in")


def views_for(user: User, region: Territory | None, page: str = "") -> Views:
    """What a person finds beside a list, or on all lists; one query."""
    reach = Q(user=user) | Q(pk__in=SavedView.objects.shared_for(region).order_by().values("pk"))
    rows = SavedView.objects.filter(reach, **({"page": page} if page else {})).select_related("shared_in")
    found = list(rows)
    return Views([row for row in found if row.user_id == user.pk], [row for row in found if row.user_id != user.pk])
