"""Letters for the e-delivery system or the office's own record system: files, with metadata beside them.

No public format of a hand-over was found, so this one is plain and described in docs/reference/e-delivery-package.md.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from koordynata.foundation import files
from koordynata.foundation.tables import neutral

from ..models import Letter, LetterFile

FORMAT = "koordynata-letters-1"
LETTER_FIELDS = (
    "case_number", "case_title", "position", "direction", "way", "counterpart", "e_delivery_address", "letter_date",
    "received_or_sent_on", "their_sign", "subject", "answer_due", "struck_out", "sample_data",
)  # fmt: skip
FILE_FIELDS = ("position", "path", "file_name", "content_type", "size", "sha256")
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same letters always give the same bytes


def package(letters: Sequence[Letter]) -> bytes:
    """A ZIP of letters with their files, prefetched. Raises FileNotFoundError, ValueError: a kept file is not whole."""
    described = [_letter(letter) for letter in letters]
    attached = [(_row(letter, place, file), file) for letter in letters for place, file in _numbered(letter)]
    parts = {
        "metadata.json": _json({"format": FORMAT, "letters": described, "files": [row for row, _file in attached]}),
        "letters.csv": _csv(LETTER_FIELDS, described),
        "files.csv": _csv(FILE_FIELDS, [row for row, _file in attached]),
    } | {row["path"]: files.read(file.digest) for row, file in attached}
    parts["SHA256SUMS"] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in parts.items()
    ).encode()
    return _zip(parts)


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "case_number": letter.case.signature, "case_title": letter.case.title, "position": letter.position,
        "direction": letter.direction, "way": letter.way, "counterpart": letter.counterpart,
        "e_delivery_address": letter.address, "letter_date": letter.dated_on.isoformat(),
        "received_or_sent_on": letter.handled_on.isoformat(), "their_sign": letter.their_sign,
        "subject": letter.subject, "answer_due": letter.answer_due.isoformat() if letter.answer_due else "",
        "struck_out": letter.struck_out_at is not None, "sample_data": letter.case.is_sample,
    }  # fmt: skip


def _numbered(letter: Letter) -> list[tuple[int, LetterFile]]:
    return list(enumerate(letter.files.all(), start=1))


def _row(letter: Letter, place: int, file: LetterFile) -> dict[str, Any]:
    """Paths begin with numbers, so that two files of one name never meet."""
    return {
        "position": letter.position, "path": f"files/{letter.position:03}/{place:02}-{file.file_name}",
        "file_name": file.file_name, "content_type": file.content_type, "size": file.size, "sha256": file.digest,
    }  # fmt: skip


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _csv(fields: Sequence[str], rows: Sequence[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, fields, delimiter=";")
    writer.writeheader()
    writer.writerows({name: _cell(row[name]) for name in fields} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else neutral(str(value))


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
