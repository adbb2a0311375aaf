"""Numbers that follow each other."""

from typing import Any

from django.db.models import Max, QuerySet


def next_number(rows: QuerySet[Any], field: str = "number") -> int:
    """The number after the last one, 1 for the first. Whoever asks holds the lock under which it is given out."""
    return int(rows.aggregate(last=Max(field))["last"] or 0) + 1
