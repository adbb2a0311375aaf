"""Beginning a programme: its first version, its reporting periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.reference.models import Territory

from ..enums import LevelRole
from ..errors import ProgrammeRefusal
from ..layout import areas, kinds
from ..models import Element, Period, Programme, Strand, Version
from .locking import locked
from .trail import record


@dataclass(frozen=True)
class PeriodPlan:
    """A reporting period to be: its name, its first and last day, when values are due."""

    name: str
    starts: date
    ends: date
    due: date | None = None


@transaction.atomic
def begin_programme(
    *, kind: str, territory: Territory, name: str, short_name: str, starts: date, ends: date, by: Actor, **more: Any
) -> Programme:
    """Begin a programme with a draft of its first version; one of ZSU 2030 has its eight areas ready.

    Raises ProgrammeRefusal, ValidationError.
    """
    if kind not in kinds() or kinds()[kind].scope != territory.kind:
        raise ProgrammeRefusal(_("A programme of this kind belongs to another kind of territory."))
    told = {"kind": kind, "name": name, "starts": starts, "ends": ends}
    programme = Programme(territory=territory, short_name=short_name, **told, **more)
    programme.full_clean()
    programme.save()
    version = Version.objects.create(programme=programme, number=1, made_by=by.audit_label)
    if kind == "zsu":
        _put_areas(version)
    record("programme.begun", programme, programme, by=by, after=told)
    return programme


def _put_areas(version: Version) -> None:
    for number, area in enumerate(areas(), start=1):
        Element.objects.create(
            version=version, strand=Strand.objects.create(programme=version.programme), level="area",
            role=LevelRole.GROUP, code=area.id, name=area.name_pl, name_en=area.name_en, position=number,
            path=f"{number:03}.",
        )  # fmt: skip


@transaction.atomic
def plan_periods(*, programme: Programme, periods: Iterable[PeriodPlan], by: Actor) -> list[Period]:
    """Enter reporting periods. Raises ProgrammeRefusal for periods that overlap, ValidationError."""
    locked(programme)  # where there is no period yet, no period can be held
    known = list(programme.periods.order_by("starts"))
    made: list[Period] = []
    for plan in periods:
        clash = next((one for one in [*known, *made] if one.starts <= plan.ends and plan.starts <= one.ends), None)
        if clash is not None:
            words = {"new": plan.name, "old": clash.name}
            raise ProgrammeRefusal(_("The period “%(new)s” overlaps “%(old)s”.") % words)
        period = Period(programme=programme, name=plan.name, starts=plan.starts, ends=plan.ends, due=plan.due)
        period.full_clean()
        period.save()
        record("period.planned", period, programme, by=by, after={"starts": plan.starts, "ends": plan.ends})
        made.append(period)
    return made
