"""Evidence sheets from generated marts, for benchmarks/council.py."""

import time
from typing import Any

from django.conf import settings
from django.utils import timezone

from benchmarks.generated_staging import generate
from koordynata.foundation.audit import SYSTEM
from koordynata.intelligence.warehouse import layout
from koordynata.intelligence.warehouse.build import build_marts
from koordynata.opinions import services
from koordynata.opinions.evidence import build_sheet
from koordynata.reference.models import Branch, Occupation, SchoolType, Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution

SHEETS = 12


def slowest_sheet(powiats: int) -> dict[str, Any]:
    """Seconds of the slowest, the first of which finds nothing warm."""
    _marts(powiats)
    school, requests = _school(), []
    branch = Branch.objects.create(code="B00", name_pl="branża", name_en="branch")
    for number in range(SHEETS):
        job = Occupation.objects.create(
            code=f"{311010 + number}", name_pl=f"zawód {number}", branch=branch, school_types="TEC", prk_level=4
        )
        requests.append(services.start_request(
            school=school, occupation=job, school_type=SchoolType.objects.get(code="TEC"), by=SYSTEM,
            start_year=timezone.localdate().year + 1, places=28, reasons="Powody.",
        ))  # fmt: skip
    times = []
    for request in requests:
        began = time.perf_counter()
        build_sheet(request, timezone.localdate())
        times.append(time.perf_counter() - began)
    return {"sheets": SHEETS, "worst_s": round(max(times), 3)}


def _marts(powiats: int) -> None:
    folder, name = settings.DATA_DIR / "staging", layout.new_name()
    generate(folder, powiats=powiats, schools=80 if powiats < 100 else 400)
    build_marts(folder, layout.work_folder(name))
    layout.finish(name)
    layout.point_to(name)


def _school() -> Institution:
    return Institution.objects.create(
        kind=InstitutionKind.SCHOOL, name="Technikum (przykład)", rspo=900001, lat=51.9, lon=15.5,
        territory=Territory.objects.get(code="0801"), school_type=SchoolType.objects.get(code="TEC"),
    )  # fmt: skip
