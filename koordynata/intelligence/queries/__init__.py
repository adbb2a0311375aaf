"""What pages read. Territories and occupations are given by their codes; branches by their three letters.

Every figure on fewer than ten people, and every one from which such a figure could be worked out, comes out as
`Silence.SUPPRESSED`. Unknown codes give empty rows, never an exception: whether a code may be asked for is the page's
question to `visible_to`.
"""

from .demography import young_people
from .figures import Figure, GapClass, Silence, SourceRef
from .forecast import Announced, announced
from .gaps import gap_by_occupation, gap_by_territory, lasting_deficits, quadrant
from .parts import gap_parts
from .profiles import available_years, branch_profile, compare, metric_card, metric_cards, territory_profile
from .regions import RegionFigure, across_regions
from .schools import reach, school_outlook, where_taught
from .series import demand_supply_series, neighbours, stay_in_region
from .shapes import (
    Comparison,
    GapPart,
    GapParts,
    GapRow,
    Item,
    MetricCard,
    Neighbour,
    OccupationOutlook,
    OutlookYear,
    Profile,
    Quadrant,
    QuadrantPoint,
    Reach,
    ReachRow,
    SchoolOutlook,
    SchoolRow,
    Series,
    SeriesPoint,
    WarehouseState,
    WhereTaught,
)
from .single import Answer, NotAvailable, metric_value
from .state import BuildRow, build_problems, builds, warehouse_state

__all__ = [
    "Announced",
    "Answer",
    "BuildRow",
    "Comparison",
    "Figure",
    "GapClass",
    "GapPart",
    "GapParts",
    "GapRow",
    "Item",
    "MetricCard",
    "Neighbour",
    "NotAvailable",
    "OccupationOutlook",
    "OutlookYear",
    "Profile",
    "Quadrant",
    "QuadrantPoint",
    "Reach",
    "ReachRow",
    "RegionFigure",
    "SchoolOutlook",
    "SchoolRow",
    "Series",
    "SeriesPoint",
    "Silence",
    "SourceRef",
    "WarehouseState",
    "WhereTaught",
    "across_regions",
    "announced",
    "available_years",
    "branch_profile",
    "build_problems",
    "builds",
    "compare",
    "demand_supply_series",
    "gap_by_occupation",
    "gap_by_territory",
    "gap_parts",
    "lasting_deficits",
    "metric_card",
    "metric_cards",
    "metric_value",
    "neighbours",
    "quadrant",
    "reach",
    "school_outlook",
    "stay_in_region",
    "territory_profile",
    "warehouse_state",
    "where_taught",
    "young_people",
]
