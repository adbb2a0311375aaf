"""Reading the file of a case: every mistake with its place, in the reader's words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from koordynata.foundation.strict_files import FileRefused, read_strictly

from .case_file import CaseFile, MandateOf


def read_case(content: bytes) -> CaseFile:
    """The case in a JSON text in UTF-8, with or without a byte order mark. Raises FileRefused."""
    case = read_strictly(CaseFile, content)
    if found := [*_doubled_seats(case), *_overlapping_mandates(case)]:
        raise FileRefused(found)
    return case


def _doubled_seats(case: CaseFile) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, seat in enumerate(case.seats):
        if seat.id in seen:
            yield f"seats.{number}.id", _("Two seats have the same id.")
        seen.add(seat.id)


def _overlapping_mandates(case: CaseFile) -> Iterator[tuple[str, str]]:
    for number, seat in enumerate(case.seats):
        for place, mandate in enumerate(seat.mandates):
            if any(_overlap(mandate, earlier) for earlier in seat.mandates[:place]):
                yield f"seats.{number}.mandates.{place}", _("A seat is filled with one person at a time.")


def _overlap(one: MandateOf, other: MandateOf) -> bool:
    starts_before = other.end is None or one.start < other.end
    return starts_before and (one.end is None or other.start < one.end) and one.start != one.end
