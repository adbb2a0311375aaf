"""Files that commands are given: read as far as they may go, refused in one sentence."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .command import Refused

LARGEST = 20_000_000  # bytes


def content_of(file: Path) -> bytes:
    """What the file holds, never more than may be read. Raises Refused."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from None
    if len(content) > LARGEST:
        raise Refused(_("The file is larger than %d MB.") % (LARGEST // 1_000_000))
    return content


def json_of(file: Path) -> Any:
    """What a file of JSON says. Raises Refused."""
    try:
        return json.loads(content_of(file).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused(_("This file is not JSON in UTF-8.")) from None
