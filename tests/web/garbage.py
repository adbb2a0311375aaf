"""What nobody means to send: words of questions and of forms, and what may be written into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any

import koordynata
from koordynata.web.body_limit import ENVELOPE_BYTES

WEB = Path(koordynata.__file__).parent / "web"
NAMES = re.compile(
    r'(?:GET|POST|data)(?:\.get|\.getlist)?[(\[]"(\w+)"|\sname="(\w+)"|^    (\w+) = forms\.', re.MULTILINE
)
LONG = "9" * 5000
# Each of these once broke a program somewhere.
WORDS = (
    "\x00", "-1", LONG, "99999999999999999999", "NaN", "1e999", "²", "٣", "٠٠٠٠", "9999", "0000", "9999-12-31",
    "0001-01-01", "9999-12-31T23:59", "2026-02-30T25:61", "2026-03-29T02:30", "a,b;c:d", "meeting:x", "meeting:" + LONG,
    "%s%n{}", "'\"><script>", "\u202e\ud7ff🐤", "[]", '{"a":', "../../etc/passwd", "true",
)  # fmt: skip
assert len(LONG) < ENVELOPE_BYTES, "a text this long reaches the forms"


def names() -> list[str]:
    """Every word that some view or form of the house reads."""
    texts = (file.read_text() for kind in ("*.py", "*.html") for file in sorted(WEB.rglob(kind)))
    return sorted({word for text in texts for hit in NAMES.findall(text) for word in hit if word})


class Fields(HTMLParser):
    """The forms of a page that are sent by POST: where to, and each field with what it would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self._fields = {}
            self.forms.append((told.get("action", ""), self._fields))
        elif self._fields is None:
            return
        elif tag == "select":
            self._select = told.get("name", "")
        elif tag == "option" and self._select and ("selected" in told or not self._fields.get(self._select)):
            self._fields[self._select] = told.get("value", "")
        elif tag in {"input", "textarea", "button"} and told.get("name"):
            self._area = told["name"] if tag == "textarea" else ""
            self._fields.setdefault(told["name"], told.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area and self._fields is not None:
            self._fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select
        self._fields = None if tag == "form" else self._fields


def spoilers() -> Iterator[Callable[[dict[str, Any], str], dict[str, Any]]]:
    """Ways to spoil one field of a form, over and over: left out, sent twice, filled with each of the words."""

    def without(sent: dict[str, Any], name: str) -> dict[str, Any]:
        return {other: value for other, value in sent.items() if other != name}

    def twice(sent: dict[str, Any], name: str) -> dict[str, Any]:
        return sent | {name: [sent[name], "x"]}

    def filled(word: str) -> Callable[[dict[str, Any], str], dict[str, Any]]:
        return lambda sent, name: sent | {name: word}

    return cycle([without, twice, *(filled(word) for word in WORDS)])
