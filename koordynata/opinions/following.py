"""What became of an opinion in one school year: recruitment, graduates, work, each beside what the evidence said.

A finding is `as_said`, `better`, `worse` or `unknown` for those who wanted the occupation taught. A positive opinion
is borne out where nothing went worse, a negative one where nothing went better.
"""

from typing import Any

from koordynata.intelligence import queries
from koordynata.intelligence.metrics import units
from koordynata.intelligence.queries import Figure, Item, Silence

from .enums import Outcome
from .evidence.book import SourceBook, counted, told
from .models import Opinion

AS_SAID, BETTER, WORSE, UNKNOWN = "as_said", "better", "worse", "unknown"
FULL, HALF_EMPTY = 100.0, 50.0  # per cent of the places applied for
CLASS_STEP = 15.0  # points of the gap: one class
SHARE_STEP = 10.0  # per cent at work


def findings(opinion: Opinion, year: int) -> dict[str, Any]:
    """All findings of one school year, with their sources."""
    book = SourceBook()
    rows = [_recruitment(opinion, year, book), *_graduates(opinion, year, book), *_market(opinion, year, book)]
    about = {"opinion": opinion.signature, "evidence": opinion.evidence.digest, "allows": opinion.kind_info.allows}
    return {"format": "koordynata-follow-up-1", "year": year, **about, "findings": rows, "sources": book.written()}


def outcome_of(found: dict[str, Any]) -> Outcome:
    """What the findings say of the opinion."""
    known = [row["judgement"] for row in found["findings"] if row["judgement"] != UNKNOWN]
    if not known:
        return Outcome.UNKNOWN
    against = WORSE if found["allows"] else BETTER
    contradicted = sum(judgement == against for judgement in known)
    if not contradicted:
        return Outcome.BORNE_OUT
    return Outcome.NOT_BORNE_OUT if 2 * contradicted > len(known) else Outcome.PARTLY


def said(opinion: Opinion, question: str, figure: str) -> dict[str, Any] | None:
    """A figure of the frozen sheet."""
    for answer in opinion.evidence.sheet["questions"]:
        if answer["id"] == question:
            return next((one for one in answer["figures"] if one["id"] == figure), None)
    return None


def _row(name: str, before: dict[str, Any] | None, now: dict[str, Any], judgement: str) -> dict[str, Any]:
    return {"id": name, "said": before, "came": now, "judgement": judgement}


def _recruitment(opinion: Opinion, year: int, book: SourceBook) -> dict[str, Any]:
    """First grades of the school against the places applied for."""
    request = opinion.request
    taught = queries.where_taught(request.school.territory.code, request.occupation.code, year)
    mine = next((one for one in taught.schools if one.institution_id == request.school_id), None)
    nothing = Figure(None, Silence.MISSING, units.PEOPLE, "pupils", year)
    first = dict(mine.pupils_by_grade).get(1, nothing) if mine else nothing
    places = counted("places", request.places, units.PEOPLE, [])
    share = first.value / request.places * 100 if first.value is not None and request.places else None
    judgement = UNKNOWN if share is None else WORSE if share < HALF_EMPTY else AS_SAID if share < FULL else BETTER
    return _row("recruitment", places, told(first, book, "first_grade"), judgement)


def _graduates(opinion: Opinion, year: int, book: SourceBook) -> list[dict[str, Any]]:
    """Graduates of the region against the outlook, and how many of them work."""
    request = opinion.request
    cells = dict(queries.compare((Item(request.region.code, request.occupation.code),), year).rows)
    nothing = Figure(None, Silence.MISSING, units.PEOPLE, "graduates", year)
    came = cells.get("graduates", (nothing,))[0]
    foreseen = _foreseen(opinion, year)
    work = cells.get("graduates_work", (nothing,))[0]
    before = said(opinion, "graduates", "graduates_work")
    return [
        _row("graduates", foreseen, told(came, book), _against_band(foreseen, came.value)),
        _row("work", before, told(work, book), _by_step(before, work, SHARE_STEP)),
    ]


def _foreseen(opinion: Opinion, year: int) -> dict[str, Any] | None:
    for answer in opinion.evidence.sheet["questions"]:
        if answer["id"] == "supply":
            return next((one for one in answer["outlook"] if one["year"] == year), None)
    return None


def _against_band(foreseen: dict[str, Any] | None, came: float | None) -> str:
    """More graduates than foreseen speak against another school, fewer for it."""
    if foreseen is None or foreseen["value"] is None or came is None:
        return UNKNOWN
    low = foreseen["low"] if foreseen["low"] is not None else foreseen["value"] * 0.8
    high = foreseen["high"] if foreseen["high"] is not None else foreseen["value"] * 1.2
    return WORSE if came > high else BETTER if came < low else AS_SAID


def _market(opinion: Opinion, year: int, book: SourceBook) -> list[dict[str, Any]]:
    """The gap of the region now against the gap on the sheet: below, the shortage grew."""
    request = opinion.request
    rows = queries.compare((Item(request.region.code, request.occupation.code),), year).items
    before = said(opinion, "shortage", "gap_region")
    score = rows[0].score if rows else Figure(None, Silence.MISSING, units.POINTS, "gap", year)
    turned = Figure(-score.value, None, score.unit, "gap", year) if score.value is not None else score
    then = before | {"value": -before["value"]} if before and before["value"] is not None else before
    return [_row("gap", before, told(score, book), _by_step(then, turned, CLASS_STEP))]


def _by_step(before: dict[str, Any] | None, now: Figure, step: float) -> str:
    """Higher is better: by more than a step up or down."""
    if before is None or before["value"] is None or now.value is None:
        return UNKNOWN
    change = now.value - before["value"]
    return BETTER if change > step else WORSE if change < -step else AS_SAID
