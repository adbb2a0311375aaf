"""How the figures of a report were made: cards of indicators, thresholds of lights."""

from typing import Any

from django.utils.translation import gettext as _

from ..enums import MeasureSource, OverElements, OverTime
from .figures_in_words import name_of, percent

Row = dict[str, Any]


def card_words(snapshot: Row) -> list[Row]:
    """The cards in the order of their codes."""
    return [_card(code, card, snapshot["words"]) for code, card in sorted(snapshot["measures"].items())]


def _card(code: str, card: Row, words: Row) -> Row:
    facts = ", ".join(name_of(words["facts"][one]) for one in card["facts"])
    source = str(MeasureSource(card["source"]).label)
    return {
        "code": code, "name": name_of(card["name"]), "unit": card["unit"], "definition": card["definition"],
        "method": card["method"], "keeper": card["keeper"], "source": f"{source}: {facts}" if facts else source,
        "over_time": str(OverTime(card["over_time"]).label),
        "over_elements": str(OverElements(card["over_elements"]).label), "common": card["common"],
    }  # fmt: skip


def threshold_words(snapshot: Row) -> list[Row]:
    """From which share of the planned way on a light is shown, how sure the threshold is, where it comes from."""
    rows: list[Row] = snapshot["thresholds"]
    told = []
    for place, one in enumerate(rows):
        lowest = place == len(rows) - 1
        start = _("below %s") % percent(rows[place - 1]["least"]) if lowest and place else ""
        told.append({
            "id": one["id"], "name": name_of(one), "least": start or _("from %s") % percent(one["least"]),
            "note": one["note"] if one["certainty"] != "seen" else "", "source": one["source"],
        })  # fmt: skip
    return told
