"""Three hundred applications of three hundred schools, written in bulk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from koordynata.opinions.enums import RequestState
from koordynata.opinions.evidence import build_sheet, digest_of
from koordynata.opinions.models import Evidence, OpinionRequest
from koordynata.reference.models import Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution

SIZE = 300
PLACES = ("1607", "1609", "1661")


def make_schools(land: dict[str, Territory], lists: dict[str, Any], size: int) -> list[Institution]:
    """Technika in turn in each powiat."""
    return Institution.objects.bulk_create(
        Institution(
            kind=InstitutionKind.SCHOOL, name=f"Technikum nr {n} (przykład)", rspo=910000 + n, pupils=100,
            territory=land[PLACES[n % len(PLACES)]], type_name="Technikum", school_type=lists["school_types"]["TEC"],
        )
        for n in range(1, size + 1)
    )  # fmt: skip


def make_season(land: dict[str, Territory], lists: dict[str, Any], size: int = SIZE) -> list[OpinionRequest]:
    """Submitted applications, numbered from 1."""
    codes, now = ("311407", "311928"), timezone.now()
    return OpinionRequest.objects.bulk_create(
        OpinionRequest(
            region=land["16"], year=2026, number=n, state=RequestState.SUBMITTED, school=school, school_kind="public",
            occupation=lists["occupations"][codes[n % 2]], school_type=lists["school_types"]["TEC"], start_year=2027,
            places=28, reasons="Powody. " * 40, started_by="x", submitted_at=now, submitted_by="x",
            due=(now + timedelta(days=40)).date(),
        )
        for n, school in enumerate(make_schools(land, lists, size), start=1)
    )  # fmt: skip


def give_evidence(requests: list[OpinionRequest]) -> None:
    """Each gets a sheet of its own; all but the number as the first one's, which is really built."""
    sheet = build_sheet(requests[0], timezone.localdate())
    sheets = [sheet | {"about": sheet["about"] | {"application": one.signature}} for one in requests]
    Evidence.objects.bulk_create(
        Evidence(
            request=one, version=1, sheet=its, digest=digest_of(its), speaks_for=one.pk % 5, prepared_by="x"
        )
        for one, its in zip(requests, sheets, strict=True)
    )  # fmt: skip
