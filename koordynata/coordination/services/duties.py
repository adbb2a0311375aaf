"""Duties are marked as done, and the mark is taken back."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.reference.models import Territory

from ..duties import find
from ..errors import CoordinationRefusal
from ..models import DutyMark
from .office_trail import held, note


@transaction.atomic
def mark_duty(
    *, territory: Territory, duty: str, year: int, month: int, done_on: date, remark: str = "", by: Actor,
    is_sample: bool = False,
) -> DutyMark:  # fmt: skip
    """Mark one time of a duty as done; a second click finds it done. Raises CoordinationRefusal, ValidationError."""
    if find(duty, year, month, territory.code) is None:
        raise CoordinationRefusal(_("The calendar has no such duty in that month."))
    if done_on > timezone.localdate():
        raise CoordinationRefusal(_("A duty is not done on a day to come."))
    territory = held(territory)
    found = DutyMark.objects.filter(territory=territory, duty=duty, year=year, month=month).first()
    if found:
        return found
    mark = DutyMark(territory=territory, duty=duty, year=year, month=month, done_on=done_on, note=remark,
                    marked_by=by.audit_label, is_sample=is_sample)  # fmt: skip
    mark.full_clean()
    mark.save()
    note("duty.done", mark, territory, by=by, after={"on": done_on, "note": remark})
    return mark


@transaction.atomic
def unmark_duty(*, mark: DutyMark, by: Actor) -> None:
    """Take a mark back; a second click finds none and does nothing."""
    found = DutyMark.objects.select_for_update(of=("self",)).select_related("territory").filter(pk=mark.pk).first()
    if found is None:
        return
    note("duty.taken_back", found, found.territory, by=by, before={"on": found.done_on, "note": found.note})
    found.delete()
