"""A small land with hand-made inputs, and the warehouse built from it."""

from __future__ import annotations

from typing import Any

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.intelligence.models import (
    BarometerRating,
    DemandForecast,
    GraduateOutcome,
    LabourFlow,
    Observation,
    WarehouseBuild,
)
from koordynata.intelligence.services import rebuild_warehouse
from koordynata.reference.enums import Scheme, TerritoryKind
from koordynata.reference.models import BarometerGroup, Crosswalk, FunctionalAreaMember, Occupation, Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution, Offer
from tests.conftest import make_territory

SIGNALLER, CARRIER, PLATELAYER = "311407", "311928", "711603"


class Land:
    """What a story needs to say: who learns what where, who is looked for."""

    def __init__(self, land: dict[str, Territory], lists: dict[str, Any]) -> None:
        self.land, self.lists, self.rspo = land, lists, 910000

    def occupation(self, code: str) -> Occupation:
        found: Occupation = self.lists["occupations"][code]
        return found

    def school(self, powiat: str, school_type: str = "TEC", **more: Any) -> Institution:
        self.rspo += 1
        return Institution.objects.create(
            kind=InstitutionKind.SCHOOL, name=f"Szkoła {self.rspo} (przykład)", rspo=self.rspo,
            territory=self.land[powiat], school_type=self.lists["school_types"][school_type], **more,
        )  # fmt: skip

    def grades(self, school: Institution, code: str, year: int, *pupils: int | None, **last: Any) -> None:
        """Pupils of grades 1, 2, …; `graduates` and `pass_share` go to the last grade."""
        for grade, count in enumerate(pupils, 1):
            more = last if grade == len(pupils) else {}
            Offer.objects.create(
                school=school, occupation=self.occupation(code), school_year=year, grade=grade, pupils=count, **more
            )

    def flow(self, powiat: str, code: str, year: int, vacancies: int | None, unemployed: int | None = None) -> None:
        LabourFlow.objects.create(
            year=year, territory=self.land[powiat], occupation=self.occupation(code), vacancies=vacancies,
            unemployed=unemployed,
        )  # fmt: skip

    def rating(self, powiat: str, year: int, demand: int, relation: int, **of: Any) -> None:
        BarometerRating.objects.create(
            year=year, territory=self.land[powiat], demand_change=demand, relation=relation, **of
        )

    def group(self, name: str, *codes: str) -> BarometerGroup:
        group = BarometerGroup.objects.create(code=name, name_pl=name)
        for code in codes:
            Crosswalk.objects.create(
                from_scheme=Scheme.KZSB,
                from_code=code,
                to_scheme=Scheme.BAROMETER,
                to_code=name,
                version="1",
                quality="x",
            )
        return group

    def forecast(self, where: str, code: str, year: int, level: str) -> None:
        DemandForecast.objects.create(
            year=year, territory=self.land[where], occupation=self.occupation(code), level=level
        )

    def outcome(self, powiat: str, code: str, year: int, graduates: int, **counts: Any) -> None:
        GraduateOutcome.objects.create(
            year=year, territory=self.land[powiat], occupation=self.occupation(code), graduates=graduates, **counts
        )

    def observe(self, variable: str, where: str, year: int, value: float, period: str = "") -> None:
        Observation.objects.create(variable=variable, territory=self.land[where], year=year, value=value, period=period)

    def area(self, code: str, *members: str) -> Territory:
        area = make_territory(code, TerritoryKind.FUNCTIONAL_AREA, code, self.land["16"])
        for member in members:
            FunctionalAreaMember.objects.create(area=area, member=self.land[member])
        self.land[code] = area
        return area

    def build(self) -> WarehouseBuild:
        return rebuild_warehouse(by=SYSTEM)


@pytest.fixture
def story(land: dict[str, Territory], lists: dict[str, Any]) -> Land:
    return Land(land, lists)
