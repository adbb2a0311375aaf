"""What is to be generated: which regions, how much of each, as of which day."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from koordynata.foundation.periods import SchoolYear

from .chance import Chance
from .ground import OWN, Ground, read_ground, read_rows

SEED = 2026
FIRST_OF_TEN = 9  # school years before the present one
TODAY = dt.date(2026, 11, 21)


@dataclass(frozen=True)
class Profile:
    """How much is made up for one voivodeship. Labour-market files reach back `years` years over `groups` groups."""

    region: str
    schools: int
    complexes: int
    career_centres: int
    years: int
    groups: int
    births: float  # births a year in a middling powiat
    decline: float  # share of births lost a year beyond the country's
    tension: float


def read_profiles() -> dict[str, Profile]:
    """Profiles of all voivodeships, those with the fullest data first."""
    return {
        row["code"]: Profile(
            row["code"], int(row["schools"]), int(row["complexes"]), int(row["career_centres"]), int(row["years"]),
            int(row["groups"]), float(row["births"]), float(row["decline"]), float(row["region_tension"]),
        )
        for row in read_rows(OWN / "profiles.csv")
    }  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """Everything that the generator needs to know. Equal plans give equal bytes."""

    regions: tuple[str, ...] = ()  # empty: all sixteen
    seed: int = SEED
    today: dt.date = TODAY
    ground: Ground = field(default_factory=read_ground)

    def __post_init__(self) -> None:
        profiles = read_profiles()
        unknown = sorted(set(self.regions) - set(profiles))
        if unknown:
            raise ValueError(_("No voivodeship has the code %s.") % ", ".join(unknown))
        object.__setattr__(self, "regions", tuple(dict.fromkeys(self.regions)) or tuple(profiles))
        object.__setattr__(self, "profiles", profiles)
        object.__setattr__(self, "chance", Chance(self.seed))

    profiles: dict[str, Profile] = field(init=False, repr=False, compare=False)
    chance: Chance = field(init=False, repr=False, compare=False)

    @property
    def school_year(self) -> int:
        """The year in which the present school year started."""
        return SchoolYear.of(self.today).start

    @property
    def school_years(self) -> range:
        """Ten school years, the present one last."""
        return range(self.school_year - FIRST_OF_TEN, self.school_year + 1)

    def labour_years(self, region: str) -> range:
        """Calendar years for which a region has labour-market files: up to the present one."""
        return range(self.today.year - self.profiles[region].years + 1, self.today.year + 1)
