"""Every field that a template of minutes may name, with an example; a template is tried on it before it is taken."""

from typing import Any

_ATTENDANT = {"number": 1, "name": "Osoba", "organisation": "urząd", "function": "członek", "presence": "10:00–12:00"}
_BALLOT = {
    "item": "Punkt", "motion": "Wniosek", "mode": "jawne", "quorum": "Kworum jest.", "result": "Przyjęto.", "rule": "…"
}  # fmt: skip
EXAMPLE: dict[str, Any] = {
    "title": "Protokół posiedzenia nr 1", "state": "przyjęty", "body": "Zespół", "number": 1, "day": "1 stycznia 2026",
    "form": "hybrydowe", "place": "sala", "presiding": "Osoba", "approved": "Przyjęto na posiedzeniu nr 2.",
    "sections": [{"title": "Otwarcie", "text": "…"}], "attendance": [_ATTENDANT], "ballots": [_BALLOT],
    "corrections": [{"number": 1, "day": "2 stycznia 2026", "text": "…"}], "audit_head": "0" * 64, "sample": "",
}  # fmt: skip
