"""Every field that a template of reports may name, with an example; a template is tried on it before it is taken."""

from typing import Any

_FIGURE = {
    "code": "W1", "name": "Uczniowie po stażu", "unit": "osoby", "element": "1.1.1 Staże", "value": "59",
    "target": "60", "final": "1 100", "progress": "98%", "light": "zgodnie z planem", "note": "", "source": "wpisywane",
    "partial": "",
}  # fmt: skip
_MONEY = {
    "source": "EFS+", "planned": "1 800 000", "contracted": "1 800 000", "spent": "990 000",
    "spent_in_period": "400 000", "share": "55%",
}  # fmt: skip
_AREA = {
    "code": "1", "name": "Umiejętności podstawowe", "narrative": ["Staże ruszyły w czterech powiatach."],
    "figures": [_FIGURE],
    "actions": [{
        "code": "1.1.1", "name": "Staże", "level": "działanie", "who": "Powiatowy Urząd Pracy",
        "days": "01.03.2025–30.06.2029", "state": "w realizacji", "reason": "",
    }],
    "milestones": [{"action": "1.1.1", "name": "Nabór", "due": "31.01.2026", "state": "osiągnięto 30.01.2026"}],
    "money": [_MONEY],
    "risks": [{"action": "1.1.1", "name": "Mało firm", "weight": "12", "response": "Rozmowy z izbami."}],
}  # fmt: skip
EXAMPLE: dict[str, Any] = {
    "title": "Sprawozdanie z programu RPW ZSU za okres 2026 I", "programme": "Regionalny program wdrożeniowy",
    "short_name": "RPW ZSU", "kind": "program wdrożeniowy ZSU 2030", "territory": "województwo lubuskie",
    "coordinator": "Urząd Marszałkowski", "basis": "uchwała", "period": "2026 I", "area": "",
    "days": "1 stycznia 2026 – 30 czerwca 2026", "edition": "", "version": "wersja 2", "changes": ["Wersja 2."],
    "frozen": "zatwierdzono i zamrożono 10 września 2026", "sample": "",
    "summary": [{"name": "Wskaźniki", "value": "zgodnie z planem: 5"}], "narrative": ["Program przebiega zgodnie."],
    "areas": [_AREA], "money": [_MONEY], "thresholds": [
        {"name": "zgodnie z planem", "least": "od 95%", "note": "", "source": "Koordynata"}
    ],
    "measures": [{
        "code": "W1", "name": "Uczniowie po stażu", "unit": "osoby", "definition": "Osoba po stażu.",
        "method": "Z faktów.", "keeper": "biuro", "source": "z faktów", "over_time": "narastająco",
        "over_elements": "każda osoba raz", "common": "ZSU-01",
    }],
    "remarks": ["Liczą się tylko wartości zatwierdzone."], "sha256": "0" * 64,
}  # fmt: skip
