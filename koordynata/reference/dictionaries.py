"""The lists from which the columns of a template may be filled."""

from collections.abc import Callable, Iterator

from koordynata.sources import dictionaries

from .enums import TerritoryKind
from .models import BarometerGroup, Branch, Occupation, Qualification, SchoolType, Territory


def _territories(kind: TerritoryKind) -> Callable[[], Iterator[tuple[str, str]]]:
    def read() -> Iterator[tuple[str, str]]:
        found = Territory.objects.of_kind(kind).filter(withdrawn_run=None).order_by("code")
        return ((territory.code, territory.title) for territory in found)

    return read


def _coded(model: type[Occupation | Branch | SchoolType | Qualification]) -> Callable[[], Iterator[tuple[str, str]]]:
    def read() -> Iterator[tuple[str, str]]:
        found = model._default_manager.filter(withdrawn_run=None).order_by("code")
        return ((row.code, row.name) for row in found)

    return read


def _groups() -> Iterator[tuple[str, str]]:
    """Groups of the Barometer are written by their names."""
    found = BarometerGroup.objects.filter(withdrawn_run=None).order_by("name_pl")
    return ((group.name_pl, group.code) for group in found)


def enter_dictionaries() -> None:
    """Called once, when the program starts."""
    dictionaries.enter("voivodeship", _territories(TerritoryKind.VOIVODESHIP))
    dictionaries.enter("powiat", _territories(TerritoryKind.POWIAT))
    dictionaries.enter("occupation", _coded(Occupation))
    dictionaries.enter("branch", _coded(Branch))
    dictionaries.enter("school_type", _coded(SchoolType))
    dictionaries.enter("qualification", _coded(Qualification))
    dictionaries.enter("barometer_group", _groups)
