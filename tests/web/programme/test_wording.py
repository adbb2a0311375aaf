"""What the audit log keeps of programmes is told in words, never by the name that the program has for it."""

from __future__ import annotations

import re
from pathlib import Path

from koordynata.programme import services
from koordynata.web.wording import VERBS

ROOM = Path(services.__file__).parents[1]
RECORDED = re.compile(
    r'\b(?:record|record_event|_saved|_record)\([^()"]*"([a-z_]+\.[a-z_]+)"|verb = "([a-z_.]+)" if .* "([a-z_.]+)"'
)


def recorded() -> set[str]:
    """Verbs of events as the room's services write them."""
    texts = [file.read_text() for folder in ("services", "workbooks") for file in sorted((ROOM / folder).glob("*.py"))]
    return {verb for text in texts for found in RECORDED.findall(text) for verb in found if verb}


def test_every_event_of_a_programme_has_words() -> None:
    verbs = recorded()
    assert {"report.frozen", "fact.changed", "actual.entered", "version.adopted", "workbook.taken"} <= verbs
    assert verbs - set(VERBS) == set()
