"""Reasons drafted from the sheet: sentences in the reader's language, to be edited by people."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koordynata.intelligence.metrics import units

from .evidence.reading import AGAINST, FOR, NEUTRAL, UNKNOWN
from .law import spoken


def draft_reasons(sheet: dict[str, Any]) -> str:
    """What speaks for teaching the occupation, what against, and of what nothing is known."""
    paragraphs = [
        _paragraph(sheet, FOR, _("In favour of teaching the occupation:")),
        _paragraph(sheet, AGAINST, _("Against it:")),
        _silences(sheet),
        _("The figures come from the evidence sheet; its sources and their days are named there."),
    ]
    return "\n\n".join(filter(None, paragraphs))


def _paragraph(sheet: dict[str, Any], reading: str, beginning: str) -> str:
    found = [_sentence(answer) for answer in sheet["questions"] if answer["reading"] == reading]
    return "\n".join([beginning, *(f"– {sentence}" for sentence in found)]) if found else ""


def _silences(sheet: dict[str, Any]) -> str:
    titles = [title_of(answer) for answer in sheet["questions"] if answer["reading"] == UNKNOWN]
    return _("No data answer the questions: %s") % " ".join(titles) if titles else ""


def answer_words(answer: dict[str, Any]) -> dict[str, str]:
    """One answer of a sheet for a document: the question, its figures, what they speak for."""
    known = [figure for figure in answer["figures"] if figure["value"] is not None]
    told = "; ".join(f"{figure_label(figure['id'])}: {_number(figure)}" for figure in known)
    return {"question": title_of(answer), "figures": told or _("no data"), "reading": _READINGS[answer["reading"]]()}


def title_of(answer: dict[str, Any]) -> str:
    """The question as it was frozen."""
    return spoken(answer["title"]["pl"], answer["title"]["en"])


def _sentence(answer: dict[str, Any]) -> str:
    known = [figure for figure in answer["figures"] if figure["value"] is not None]
    told = "; ".join(f"{figure_label(figure['id'])}: {_number(figure)}" for figure in known[:3])
    return f"{title_of(answer)} {told}." if told else title_of(answer)


def _number(figure: dict[str, Any]) -> str:
    value = round(figure["value"], 0 if figure["unit"] in _WHOLE else 1)
    text = f"{value:g}".replace(".", spoken(",", ".")).replace("-", "−")
    year = f" ({figure['year']})" if figure["year"] else ""
    return text + ("%" if figure["unit"] == "percent" else "") + year


def figure_label(name: str) -> str:
    """A figure of the sheet in words."""
    return str(_LABELS[name]()) if name in _LABELS else name


_WHOLE = frozenset({units.PEOPLE, units.OFFERS})  # half a graduate is nobody
_READINGS = {
    FOR: lambda: pgettext("reading", "speaks for it"),
    AGAINST: lambda: pgettext("reading", "speaks against it"),
    NEUTRAL: lambda: pgettext("reading", "neutral"),
    UNKNOWN: lambda: pgettext("reading", "no data"),
}
_LABELS = {
    "gap_region": lambda: pgettext("evidence", "gap in the voivodeship, points"),
    "gap_powiat": lambda: pgettext("evidence", "gap in the powiat, points"),
    "vacancies_region": lambda: pgettext("evidence", "job offers in the voivodeship"),
    "vacancies_powiat": lambda: pgettext("evidence", "job offers in the powiat"),
    "lasting_years": lambda: pgettext("evidence", "years in deficit in a row"),
    "growth": lambda: pgettext("evidence", "change of the gap, points a year"),
    "forecast_level": lambda: pgettext("evidence", "points of the forecast of demand"),
    "graduates": lambda: pgettext("evidence", "graduates of the year"),
    "graduates_work": lambda: pgettext("evidence", "graduates at work a year after school"),
    "stay_in_region": lambda: pgettext("evidence", "graduates working in the voivodeship"),
    "wage": lambda: pgettext("evidence", "wage relative to the powiat's mean"),
    "unemployed": lambda: pgettext("evidence", "registered unemployed"),
    "unemployment_rate": lambda: pgettext("evidence", "unemployment rate"),
    "schools_near": lambda: pgettext("evidence", "schools within reach"),
    "graduates_foreseen": lambda: pgettext("evidence", "graduates foreseen"),
    "offers_newest": lambda: pgettext("evidence", "job offers of the newest year"),
    "past_error": lambda: pgettext("evidence", "mean error of past outlooks"),
    "change_of_young_people": lambda: pgettext("evidence", "change in young people aged 15"),
    "partners": lambda: pgettext("evidence", "employers"),
    "letters": lambda: pgettext("evidence", "letters and agreements"),
    "training_places": lambda: pgettext("evidence", "training places"),
    "training_share": lambda: pgettext("evidence", "training places against places applied for"),
    "resources_there": lambda: pgettext("evidence", "workshops, equipment and teachers there"),
    "resources_needed": lambda: pgettext("evidence", "of those needed"),
    "past_opinions": lambda: pgettext("evidence", "earlier opinions in the voivodeship"),
    "borne_out": lambda: pgettext("evidence", "borne out"),
}
