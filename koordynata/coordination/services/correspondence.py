"""Cases and letters: numbered without gaps, never changed, never deleted.

The audit log is read by more people than the correspondence: events carry signs and days, no names and subjects.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation import files
from koordynata.foundation.audit import Actor
from koordynata.foundation.numbering import next_number
from koordynata.reference.models import Territory

from ..case_numbers import series_in_force
from ..errors import CoordinationRefusal
from ..models import Case, Letter, LetterFile
from .office_trail import held, note


@transaction.atomic
def open_case(
    *, territory: Territory, series: str, title: str, opened_on: date, by: Actor, is_sample: bool = False
) -> Case:
    """Open a case under the next number of its series and year. Raises CoordinationRefusal, ValidationError."""
    if opened_on > timezone.localdate():
        raise CoordinationRefusal(_("A case is not opened on a day to come."))
    known = series_in_force(territory.code, opened_on).get(series)
    if known is None:
        raise CoordinationRefusal(_("This series of cases is not in force on that day."))
    territory = held(territory)
    number = _next_number(territory, series, opened_on.year)
    case = Case(
        territory=territory, series=series, year=opened_on.year, number=number, title=title, opened_on=opened_on,
        signature=known.signature(number, opened_on.year), is_sample=is_sample,
    )  # fmt: skip
    case.full_clean()
    case.save()
    note("case.opened", case, territory, by=by, after={"number": case.signature, "on": opened_on})
    return case


def _next_number(territory: Territory, series: str, year: int) -> int:
    """The region is held, so that two cases never take the same number; one that is not kept leaves no gap."""
    return next_number(Case.objects.filter(territory=territory, series=series, year=year))


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("territory").get(pk=case.pk)


@transaction.atomic
def enter_letter(*, case: Case, attached: Sequence[tuple[str, bytes]] = (), by: Actor, **values: Any) -> Letter:
    """Enter a letter with its files into an open case. Raises FileRefused, CoordinationRefusal, ValidationError."""
    case = _locked(case)
    if case.closed_on is not None:
        raise CoordinationRefusal(_("The case is closed. Open it again first."))
    answered = values.get("answers")
    if answered is not None and answered.case.territory_id != case.territory_id:
        raise CoordinationRefusal(_("The letter that is answered belongs to another office."))
    letter = Letter(
        case=case, position=next_number(case.letters.all(), "position"), entered_by=by.audit_label, **values
    )
    _check_days(letter)
    letter.full_clean()
    letter.save()
    after = {"direction": letter.direction, "way": letter.way, "on": letter.handled_on, "until": letter.answer_due}
    note("letter.entered", letter, case.territory, by=by, after=after)
    for name, content in attached:
        attach_to_letter(letter=letter, name=name, content=content, by=by)
    return letter


def _check_days(letter: Letter) -> None:
    if max(letter.dated_on, letter.handled_on) > timezone.localdate():
        raise CoordinationRefusal(_("A letter is not entered with a day to come."))
    if letter.dated_on > letter.handled_on:
        raise CoordinationRefusal(_("A letter does not come or go before the day that stands on it."))


@transaction.atomic
def enter_letter_in_new_case(
    *, territory: Territory, series: str, title: str, handled_on: date, by: Actor, **values: Any
) -> Letter:
    """Open a case with its first letter: both, or neither. Raises as the two do."""
    case = open_case(territory=territory, series=series, title=title, opened_on=handled_on, by=by)
    return enter_letter(case=case, handled_on=handled_on, by=by, **values)


@transaction.atomic
def attach_to_letter(*, letter: Letter, name: str, content: bytes, by: Actor) -> LetterFile:
    """Attach a file to a letter that stands. Raises FileRefused, CoordinationRefusal, ValidationError."""
    letter = _standing(letter)
    kept = files.keep(content, name)
    file = LetterFile(letter=letter, **kept.columns(), added_by=by.audit_label)
    file.full_clean()
    file.save()
    note("letter.attached", letter, letter.case.territory, by=by, after={"sha256": kept.digest, "size": kept.size})
    return file


def _standing(letter: Letter) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).select_related("case__territory")
    current = rows.get(pk=letter.pk)
    if current.struck_out_at is not None:
        raise CoordinationRefusal(_("This entry is struck out."))
    return current


@transaction.atomic
def strike_out_letter(*, letter: Letter, reason: str, by: Actor) -> Letter:
    """Strike out a mistaken entry; it stays, with its number. Raises CoordinationRefusal, ValidationError."""
    letter = _standing(letter)
    letter.struck_out_at, letter.struck_out_because = timezone.now(), reason.strip()
    letter.full_clean()
    letter.save()
    note("letter.struck_out", letter, letter.case.territory, by=by, after={"at": letter.struck_out_at})
    return letter


@transaction.atomic
def close_case(*, case: Case, by: Actor) -> Case:
    """Close a case; pressed twice, it is closed once."""
    case = _locked(case)
    if case.closed_on is None:
        case.closed_on = timezone.localdate()
        case.save(update_fields=["closed_on"])
        note("case.closed", case, case.territory, by=by, after={"on": case.closed_on})
    return case


@transaction.atomic
def reopen_case(*, case: Case, by: Actor) -> Case:
    """Open a closed case again; pressed twice, it is opened once."""
    case = _locked(case)
    if case.closed_on is not None:
        before, case.closed_on = case.closed_on, None
        case.save(update_fields=["closed_on"])
        note("case.reopened", case, case.territory, by=by, before={"on": before})
    return case
