"""Lists that others publish: territories, occupations, crosswalks."""

from .boundary import Boundary
from .occupation import BarometerGroup, Branch, Crosswalk, Occupation, OccupationSchoolType, SchoolType
from .qualification import OccupationQualification, Qualification
from .territory import FunctionalAreaMember, Territory, TerritoryQuerySet
from .version import ListVersion

__all__ = [
    "BarometerGroup",
    "Boundary",
    "Branch",
    "Crosswalk",
    "FunctionalAreaMember",
    "ListVersion",
    "Occupation",
    "OccupationQualification",
    "OccupationSchoolType",
    "Qualification",
    "SchoolType",
    "Territory",
    "TerritoryQuerySet",
]
