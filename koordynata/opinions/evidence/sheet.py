"""The whole sheet: the same data and application give the same bytes."""

from datetime import date
from typing import Any

from koordynata.intelligence.method import gap_method

from ..models import OpinionRequest
from . import labour, own_records, schooling
from .about import About
from .reading import questions, version

FORMAT = "koordynata-evidence-1"
ANSWERS = {
    "shortage": labour.shortage,
    "lasting": labour.lasting,
    "forecast": labour.forecast,
    "graduates": labour.graduates,
    "taught": schooling.taught,
    "supply": labour.supply,
    "pupils": schooling.pupils,
    "employers": own_records.employers,
    "resources": own_records.resources,
    "past": own_records.past,
}


def build_sheet(request: OpinionRequest, day: date) -> dict[str, Any]:
    """The evidence for one application as of a day. Some thirty queries of the marts; no moment is written into it."""
    about = About(request, day)
    answers = [
        {"id": one.id, "title": {"pl": one.title_pl, "en": one.title_en}, "for_at": one.for_at,
         "against_at": one.against_at} | ANSWERS[one.id](about)
        for one in questions().values()
    ]  # fmt: skip
    return {
        "format": FORMAT,
        "method": {"questions": version(), "gap": gap_method().version},
        "about": _about(about),
        "questions": answers,
        "sources": about.book.written(),
    }


def _about(about: About) -> dict[str, Any]:
    request = about.request
    return {
        "application": request.signature, "application_version": request.version, "year": about.year,
        "school": {"rspo": request.school.rspo, "name": request.school.name, "territory": about.powiat},
        "region": about.region,
        "occupation": {"code": about.occupation, "name": request.occupation.name_pl},
        "school_type": request.school_type.code, "start_year": request.start_year, "places": request.places,
        "day": about.day.isoformat(),
    }  # fmt: skip
