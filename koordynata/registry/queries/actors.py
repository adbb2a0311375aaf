"""Who did a thing, said by their role at the time: for readers to whom the office's people are not introduced."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from koordynata.reference.models import Territory

from ..models import Membership


def roles_at(moments: Collection[tuple[int, datetime]], place: Territory) -> dict[tuple[int, datetime], str]:
    """For each person (by id) and moment the role in which they acted in that place; one query.

    Roles of the office come before others, nearer ones before wider ones.
    """
    rows = Membership.objects.filter(user_id__in={who for who, _at in moments}).select_related("territory")
    near = sorted((row for row in rows if _covers(row, place)), key=_rank)
    return {(who, at): next((_words(row) for row in near if _held(row, who, at)), _unknown()) for who, at in moments}


def _covers(row: Membership, place: Territory) -> bool:
    return row.territory.code == "PL" or place.path.startswith(row.territory.path)


def _rank(row: Membership) -> tuple[bool, bool, int, int]:
    return not row.role_info.staff, row.territory.code == "PL", -len(row.territory.path), row.pk


def _held(row: Membership, who: int, at: datetime) -> bool:
    return row.user_id == who and row.since <= at and (row.until is None or at <= row.until)


def _words(row: Membership) -> str:
    return f"{row.role_info.name} ({row.territory.title})"


def _unknown() -> str:
    return _("somebody without a role here")
