"""Reading the file of a case: every mistake with its place, in the reader's words."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from .case_file import CaseFile, MandateOf

MOST_MISTAKES = 100  # are told at once


class CaseRefused(Exception):
    """The file cannot be taken; `mistakes` are (place as `seats.0.id`, sentence)."""

    def __init__(self, mistakes: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{place}: {sentence}" for place, sentence in mistakes))
        self.mistakes = mistakes


class _StandsTwice(Exception):
    """A name twice in one object: which of the two holds, nobody could say."""


def read_case(content: bytes) -> CaseFile:
    """The case in a JSON text in UTF-8, with or without a byte order mark. Raises CaseRefused."""
    try:
        text = content.decode("utf-8-sig")
        json.loads(text, object_pairs_hook=_each_name_once)
        case = CaseFile.model_validate_json(text)
    except UnicodeDecodeError:
        raise CaseRefused([("file", _("This file is not JSON in UTF-8."))]) from None
    except ValidationError as error:
        raise CaseRefused([_told(one) for one in error.errors()[:MOST_MISTAKES]]) from None
    except json.JSONDecodeError as error:
        raise CaseRefused([("file", _("This is not JSON: %s") % error)]) from None
    except RecursionError:
        raise CaseRefused([("file", _("Lists stand inside lists too many times."))]) from None
    except _StandsTwice as error:
        raise CaseRefused([("file", _("“%s” stands twice") % error)]) from None
    except ValueError:  # the standard library reads no numbers of thousands of digits
        raise CaseRefused([("file", _("A number is too long."))]) from None
    if found := [*_doubled_seats(case), *_overlapping_mandates(case)]:
        raise CaseRefused(found)
    return case


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: set[str] = set()
    for name, _value in pairs:
        if name in seen:
            raise _StandsTwice(name)
        seen.add(name)
    return dict(pairs)


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


def _told(error: Any) -> tuple[str, str]:
    place = ".".join(map(str, error["loc"])) or "file"
    if error["type"] == "value_error":
        return place, _(str(error["ctx"]["error"]))
    return place, _sentence(error["type"], error["msg"])


def _sentence(kind: str, message: str) -> str:
    if kind == "missing":
        return _("This is missing.")
    if kind == "extra_forbidden":
        return _("This name is not known.")
    if kind == "json_invalid":
        return _("This is not JSON: %s") % message.partition(": ")[2]
    if kind.startswith(("timezone", "datetime")):
        return _("a moment is written as 2026-11-27T10:42:00+01:00")
    if kind == "literal_error":
        return _("This word is not one of those allowed: %s") % message.partition("Input should be ")[2]
    return _("This cannot stand here: %s") % message
