"""A placement for `koordynata place FILE.json`: offers, pupils and their wishes in one file."""

from datetime import date
from typing import Annotated, Literal

from django.utils.translation import gettext_noop
from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from koordynata.foundation.strict_files import Strict

MOST_WISHES = 100  # of one pupil
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Minutes = Annotated[int, Field(ge=0, le=1440)]


def _as_day(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError(gettext_noop("a day is written as 2027-06-01"))
    return value


# JSON has no dates of its own, so they are read from text.
Day = Annotated[date, Field(strict=False), BeforeValidator(_as_day)]


class Position(Strict):
    """Degrees (WGS 84)."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]


class DaysOf(Strict):
    """`from` and `to`, both days included."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @model_validator(mode="after")
    def _forwards(self) -> "DaysOf":
        if self.last < self.first:
            raise ValueError(gettext_noop("ends before it begins"))
        return self


class OfferOf(Strict):
    """Oferta stażu: places of one employer on the same days."""

    id: Name
    seats: Annotated[int, Field(ge=0, le=10_000)]
    occupations: Annotated[list[Name], Field(max_length=100)] = []  # none: any
    requires: Annotated[list[Name], Field(max_length=100)] = []
    days: DaysOf | None = None
    at: Position | None = None


class PupilOf(Strict):
    """Uczestnik: wishes are ids of offers, the dearest first."""

    id: Name
    occupation: str = ""
    has: Annotated[list[Name], Field(max_length=100)] = []
    points: Annotated[int, Field(ge=0, le=1000)] = 0
    free: Annotated[list[DaysOf], Field(max_length=50)] = []  # the days of his class; none: any
    home: Position | None = None
    minutes: dict[str, Minutes] = {}  # the way to an offer, where it is known
    wishes: Annotated[list[Name], Field(max_length=MOST_WISHES)]


class PlacementFile(Strict):
    """`fixed` are decisions made by hand, which stay; pairs stand for `together` and `apart`."""

    offers: Annotated[list[OfferOf], Field(max_length=100_000)]
    pupils: Annotated[list[PupilOf], Field(max_length=300_000)]
    fixed: dict[str, str] = {}
    together: Annotated[list[tuple[Name, Name]], Field(max_length=1000)] = []
    apart: Annotated[list[tuple[Name, Name]], Field(max_length=1000)] = []
    lots: str = ""  # from which lots are drawn between equals: the same text, the same lots
    on: Day | None = None
    rule: Literal["cost", "stable"] = "cost"
