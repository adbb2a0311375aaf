"""Files that commands are given: read as far as they may go, refused in one sentence."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from koordynata.foundation.strict_files import FileRefused

from .command import REFUSED, HouseCommand, Refused

LARGEST = 20_000_000  # bytes


def content_of(file: Path, largest: int = LARGEST) -> bytes:
    """What the file holds, never more than may be read. Raises Refused."""
    try:
        with file.open("rb") as opened:
            content = opened.read(largest + 1)
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from None
    if len(content) > largest:
        raise Refused(_("The file is larger than %d MB.") % (largest // 1_000_000))
    return content


def json_of(file: Path) -> Any:
    """What a file of JSON says. Raises Refused."""
    try:
        return json.loads(content_of(file).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused(_("This file is not JSON in UTF-8.")) from None


def told(refusal: FileRefused, command: HouseCommand, *, as_json: bool) -> SystemExit:
    """Every mistake with its place, for people or as one JSON object, and the end of the command."""
    if as_json:
        problems = [{"place": place, "message": sentence} for place, sentence in refusal.mistakes]
        command.stdout.write(json.dumps({"problems": problems}, ensure_ascii=False))
    for place, sentence in [] if as_json else refusal.mistakes:
        command.stderr.write(f"{place}: {sentence}")
    return SystemExit(REFUSED)
