"""JSON from outside, read with its limits."""

import json
import re
from typing import Any, NoReturn

from .refusal import FileRefused
from .tabular.decoding import decode

# No database stores a NUL, and half of a surrogate pair is no letter; both can hide in an escape.
UNSTORABLE_ESCAPES = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def load_json(data: bytes) -> Any:
    """The value of a JSON file; FileRefused when it is broken, nested too deeply, or not text."""
    text = decode(data)
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
        return _scrubbed(value) if UNSTORABLE_ESCAPES.search(text) else value
    except json.JSONDecodeError as error:
        raise FileRefused("json_broken", line=error.lineno) from None
    except RecursionError:  # the parser stops by itself, long before memory does
        raise FileRefused("json_too_deep") from None
    except ValueError:  # NaN, or a number of thousands of digits
        raise FileRefused("json_broken") from None


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise ValueError(name)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand there once; a second one would silently win."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        raise FileRefused("json_key_twice", key=next(key for key in keys if keys.count(key) > 1)[:100])
    return found


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return UNSTORABLE.sub("", value)
    if isinstance(value, list):
        return [_scrubbed(item) for item in value]
    return {_scrubbed(key): _scrubbed(item) for key, item in value.items()} if isinstance(value, dict) else value
