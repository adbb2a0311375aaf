"""What the pages get: frozen rows made of figures."""

from dataclasses import dataclass, field

from .figures import Figure, GapClass, SourceRef


@dataclass(frozen=True)
class GapRow:
    """The gap of one occupation (or branch, or everything) in one territory and year.

    For a branch `occupation_code` is empty; for all occupations `branch` is empty too. `klass` is None where too
    few inputs are known ("brak danych"). `lasting_years` counts the years in deficit in a row up to `year`;
    `growth` is the slope of the score in points per year over the last five (below 0: the deficit grows).
    """

    occupation_code: str
    occupation_name: str
    branch: str
    branch_name: str
    territory_code: str
    territory_name: str
    year: int
    score: Figure
    klass: GapClass | None
    supply: Figure  # graduates of the year
    demand: Figure  # job offers of the year
    pupils: Figure
    history: tuple[tuple[int, float | None], ...] = ()  # (year, score), oldest first
    hidden_years: tuple[int, ...] = ()  # those of which the score is hidden, not unknown
    lasting_years: int = 0
    growth: float | None = None
    missing_parts: tuple[str, ...] = ()  # ids of the parts left out for want of data
    suppressed_parts: tuple[str, ...] = ()  # ids of the parts left out because their figures are hidden
    school_type: str = ""  # a branch (or everything) narrowed to the occupations of this type of school

    @property
    def growing(self) -> bool:
        """A deficit that lasts at least two years and grows by a point a year or more."""
        return self.lasting_years >= 2 and self.growth is not None and self.growth <= -1.0


@dataclass(frozen=True)
class GapPart:
    """One step of the waterfall. A part without `points` was left out and `value` says why."""

    id: str
    title: str
    value: Figure
    subscore: float | None  # −100 … +100
    weight: float  # as in the method
    share: float | None  # weight after the missing ones are left out, 0–1
    points: float | None  # share × subscore
    points_shown: int | None  # whole points that add up to the shown score
    start: float | None
    end: float | None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class GapParts:
    """A gap taken apart."""

    row: GapRow
    parts: tuple[GapPart, ...]
    method_version: str
    minimum_parts: int
    score_shown: int | None
    # The score without its strongest part, and the class it would have: how much hangs on one input.
    without_strongest: float | None
    class_without_strongest: GapClass | None


@dataclass(frozen=True)
class SeriesPoint:
    """One year of supply and demand. Past `last_actual_year` supply is an outlook with a band."""

    year: int
    supply: Figure
    demand: Figure
    is_outlook: bool
    predicted: Figure | None = None  # what was foreseen for this year `horizon` years before
    predicted_in: int | None = None


@dataclass(frozen=True)
class Series:
    """The five-year picture."""

    points: tuple[SeriesPoint, ...]
    last_actual_year: int | None
    demography_known: bool  # False: entrants are taken as constant, and the page says so
    past_error: Figure  # mean error of past outlooks, in percent (below 0: they foresaw too little)


@dataclass(frozen=True)
class SchoolRow:
    """One school teaching one occupation in one year."""

    institution_id: int
    name: str
    territory_code: str
    territory_name: str
    school_type: str
    pupils_by_grade: tuple[tuple[int, Figure], ...]
    pupils: Figure
    graduates: Figure
    pass_share: Figure  # percent
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class WhereTaught:
    """Schools teaching an occupation, with the total that stands under the table."""

    schools: tuple[SchoolRow, ...]
    pupils: Figure
    graduates: Figure


@dataclass(frozen=True)
class ReachRow:
    """How far from a powiat's seat the nearest school teaching the occupation is, as the crow flies."""

    territory_code: str
    territory_name: str
    distance: Figure  # km
    institution_id: int | None
    institution_name: str


@dataclass(frozen=True)
class Reach:
    """Reach and concentration."""

    rows: tuple[ReachRow, ...]
    beyond_km: float  # the limit named in the data
    beyond: tuple[str, ...]  # powiats further away than the limit, or with no school anywhere
    schools: int
    concentration: Figure  # share of the biggest school, percent of pupils


@dataclass(frozen=True)
class Neighbour:
    """A near occupation: how near (0–1), why, and its gap."""

    occupation_code: str
    occupation_name: str
    similarity: float
    same_branch: bool
    shared_qualifications: tuple[str, ...]
    gap: GapRow | None


@dataclass(frozen=True)
class OutlookYear:
    """Pupils of a school in one school year (30 September): counted, or expected with a band."""

    year: int
    pupils: Figure
    is_outlook: bool


def foresees(years: tuple[OutlookYear, ...]) -> bool:
    """Whether any coming year has a number."""
    return any(year.is_outlook and year.pupils.known for year in years)


@dataclass(frozen=True)
class OccupationOutlook:
    """The same for one occupation of the school."""

    occupation_code: str
    occupation_name: str
    years: tuple[OutlookYear, ...]
    empties_in: int | None  # first year with fewer than 10 pupils expected

    @property
    def has_outlook(self) -> bool:
        """Whether anything is foreseen: nothing is where the counts of grades are hidden."""
        return foresees(self.years)


@dataclass(frozen=True)
class SchoolOutlook:
    """What becomes of a school when today's grades move up and entrants follow demography.

    `demography_known` is False where there is no outlook at all.
    """

    institution_id: int
    years: tuple[OutlookYear, ...]
    occupations: tuple[OccupationOutlook, ...]
    empties_in: int | None
    demography_known: bool

    @property
    def has_outlook(self) -> bool:
        """Whether anything is foreseen, for the whole or for an occupation."""
        return foresees(self.years) or any(part.has_outlook for part in self.occupations)


@dataclass(frozen=True)
class Profile:
    """A territory or a branch in figures, with its strongest deficits and surpluses."""

    territory_code: str
    territory_name: str
    branch: str
    branch_name: str
    year: int
    gap: GapRow
    figures: dict[str, Figure]  # metric id -> figure
    classes: dict[GapClass, int]  # occupations per class
    deficits: tuple[GapRow, ...]
    surpluses: tuple[GapRow, ...]
    by_territory: tuple[GapRow, ...] = ()
    history: tuple[tuple[int, dict[str, Figure]], ...] = ()  # (year, metric id -> figure)


@dataclass(frozen=True)
class Item:
    """What is compared: a territory with an occupation, a branch, or everything."""

    territory: str
    occupation: str | None = None
    branch: str | None = None


@dataclass(frozen=True)
class Comparison:
    """Metric by metric, one figure per item in the order asked."""

    items: tuple[GapRow, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]  # (metric id, figures)


@dataclass(frozen=True)
class QuadrantPoint:
    """One occupation on demand × supply; `pupils` is the bubble. Axes as in `Quadrant`."""

    occupation_code: str
    occupation_name: str
    branch: str
    demand: Figure  # sub-score of the demand side turned round: +100 strong demand
    supply: Figure  # graduates
    pupils: Figure
    klass: GapClass | None
    score: Figure


@dataclass(frozen=True)
class Quadrant:
    """The points that can be drawn, and those that cannot because a coordinate is missing or hidden."""

    year: int
    points: tuple[QuadrantPoint, ...]
    left_out: tuple[QuadrantPoint, ...]
    supply_middle: float | None  # median graduates, where the cross stands


@dataclass(frozen=True)
class MetricCard:
    """Karta miernika: what a metric is, why it matters, how it is counted, who answers for it."""

    id: str
    title: str
    why: str
    unit: str
    grain: str
    direction: str
    method: str
    rollup: str
    author: str
    owner: str
    version: str
    next_review: str
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class WarehouseState:
    """For `/healthz` and the desk: is there a warehouse, how old, and does it lag behind the registers?"""

    ok: bool
    build: str | None
    built_at: str | None
    rows: dict[str, int] = field(default_factory=dict)
    behind: bool = False  # a file was applied after the build began
