"""Takes out the council's side of the sample: its bodies and applications, with all that hangs on them."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Model, ProtectedError, Q, QuerySet

from koordynata.coordination.models import Body, Member
from koordynata.opinions.models import IntakeWindow, OpinionRequest

_ROOMS = {"coordination", "opinions"}


def remove_councils() -> Counter[str]:
    """How many of each kind went. Raises ProtectedError when something real hangs on one of them."""
    in_a_seat = Q(mandates__seat__term__body__is_sample=True) | Q(stands_in__mandate__seat__term__body__is_sample=True)
    members = set(Member.objects.filter(Q(user__is_sample=True) | in_a_seat).values_list("pk", flat=True))
    removed: Counter[str] = Counter()
    _delete(OpinionRequest.objects.filter(is_sample=True), removed)
    _delete(IntakeWindow.objects.filter(is_sample=True), removed)
    _delete(Body.objects.filter(is_sample=True), removed)
    _delete(Member.objects.filter(pk__in=members), removed)
    return removed


def _delete(
    rows: QuerySet[Model] | QuerySet[Body] | QuerySet[Member] | QuerySet[OpinionRequest] | QuerySet[IntakeWindow],
    removed: Counter[str],
) -> None:
    """Delete them after whatever points at them and protects them."""
    while True:
        try:
            for label, count in rows.delete()[1].items():
                removed[label.rpartition(".")[2].lower()] += count
            return
        except ProtectedError as error:
            _delete_first(error, removed)


def _delete_first(error: ProtectedError, removed: Counter[str]) -> None:
    hanging: Iterable[Model] = error.protected_objects
    if any(row._meta.app_label not in _ROOMS or getattr(row, "is_sample", True) is False for row in hanging):
        raise error
    for model, group in groupby(sorted(hanging, key=lambda row: row._meta.label), key=_model_of):
        _delete(model._default_manager.filter(pk__in=[row.pk for row in group]), removed)


def _model_of(row: Model) -> type[Model]:
    return type(row)
