"""Resolutions of the time before this register was kept, entered by hand under the number that they had."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation import files
from koordynata.foundation.audit import Actor

from ..errors import CoordinationRefusal
from ..models import Body, Resolution
from .trail import record


@transaction.atomic
def enter_earlier_resolution(
    *, body: Body, kind: str, earlier_number: str, adopted_on: date, title: str, text: str = "", addressee: str = "",
    votes: dict[str, int] | None = None, file: tuple[str, bytes] | None = None, by: Actor,
) -> Resolution:  # fmt: skip
    """Enter a resolution from the old books. It takes no number of this register's own, and says who entered it, when.

    `votes`: `{"in_favour": 12}`, as far as known. `file`: name and content of the document.
    Raises CoordinationRefusal, FileRefused, ValidationError.
    """
    if adopted_on > timezone.localdate():
        raise CoordinationRefusal(_("The day of adoption lies ahead."))
    body = Body.objects.select_for_update(of=("self",)).select_related("territory").get(pk=body.pk)
    entry = Resolution(
        body=body, kind=kind, year=adopted_on.year, earlier_number=" ".join(earlier_number.split()), title=title,
        text=text, adopted_on=adopted_on, addressee=addressee, known_votes=votes or {}, entered_by=by.audit_label,
    )  # fmt: skip
    _check_number(entry)
    if file:
        kept = files.keep(file[1], file[0])
        entry.file_name, entry.content_type, entry.digest = kept.name, kept.content_type, kept.digest
    entry.full_clean()
    entry.save()
    after = {"kind": kind, "number": str(entry), "title": title, "adopted_on": adopted_on, "votes": entry.known_votes,
             "addressee": addressee, "sha256": entry.digest}  # fmt: skip
    record("resolution.earlier_entered", entry, body, by=by, after=after)
    return entry


def _check_number(entry: Resolution) -> None:
    """Numbers that this register gave out are compared as they are written."""
    if not entry.earlier_number:
        raise CoordinationRefusal(_("Write the number that the resolution had."))
    own = Resolution.objects.filter(body=entry.body, kind=entry.kind, year=entry.year, number__isnull=False)
    if entry.earlier_number in {str(one) for one in own}:
        raise CoordinationRefusal(_("This number is taken."))
