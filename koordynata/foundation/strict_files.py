"""Files of JSON that people write by hand: read strictly, every mistake with its place, in the reader's words."""

import json
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

MOST_MISTAKES = 100  # are told at once


class Strict(BaseModel):
    """Nothing unknown, nothing bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True)


class FileRefused(Exception):
    """The file cannot be taken; `mistakes` are (place as `seats.0.id`, sentence)."""

    def __init__(self, mistakes: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{place}: {sentence}" for place, sentence in mistakes))
        self.mistakes = mistakes


class _StandsTwice(Exception):
    """A name twice in one object: which of the two holds, nobody could say."""


File = TypeVar("File", bound=Strict)


def read_strictly(shape: type[File], content: bytes) -> File:
    """The file in a JSON text in UTF-8, with or without a byte order mark. Raises FileRefused."""
    try:
        text = content.decode("utf-8-sig")
        json.loads(text, object_pairs_hook=_each_name_once)
        return shape.model_validate_json(text)
    except UnicodeDecodeError:
        raise FileRefused([("file", _("This file is not JSON in UTF-8."))]) from None
    except ValidationError as error:
        raise FileRefused([_told(one) for one in error.errors()[:MOST_MISTAKES]]) from None
    except json.JSONDecodeError as error:
        raise FileRefused([("file", _("This is not JSON: %s") % error)]) from None
    except RecursionError:
        raise FileRefused([("file", _("Lists stand inside lists too many times."))]) from None
    except _StandsTwice as error:
        raise FileRefused([("file", _("“%s” stands twice") % error)]) from None
    except ValueError:  # the standard library reads no numbers of thousands of digits
        raise FileRefused([("file", _("A number is too long."))]) from None


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: set[str] = set()
    for name, _value in pairs:
        if name in seen:
            raise _StandsTwice(name)
        seen.add(name)
    return dict(pairs)


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
