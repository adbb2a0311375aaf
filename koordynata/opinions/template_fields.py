"""Every field that a template of opinions may name, with an example; a template is tried on it before it is taken."""

from typing import Any

EXAMPLE: dict[str, Any] = {
    "title": "Opinia nr 9/2026", "giver": "Wojewódzki Zespół Koordynacji", "day": "21 listopada 2026",
    "state": "projekt, niedoręczona", "kind": "pozytywna",
    "decision": "Zespół uznaje kształcenie w zawodzie za zasadne.",
    "school": "Technikum", "place": "powiat nyski", "governing_body": "Powiat nyski", "occupation": "technik logistyk",
    "code": "333107", "school_type": "technikum", "start": "2027/2028", "places": 28, "application": "14/2026",
    "received": "3 listopada 2026", "basis": "ustawa", "note": "", "valid_until": "21 listopada 2031",
    "reasons": ["Brakuje pracowników."], "recommendations": ["Druga umowa z pracodawcą."],
    "vote": "Za 14, przeciw 3, wstrzymało się 2.", "entry": "WZK 7/2026",
    "positions": [{"body": "Grupa robocza", "stance": "za", "day": "10 listopada 2026"}],
    "answers": [{"question": "Czy brakuje pracowników?", "figures": "−62", "reading": "przemawia za"}],
    "evidence": 1, "sha256": "0" * 64, "sample": "",
}  # fmt: skip
